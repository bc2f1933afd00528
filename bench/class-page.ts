import { isBrowserMissing, PagesInBrowser } from '../harness/reporters/browser.test-support.js';
import { renderClass } from '../harness/reporters/class/page.js';
import { sampleClass } from '../harness/reporters/class/sample-class.test-support.js';
import type { Bench } from './bench.js';
import { median } from './side-by-side.js';

const STUDENTS = 500;

/** What takes no longer than this is felt as immediate. */
const ALLOWED_MS = 100;

const ROUNDS = 9;

/** The page of a class of five hundred in a real browser: how long a search and a sort take, with the layout behind them. */
export const classPage: Bench = {
  name: 'class-page',
  async measure() {
    if (isBrowserMissing) throw new Error('chromium is not installed');
    const pages = await PagesInBrowser.open({ 'class.html': renderClass(sampleClass(STUDENTS - 5)) });
    const measured: [searched: number, sorted: number][] = [];
    try {
      await pages.visit('class.html', {}, async (page) => {
        measured.push(
          ...(await page.evaluate<typeof measured>(`(() => {
            const layout = () => document.body.offsetHeight;
            const search = document.getElementById('search');
            return Array.from({ length: ${ROUNDS} }, (_, round) => {
              const startedAt = performance.now();
              search.value = 'student ' + round;
              search.dispatchEvent(new Event('input'));
              layout();
              const searchedAt = performance.now();
              document.querySelector('[data-sort="points"]').click();
              layout();
              return [searchedAt - startedAt, performance.now() - searchedAt];
            });
          })()`)),
        );
      });
    } finally {
      await pages.close();
    }
    const row = (what: string, ms: number) => ({
      name: `class-page, ${what} ${STUDENTS}`,
      measured: `${ms.toFixed(0)} ms`,
      floor: `${ALLOWED_MS} ms allowed`,
      ratio: ms / ALLOWED_MS,
      allowed: { most: 1 },
    });
    return {
      rows: [
        row('search among', median(measured.map(([searched]) => searched))),
        row('sort', median(measured.map(([, sorted]) => sorted))),
      ],
      remarks: [],
    };
  },
};

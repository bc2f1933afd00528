import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  axeViolations,
  isBrowserMissing,
  OPEN_EVERYTHING,
  PagesInBrowser,
  skippedWithoutBrowser,
} from '../browser.test-support.js';
import { renderHtml } from '../html/page.js';
import { sampleReport } from '../sample-report.test-support.js';
import { renderClass } from './page.js';
import { sampleClass } from './sample-class.test-support.js';

describe.skipIf(isBrowserMissing)(
  `the page of a class in a real browser${skippedWithoutBrowser}`,
  { timeout: 120_000 },
  () => {
    let pages: PagesInBrowser;

    beforeAll(async () => {
      const standing = { student: 'Zoë', grade: '8.5 of 10, B', sentences: ['17 points', '<b>scaled</b> to 10: 8.5'] };
      pages = await PagesInBrowser.open({
        'small.html': renderClass(sampleClass(40)),
        'large.html': renderClass(sampleClass(495)),
        'student.html': renderHtml(sampleReport(), standing),
        'nothing.html': renderHtml(sampleReport([]), { student: 'Zoë', sentences: ['x'] }),
      });
    }, 60_000);

    afterAll(() => pages?.close());

    const visibleNames = (page: Page): Promise<readonly string[]> =>
      page.locator('#rows tr:not([hidden]) th a, #rows tr:not([hidden]) th bdi').allInnerTexts();

    test.each([
      ['small.html', 'light', 1280],
      ['small.html', 'light', 390],
      ['small.html', 'dark', 1280],
      ['small.html', 'dark', 390],
      ['student.html', 'light', 1280],
      ['student.html', 'dark', 390],
      ['nothing.html', 'light', 390],
    ] as const)('%s, %s, %i wide: axe finds nothing wrong, with everything open', async (name, colorScheme, width) => {
      const misdeeds = await pages.visit(
        name,
        { colorScheme, viewport: { width, height: 900 }, bypassCSP: true },
        async (page) => {
          expect(await axeViolations(page)).toEqual([]);
        },
      );
      expect(misdeeds).toEqual([]);
    });

    test('the body never scrolls sideways, and nothing is fetched', async () => {
      for (const width of [360, 768, 1280]) {
        const misdeeds = await pages.visit('small.html', { viewport: { width, height: 800 } }, async (page) => {
          await page.evaluate(OPEN_EVERYTHING);
          expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width);
        });
        expect(misdeeds).toEqual([]);
      }
    });

    test('students are searched, filtered by state and by what they fail, and sorted', async () => {
      const misdeeds = await pages.visit('small.html', {}, async (page) => {
        await page.getByLabel('Search').fill('student 003');
        expect(await visibleNames(page)).toEqual(['Student 003']);
        expect(await page.locator('#shown-count').innerText()).toBe('1 of 45 students');
        await page.getByLabel('Search').fill('');
        await page.getByLabel('State').selectOption('inconclusive');
        expect(await page.locator('#rows tr:not([hidden])').count()).toBe(1);
        await page.getByLabel('State').selectOption('');
        const failing = page.locator('.filter').first();
        const count = Number(await failing.innerText());
        await failing.click();
        expect(await page.locator('#rows tr:not([hidden])').count()).toBe(count);
        expect(await page.locator('#rows tr:not([hidden]) td.cell:nth-of-type(5).passed').count()).toBe(0);
        await page.getByLabel('Fails').selectOption('');
        await page.getByRole('button', { name: 'Points', exact: true }).click();
        await page.getByRole('button', { name: 'Points', exact: true }).click();
        expect(await page.locator('[data-column="points"]').getAttribute('aria-sort')).toBe('descending');
        const points = await page
          .locator('#rows tr')
          .evaluateAll((rows) => rows.map((row) => Number(row.getAttribute('data-points'))));
        expect(points).toEqual(points.toSorted((a, b) => b - a));
      });
      expect(misdeeds).toEqual([]);
    });

    test('by keyboard: the first stop skips to the students, and a slash leads to the search', async () => {
      await pages.visit('small.html', {}, async (page) => {
        await page.keyboard.press('Tab');
        await page.keyboard.press('Enter');
        expect(await page.evaluate('document.activeElement.id')).toBe('students');
        await page.keyboard.press('/');
        expect(await page.evaluate('document.activeElement.id')).toBe('search');
      });
    });

    test('without JavaScript it is read, and no dead tools show', async () => {
      await pages.visit('small.html', { javaScriptEnabled: false }, async (page) => {
        expect(await page.locator('#tools').isVisible()).toBe(false);
        expect(await page.locator('#rows tr').count()).toBe(45);
      });
    });

    test('five hundred students are all shown, searched and sorted', async () => {
      await pages.visit('large.html', {}, async (page) => {
        expect(await page.locator('#rows tr').count()).toBe(500);
        const names = await visibleNames(page);
        await page.locator('[data-sort="points"]').click();
        expect(await visibleNames(page)).not.toEqual(names);
        await page.locator('#search').fill('student 123');
        const found = await visibleNames(page);
        expect(found).toContain('Student 123');
        // So many more have it in their numbers: 1230 to 1239.
        expect(found).toHaveLength(11);
      });
    });
  },
);

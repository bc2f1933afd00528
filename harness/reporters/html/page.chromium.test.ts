import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  axeViolations,
  isBrowserMissing,
  OPEN_EVERYTHING,
  PagesInBrowser,
  skippedWithoutBrowser,
} from '../browser.test-support.js';
import { hostileReport } from '../hostile-report.test-support.js';
import { echoSheet } from '../sample-echo-sheet.test-support.js';
import { sampleReport } from '../sample-report.test-support.js';
import { renderHtml } from './page.js';

describe.skipIf(isBrowserMissing)(`the page in a real browser${skippedWithoutBrowser}`, { timeout: 60_000 }, () => {
  let pages: PagesInBrowser;

  beforeAll(async () => {
    pages = await PagesInBrowser.open({
      'sample.html': renderHtml(sampleReport()),
      'alone.html': renderHtml(sampleReport([echoSheet()])),
      'hostile.html': renderHtml(hostileReport()),
    });
  }, 60_000);

  afterAll(() => pages?.close());

  test.each([
    ['sample.html', 'light', 1280],
    ['sample.html', 'light', 390],
    ['sample.html', 'dark', 1280],
    ['sample.html', 'dark', 390],
    ['alone.html', 'light', 1280],
    ['alone.html', 'dark', 390],
    ['hostile.html', 'light', 390],
    ['hostile.html', 'dark', 1280],
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

  for (const name of ['sample.html', 'alone.html', 'hostile.html']) {
    test(`${name}: nothing is fetched, run or asked, and the body never scrolls sideways`, async () => {
      for (const width of [360, 768, 1280]) {
        const misdeeds = await pages.visit(name, { viewport: { width, height: 800 } }, async (page) => {
          await page.evaluate(OPEN_EVERYTHING);
          expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width);
          expect(await page.evaluate('document.scripts.length')).toBe(1);
        });
        expect(misdeeds).toEqual([]);
      }
    });
  }

  test('hostile text cannot name the page or run', async () => {
    await pages.visit('hostile.html', {}, async (page) => {
      expect(await page.title()).not.toBe('owned');
      expect(
        await page.evaluate('document.querySelectorAll("img, svg[onload], [onerror], [onmouseover]").length'),
      ).toBe(0);
    });
  });

  test('it is read without JavaScript: folds open and close, and no dead buttons show', async () => {
    const misdeeds = await pages.visit('alone.html', { javaScriptEnabled: false }, async (page) => {
      const [passed, hello] = [
        page.locator('details.check.passed').first(),
        page.getByText('What the check asks').first(),
      ];
      expect(await page.getByRole('button', { name: 'Open all' }).isVisible()).toBe(false);
      expect(await hello.isVisible()).toBe(false);
      await passed.locator('summary').first().click();
      expect(await hello.isVisible()).toBe(true);
    });
    expect(misdeeds).toEqual([]);
  });

  test('with JavaScript all checks open and close at once, under the policy that the page sets itself', async () => {
    const misdeeds = await pages.visit('sample.html', {}, async (page) => {
      await page.getByRole('button', { name: 'Open all' }).click();
      expect(await page.locator('details.check:not([open])').count()).toBe(0);
      await page.getByRole('button', { name: 'Close all' }).click();
      expect(await page.locator('details.check[open]').count()).toBe(0);
    });
    expect(misdeeds).toEqual([]);
  });

  test('a script that is not the pinned one does not run', async () => {
    await pages.visit('sample.html', {}, async (page) => {
      await page.evaluate(
        '{ const script = document.createElement("script"); script.textContent = "document.title = 1"; document.body.append(script); }',
      );
      expect(await page.title()).not.toBe('1');
    });
  });

  test('by keyboard: the first stop skips to the checks', async () => {
    await pages.visit('alone.html', {}, async (page) => {
      await page.keyboard.press('Tab');
      expect(await page.evaluate('document.activeElement.textContent.trim()')).toBe('Skip to the checks');
      await page.keyboard.press('Enter');
      expect(await page.evaluate('document.activeElement.id')).toBe('checks');
    });
  });

  test('on paper the closed checks are open, without any script', async () => {
    await pages.visit('alone.html', { javaScriptEnabled: false }, async (page) => {
      await page.emulateMedia({ media: 'print' });
      const box = await page.locator('details.check.passed .check-body').first().boundingBox();
      expect(box?.height).toBeGreaterThan(100);
    });
  });
});

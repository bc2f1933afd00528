import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';

const CHROMIUM = '/usr/bin/chromium';

export const isBrowserMissing = !existsSync(CHROMIUM);

/** For the name of what is skipped without one. */
export const skippedWithoutBrowser = isBrowserMissing ? ' (skipped: chromium is not installed)' : '';

export const OPEN_EVERYTHING = 'document.querySelectorAll("details").forEach((fold) => { fold.open = true; })';

const ARGUMENTS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** A real browser that asks nobody for anything by itself. */
export function openBrowser(executablePath = CHROMIUM): Promise<Browser> {
  return chromium.launch({ executablePath, args: ARGUMENTS });
}

/** Pages by their names, in a folder, as a reader has them; and a real browser that opens them. */
export class PagesInBrowser {
  private readonly browser: Browser;
  private readonly folder: string;

  private constructor(browser: Browser, folder: string) {
    this.browser = browser;
    this.folder = folder;
  }

  static async open(pages: Readonly<Record<string, string>>): Promise<PagesInBrowser> {
    const folder = mkdtempSync(join(tmpdir(), 'wiremark-page-'));
    for (const [name, html] of Object.entries(pages)) writeFileSync(join(folder, name), html);
    return new PagesInBrowser(await openBrowser(), folder);
  }

  async close(): Promise<void> {
    await this.browser.close();
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** Opens a page, and collects whatever it does that a page of ours must not do. */
  async visit(
    name: string,
    options: BrowserContextOptions,
    look: (page: Page) => Promise<void>,
  ): Promise<readonly string[]> {
    const context = await this.browser.newContext(options);
    const url = `file://${join(this.folder, name)}`;
    try {
      const page = await context.newPage();
      const misdeeds: string[] = [];
      page.on('request', (request) => request.url() !== url && misdeeds.push(`request ${request.url()}`));
      page.on('pageerror', (error) => misdeeds.push(`error ${error.message}`));
      page.on('console', (message) => misdeeds.push(`console ${message.text()}`));
      page.on('dialog', (dialog) => {
        misdeeds.push(`dialog ${dialog.message()}`);
        void dialog.dismiss();
      });
      await page.goto(url);
      await look(page);
      return misdeeds;
    } finally {
      await context.close();
    }
  }
}

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What axe finds wrong with a page, with everything open. The page must have been opened with `bypassCSP`. */
export async function axeViolations(page: Page): Promise<unknown> {
  await page.evaluate(OPEN_EVERYTHING);
  await page.evaluate(axe);
  return page.evaluate(
    'axe.run().then(({ violations }) => violations.map(({ id, nodes }) => [id, ...nodes.slice(0, 3).map((node) => node.html.slice(0, 160))]))',
  );
}

/**
 * Makes the pictures of the HTML report that the README shows, by day and by night: `npm run picture`. A program with
 * a typical mistake is checked as a student would check it, and Chromium opens the report. CHROMIUM may name another one.
 */
import { spawnSync } from 'node:child_process';
import { copyFile, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { openBrowser } from '../harness/reporters/browser.test-support.js';

const root = fileURLToPath(new URL('..', import.meta.url));

const WIDTH = 1000;
const MARGIN = 20;

const folder = await mkdtemp(join(tmpdir(), 'wiremark-picture-'));
try {
  await mkdir(join(root, 'docs'), { recursive: true });
  await takePictures(await makeReport());
} finally {
  await rm(folder, { recursive: true, force: true });
}

/** In a folder that has nothing else in it, so that no path of this machine is in the picture. */
async function makeReport(): Promise<string> {
  await mkdir(join(folder, 'my-server'));
  await copyFile(join(root, 'specs/tcp-echo.yaml'), join(folder, 'tcp-echo.yaml'));
  await copyFile(join(root, 'fixtures/mutants/tcp-echo/one-recv-per-message.py'), join(folder, 'my-server/server.py'));
  const words = ['check', 'tcp-echo.yaml', 'my-server', '--seed', 'picture', '--quiet'];
  const { status, stderr } = spawnSync(process.execPath, [join(root, 'bin/wiremark.js'), ...words], {
    cwd: folder,
    encoding: 'utf8',
  });
  if (status !== 1)
    throw new Error(`the program should fail some checks, but wiremark ended with ${status}\n${stderr}`);
  return join(folder, 'reports/latest/report.html');
}

async function takePictures(report: string): Promise<void> {
  const browser = await openBrowser(process.env['CHROMIUM']);
  try {
    for (const colorScheme of ['light', 'dark'] as const) {
      const page = await browser.newPage({ colorScheme, viewport: { width: WIDTH, height: 900 } });
      await page.goto(pathToFileURL(report).href);
      // From the top to the end of the first explanation: a picture of all of it would be too long to be looked at.
      const explanation = await page.locator('.why').first().boundingBox();
      if (!explanation) throw new Error('no check of this report is open and explained');
      const height = explanation.y + explanation.height + MARGIN;
      const path = join(root, `docs/report-${colorScheme}.png`);
      await page.screenshot({ path, fullPage: true, clip: { x: 0, y: 0, width: WIDTH, height } });
      console.log(path);
    }
  } finally {
    await browser.close();
  }
}

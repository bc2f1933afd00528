import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { makeTar } from '../archives/make-tar.test-support.js';
import { makeZip, type ZipMember } from '../archives/make-zip.test-support.js';
import { wiremark, type Finished } from './command.test-support.js';
import { packageFolder } from './files.js';

let folder = '';
let temporary = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'wiremark-archive-'));
  temporary = join(folder, 'temporary');
  await mkdir(temporary);
});
afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

/** Checks an archive; whatever comes of it, nothing that was unpacked is left. */
async function checked(name: string, bytes: Uint8Array, specs: string[], ...options: string[]): Promise<Finished> {
  await writeFile(join(folder, name), bytes);
  const finished = await wiremark(['check', ...specs, name, ...options], {
    folder,
    environment: { TMPDIR: temporary },
  });
  expect(await readdir(temporary)).toEqual([]);
  return finished;
}

const reference = (): Promise<Buffer> => readFile(join(packageFolder, 'fixtures/reference/tcp-echo/python/server.py'));

const evil: ZipMember = { name: '../../evil.py', content: 'x' };

test('a zip is checked like the folder that it was made of', async () => {
  const content = await reference();
  const bytes = makeZip([
    { name: 'my lab/', mode: 0o040755 },
    { name: 'my lab/server.py', content },
    { name: 'my lab/python3', content: '/usr/bin/python3', mode: 0o120777 },
  ]);
  const { exitCode, stdout, stderr } = await checked('zoe.zip', bytes, ['tcp-echo'], '--only', 'short');
  expect(stdout).toContain('tcp-echo · zoe: ');
  expect(stderr).toContain('wiremark: the link "my lab/python3" was left out: it leads to no file of the submission\n');
  expect(exitCode).toBe(0);
  const report = await readFile(join(folder, 'reports/latest/report.json'), 'utf8');
  expect(report).toContain('"folder": "zoe.zip"');
  expect(report).not.toContain(temporary);
});

test('its wiremark.yaml is found, also in its only folder', async () => {
  const bytes = makeTar([
    {
      name: 'lab/wiremark.yaml',
      content: 'spec: tcp-echo\nprograms: { server: { run: "python3 mine.py ${port}" } }\n',
    },
    { name: 'lab/mine.py', content: await reference() },
  ]);
  const { exitCode, stdout } = await checked('zoe.tar.gz', gzipSync(bytes), [], '--only', 'short');
  expect(stdout).toContain('1 of 1 passed');
  expect(exitCode).toBe(0);
});

test('one that is refused says why, and what to do', async () => {
  const { exitCode, stderr } = await checked('zoe.zip', makeZip([evil]), ['tcp-echo']);
  expect(stderr).toBe(
    'wiremark: zoe.zip: could not unpack: "../../evil.py" is to be written outside of the folder, by its ".."\n' +
      'Pack your folder anew, as a .zip or .tar.gz, with the tool of your system, and hand it in again.\n',
  );
  expect(exitCode).toBe(2);
  expect(await readdir(folder)).toEqual(['temporary', 'zoe.zip']);
});

test('a name in it that would paint on the terminal is shown, not obeyed', async () => {
  const { stderr } = await checked('zoe.zip', makeZip([{ name: '../\x1b[2Jevil', content: 'x' }]), ['tcp-echo']);
  expect(stderr).toContain('"../\\x1b[2Jevil"');
  expect(stderr).not.toContain('\x1b');
});

test('without a program it is named as the user named it', async () => {
  const { exitCode, stderr } = await checked('zoe.zip', makeZip([{ name: 'a.txt', content: 'x' }]), ['tcp-echo']);
  expect(stderr).toContain('wiremark: there is no program for tcp-echo in zoe.zip: looked for server.py');
  expect(stderr).toContain('or in a file wiremark.yaml in the archive:\n');
  expect(exitCode).toBe(2);
});

test('one that is not there', async () => {
  const { exitCode, stderr } = await wiremark(['check', 'tcp-echo', 'nobody.zip'], { folder });
  expect(stderr).toBe('wiremark: there is no file nobody.zip\n');
  expect(exitCode).toBe(2);
});

import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { COPIES, copySizeOf, fateOf, shareOfRoom } from './copied-files.js';

let folder = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'wiremark-copied-'));
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

function put(path: string, bytes = 0): string {
  const file = join(folder, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, '');
  truncateSync(file, bytes);
  return file;
}

describe('what becomes of what was handed in', () => {
  test('sources and data are copied', () => {
    expect([put('server.py'), put('data/words.txt')].map((path) => fateOf(path))).toEqual(['copied', 'copied']);
  });

  test('what was installed is linked', () => {
    put('server/node_modules/part/index.js');
    put('my env/pyvenv.cfg');
    put('my env/lib/python3/site.py');
    expect(['server/node_modules', 'my env/lib'].map((path) => fateOf(join(folder, path)))).toEqual([
      'linked',
      'linked',
    ]);
  });

  test('sources in a virtual environment, or in a folder that is called reports, are copied', () => {
    const folders = ['env', 'env/lib', 'env/share', 'lib', 'reports'];
    const paths = ['env/pyvenv.cfg', ...folders.map((path) => `${path}/server.py`)].map((path) => put(path));
    for (const path of paths) expect(fateOf(path), path).toBe('copied');
    for (const path of folders) expect(fateOf(join(folder, path)), path).toBe('copied');
  });

  test('what has a name that is no text is left out', () => {
    writeFileSync(Buffer.concat([Buffer.from(`${folder}/`), Buffer.from([0x66, 0xe9])]), 'x');
    const [name = ''] = readdirSync(folder);
    expect(fateOf(join(folder, name))).toBe('left-out');
    expect(copySizeOf(folder)).toEqual({ bytes: 0, files: 1 });
  });

  test('history, caches and reports are left out, and a link that is named like what was installed', () => {
    for (const path of ['.git/HEAD', '__pycache__/server.pyc', 'reports/latest/report.json']) put(path);
    symlinkSync('/', join(folder, 'node_modules'));
    for (const path of ['.git', '__pycache__', 'reports', 'node_modules'])
      expect(fateOf(join(folder, path)), path).toBe('left-out');
  });

  test('what no path could reach in the copy is left out', () => {
    expect(fateOf(put('server.py'), `/${'deep/'.repeat(900)}server.py`)).toBe('left-out');
  });
});

describe('the room of a copy', () => {
  test('is that of what is copied', () => {
    put('server.py', 1000);
    put('data/words.txt', 500);
    put('node_modules/part/index.js', 7000);
    expect(copySizeOf(folder)).toEqual({ bytes: 1500, files: 4 });
  });

  test('is a share of all the room there is, by bytes or by files', () => {
    expect(shareOfRoom({ bytes: COPIES.bytes / 4, files: 1 }, 1)).toBe(0.25);
    expect(shareOfRoom({ bytes: 1, files: COPIES.files / 10 }, 2)).toBe(0.2);
  });
});

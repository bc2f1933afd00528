import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { removeTree, removeTreeNow } from './remove-tree.js';

let tree = '';

beforeEach(() => {
  tree = mkdtempSync(join(tmpdir(), 'wiremark-tree-'));
});

/** So deep that no path reaches its end. */
function deepen(): void {
  const script =
    'import os\nfor _ in range(3000):\n    os.mkdir("deep")\n    os.chdir("deep")\nopen("file", "w").close()';
  execFileSync('python3', ['-c', script], { cwd: tree });
}

describe.each([
  ['at leisure', removeTree],
  ['at our end', (path: string) => Promise.resolve(removeTreeNow(path))],
])('what a program has made is removed %s', (_when, remove) => {
  test('files and folders', async () => {
    mkdirSync(join(tree, 'folder'));
    writeFileSync(join(tree, 'folder', 'file'), 'text');
    await remove(tree);
    expect(existsSync(tree)).toBe(false);
  });

  test('folders deeper than any path may be long', async () => {
    deepen();
    await remove(tree);
    expect(existsSync(tree)).toBe(false);
  });

  test('folders that it has closed', async () => {
    const closed = join(tree, 'closed');
    mkdirSync(closed);
    writeFileSync(join(closed, 'file'), 'text');
    chmodSync(closed, 0);
    await remove(tree);
    expect(existsSync(tree)).toBe(false);
  });

  test('what its links lead to stays as it is', async () => {
    const elsewhere = mkdtempSync(join(tmpdir(), 'wiremark-elsewhere-'));
    const file = join(elsewhere, 'file');
    writeFileSync(file, 'text');
    chmodSync(file, 0o400);
    symlinkSync(elsewhere, join(tree, 'link'));
    symlinkSync(file, join(tree, 'file'));
    deepen();
    await remove(tree);
    expect(existsSync(tree)).toBe(false);
    expect(execFileSync('stat', ['-c', '%a', file], { encoding: 'utf8' }).trim()).toBe('400');
    await removeTree(elsewhere);
  });

  test('what is not there is no problem', async () => {
    await expect(remove(join(tree, 'nothing'))).resolves.toBeUndefined();
    await removeTree(tree);
  });
});

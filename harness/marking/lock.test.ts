import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { lockFolder } from './lock.js';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'wiremark-lock-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const STALE = JSON.stringify({ pid: 2 ** 22, since: '1', scratch: '/' });

const marked = (): string => join(folder, 'a/b/marked');

test('one has it, the next is told who, and after its release another has it', async () => {
  const lock = await lockFolder(marked(), join(folder, 'scratch'));
  expect(await lockFolder(marked(), join(folder, 'scratch'))).toEqual({ heldBy: process.pid });
  if ('release' in lock) await lock.release();
  expect(await lockFolder(marked(), join(folder, 'scratch'))).toHaveProperty('release');
});

test('of an owner that was killed the lock is taken, and what it had made is removed', async () => {
  const child = spawn(process.execPath, ['--eval', '']);
  await once(child, 'exit');
  const scratch = await mkdtemp(join(tmpdir(), 'wiremark-'));
  await mkdir(marked(), { recursive: true });
  await writeFile(join(marked(), '.lock'), JSON.stringify({ pid: child.pid, since: '1', scratch }));
  expect(await lockFolder(marked(), join(folder, 'other'))).toHaveProperty('release');
  expect(existsSync(scratch)).toBe(false);
});

test('of one that had our number, and lived at another time, it is taken', async () => {
  await mkdir(marked(), { recursive: true });
  await writeFile(join(marked(), '.lock'), JSON.stringify({ pid: process.pid, since: '1', scratch: '/' }));
  expect(await lockFolder(marked(), join(folder, 'other'))).toHaveProperty('release');
});

test('nothing is removed that is not what we make for ourselves', async () => {
  const work = join(folder, 'wiremark-course');
  await mkdir(work);
  await mkdir(marked(), { recursive: true });
  await writeFile(join(marked(), '.lock'), JSON.stringify({ pid: 2 ** 22, since: '1', scratch: work }));
  expect(await lockFolder(marked(), join(folder, 'other'))).toHaveProperty('release');
  expect(existsSync(work)).toBe(true);
});

test('of many that find it stale one has it', async () => {
  await mkdir(marked(), { recursive: true });
  for (let round = 0; round < 50; round++) {
    await writeFile(join(marked(), '.lock'), STALE);
    const locks = await Promise.all(Array.from({ length: 20 }, () => lockFolder(marked(), join(folder, 'other'))));
    expect(locks.filter((lock) => 'release' in lock)).toHaveLength(1);
    expect(await readdir(marked())).toEqual(['.lock']);
  }
});

test('one that was killed while it replaced a stale one keeps nobody out', async () => {
  await mkdir(marked(), { recursive: true });
  await writeFile(join(marked(), '.lock'), STALE);
  await writeFile(join(marked(), '.lock.replacing'), STALE);
  expect(await lockFolder(marked(), join(folder, 'other'))).toHaveProperty('release');
  expect(await readdir(marked())).toEqual(['.lock']);
});

test('a link that leads nowhere keeps nobody out', async () => {
  await mkdir(marked(), { recursive: true });
  await symlink(join(folder, 'nowhere'), join(marked(), '.lock'));
  expect(await lockFolder(marked(), join(folder, 'other'))).toHaveProperty('release');
  expect(existsSync(join(folder, 'nowhere'))).toBe(false);
});

test('a lock that was torn when its owner was killed is taken', async () => {
  await mkdir(marked(), { recursive: true });
  await writeFile(join(marked(), '.lock'), '{"pi');
  expect(await lockFolder(marked(), join(folder, 'other'))).toHaveProperty('release');
});

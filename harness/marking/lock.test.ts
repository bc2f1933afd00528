import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { lockFolder } from './lock.js';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'wiremark-lock-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

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
  const scratch = join(folder, 'wiremark-scratch');
  await mkdir(scratch);
  await mkdir(marked(), { recursive: true });
  await writeFile(join(marked(), '.lock'), JSON.stringify({ pid: child.pid, scratch }));
  expect(await lockFolder(marked(), join(folder, 'other'))).toHaveProperty('release');
  expect(existsSync(scratch)).toBe(false);
});

test('a lock that was torn when its owner was killed is taken', async () => {
  await mkdir(marked(), { recursive: true });
  await writeFile(join(marked(), '.lock'), '{"pi');
  expect(await lockFolder(marked(), join(folder, 'other'))).toHaveProperty('release');
});

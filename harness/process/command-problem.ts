import { accessSync, constants, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Command } from './command.js';

/**
 * Why a command cannot be run at all, as the kernel would say it (execve(2)); undefined where it can. Asked before
 * launching, since the sandbox around it would start well and then fail for a reason of its own.
 */
export function commandProblem({
  words,
  folder,
  environment,
}: Command): { readonly errno: string; readonly detail: string } | undefined {
  const [file = ''] = words;
  const candidates = file.includes('/')
    ? [resolve(folder, file)]
    : (environment['PATH'] ?? '').split(':').map((place) => join(place, file));
  const there = candidates.filter((path) => statSync(path, { throwIfNoEntry: false })?.isFile());
  if (there.length === 0) return { errno: 'ENOENT', detail: `there is no ${file}` };
  if (!there.some(isExecutable)) return { errno: 'EACCES', detail: `${file} is not executable` };
  return undefined;
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

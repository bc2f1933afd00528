import { accessSync, closeSync, constants, openSync, readSync, statSync } from 'node:fs';
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
  const program = there.find(isExecutable);
  if (program === undefined) return { errno: 'EACCES', detail: `${file} is not executable` };
  const interpreter = /^#!\s*(\S+)[^\n]*$/.exec(firstLine(program));
  if (!interpreter) return undefined;
  if (interpreter[0].endsWith('\r'))
    return {
      errno: 'ENOEXEC',
      detail: `the first line of ${file} ends with a carriage return, as on Windows; save the file with Unix line ends`,
    };
  const [, name = ''] = interpreter;
  if (statSync(name, { throwIfNoEntry: false })) return undefined;
  return { errno: 'ENOEXEC', detail: `the first line of ${file} asks for ${name}, which is not here` };
}

/** As much of a file as can be its first line. */
function firstLine(path: string): string {
  const file = openSync(path, 'r');
  try {
    const piece = Buffer.alloc(256);
    return piece.toString('latin1', 0, readSync(file, piece)).split('\n')[0] ?? '';
  } finally {
    closeSync(file);
  }
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

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
  const there = candidates.filter(isFile);
  if (there.length === 0) return { errno: 'ENOENT', detail: `there is no ${file}` };
  const program = there.find(isExecutable);
  if (program === undefined) return { errno: 'EACCES', detail: `${file} is not executable` };
  const unreadable = sourceProblem(words, folder);
  if (unreadable !== undefined) return { errno: 'ENOEXEC', detail: unreadable };
  const first = firstLine(program);
  if (first.startsWith('\u00ef\u00bb\u00bf#!') || isUtf16(first))
    return {
      errno: 'ENOEXEC',
      detail: `${file} begins with a byte order mark, so that its first line is not seen; save the file as UTF-8 without one`,
    };
  const interpreter = /^#!\s*(\S+)[^\n]*$/.exec(first);
  if (!interpreter) return undefined;
  if (interpreter[0].endsWith('\r'))
    return {
      errno: 'ENOEXEC',
      detail: `the first line of ${file} ends with a carriage return, as on Windows; save the file with Unix line ends`,
    };
  const [, name = ''] = interpreter;
  if (isFile(name)) return undefined;
  return { errno: 'ENOEXEC', detail: `the first line of ${file} asks for ${name}, which is not here` };
}

const SOURCE = /\.(?:py|js|mjs|cjs|java|c|h|go)$/;

/** A source that no language takes as it is: what its interpreter or compiler says of it helps nobody. */
function sourceProblem(words: readonly string[], folder: string): string | undefined {
  const source = words
    .slice(1)
    .filter((word) => SOURCE.test(word))
    .find((word) => {
      const path = resolve(folder, word);
      return isFile(path) && isUtf16(firstLine(path));
    });
  return source === undefined
    ? undefined
    : `${source} is saved as UTF-16, as some editors on Windows do, and no language reads that; save it as UTF-8`;
}

/** With a byte order mark, or where every other byte of its beginning is zero, as in no other encoding of a program. */
function isUtf16(first: string): boolean {
  return /^(?:\u00ff\u00fe|\u00fe\u00ff|[^\0]\0[^\0]\0|\0[^\0]\0[^\0])/.test(first);
}

/** False also where a part of its path is no folder, or may not be looked into: `#!/usr/bin/env/python3` is such a mistake. */
function isFile(path: string): boolean {
  try {
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

/** As much of a file as can be its first line; nothing of one that may not be read: whoever runs it says so. */
function firstLine(path: string): string {
  let file: number;
  try {
    file = openSync(path, 'r');
  } catch {
    return '';
  }
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

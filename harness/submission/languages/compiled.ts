import { folderOf, nameOf } from '../paths.js';
import type { Survey } from '../survey.js';
import type { Entry, Language } from './language.js';
import { C_COMMENTS, joined, openedSockets, type SocketSigns } from './opened-sockets.js';

const SIGNS: SocketSigns = {
  comments: C_COMMENTS,
  listens: /\b(listen|bind)\s*\(/,
  connects: /\bconnect\s*\(/,
  tcp: /\bSOCK_STREAM\b/,
  udp: /\bSOCK_DGRAM\b/,
};

/**
 * C and what is built like it: by the Makefile of its folder or of one above, where that has a rule for it; else by the
 * compiler, with the files beside it that have no `main`.
 */
function compiled(name: string, source: RegExp, compiler: string): Language {
  return {
    name,
    entries(survey) {
      const sources = survey.files.filter(({ path }) => source.test(path));
      const mains = new Set(sources.filter(({ text }) => hasMain(text)));
      return [...mains].map((file) => {
        const folder = folderOf(file.path);
        const program = nameOf(file.path).replace(source, '');
        const parts = [file, ...sources.filter((other) => folderOf(other.path) === folder && !mains.has(other))];
        const opens = joined(parts.map((each) => openedSockets(each, SIGNS)));
        const made = madeBy(survey, folder, program);
        if (made) return { name: file.path, ...made, opens };
        const names = parts.map(({ path }) => nameOf(path));
        const build = [compiler, '-O1', '-pthread', '-o', program, ...names, '-lm'];
        return { name: file.path, folder, build, run: [`./${program}`], opens };
      });
    },
  };
}

export const c = compiled('C', /\.c$/, 'gcc');

export const cPlusPlus = compiled('C++', /\.(cpp|cc|cxx)$/, 'g++');

/** How a Makefile makes the program: the nearest that has a rule for it, in the folder of its source or above. */
function madeBy(survey: Survey, from: string, program: string): Pick<Entry, 'folder' | 'build' | 'run'> | undefined {
  for (let folder = from; ; folder = folderOf(folder)) {
    const makefile = survey.files.find(({ path }) => folderOf(path) === folder && /^makefile$/i.test(nameOf(path)));
    const target = makefile && targetsOf(makefile.text).find((each) => nameOf(each) === program);
    // All of it (-B): what was handed in besides the sources may be newer than they are, and made for another machine.
    if (target !== undefined) return { folder, build: ['make', '-B', target], run: [`./${target}`] };
    if (folder === '') return undefined;
  }
}

/** The targets of its rules: those that are written out, and those that are the value of one variable. */
function targetsOf(makefile: string): readonly string[] {
  const lines = makefile.split('\n');
  const variables = new Map(
    lines.flatMap((line) => {
      const [, name, value] = /^(\w+)\s*[:?]?=\s*([\w.+\-/]+)\s*$/.exec(line) ?? [];
      return name === undefined || value === undefined ? [] : [[name, value] as const];
    }),
  );
  const filled = (line: string): string =>
    line.replace(/\$[({](\w+)[)}]/g, (whole, name: string) => variables.get(name) ?? whole);
  return lines.flatMap((line) => {
    const [targets = '', behind] = filled(line).split(':', 2);
    return behind === undefined || behind.startsWith('=') || !/^[\w.+\-/ ]+\s*$/.test(targets)
      ? []
      : targets.trim().split(/\s+/);
  });
}

/** It has the beginning of a function `main` before one of its braces. */
function hasMain(text: string): boolean {
  const code = text.replace(C_COMMENTS, ' ');
  return code.split(/(?<=[;{])/).some((part) => /\bmain\s*\(/.test(part) && /\)\s*\{$/.test(part));
}

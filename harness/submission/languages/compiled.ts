import { folderOf, nameOf } from '../paths.js';
import type { Survey, SurveyedFile } from '../survey.js';
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
  const isSource = ({ path }: SurveyedFile): boolean => source.test(path);
  return {
    name,
    entries: (survey) =>
      survey.files
        .filter((file) => isSource(file) && hasMain(file.text))
        .map((file) => {
          const folder = folderOf(file.path);
          const program = nameOf(file.path).replace(source, '');
          const helpers = survey.files.filter(
            (other) => isSource(other) && folderOf(other.path) === folder && !hasMain(other.text),
          );
          const sources = [file, ...helpers].map(({ path }) => nameOf(path));
          const opens = joined([file, ...helpers].map(({ text }) => openedSockets(text, SIGNS)));
          const made = madeBy(survey, folder, program);
          if (made) return { name: file.path, ...made, opens };
          const build = [compiler, '-O1', '-pthread', '-o', program, ...sources, '-lm'];
          return { name: file.path, folder, build, run: [`./${program}`], opens };
        }),
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
  return lines.flatMap((line) => /^([\w.+\-/ ]+?)\s*:(?!=)/.exec(filled(line))?.[1]?.split(/\s+/) ?? []);
}

function hasMain(text: string): boolean {
  return /\bmain\s*\([^;{]*\)\s*\{/.test(text.replace(C_COMMENTS, ' '));
}

import { folderOf, nameOf } from '../paths.js';
import type { Survey, SurveyedFile } from '../survey.js';
import { cText } from './c-like-text.js';
import type { Entry, Language } from './language.js';
import { joined, openedSockets, type SocketSigns } from './opened-sockets.js';

const SIGNS: SocketSigns = {
  codeOf: cText.codeOf,
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
      const programOf = ({ path }: SurveyedFile): string => nameOf(path).replace(source, '');
      const made = madeIn(survey, new Set([...mains].map(programOf)));
      return [...mains].map((file) => {
        const folder = folderOf(file.path);
        const program = programOf(file);
        const parts = [file, ...sources.filter((other) => folderOf(other.path) === folder && !mains.has(other))];
        const opens = joined(parts.map((each) => openedSockets(each, SIGNS)));
        const byMake = madeBy(made, folder, program);
        if (byMake) return { name: file.path, ...byMake, opens };
        const names = parts.map(({ path }) => nameOf(path));
        const build = [compiler, '-O1', '-pthread', '-o', program, ...names, '-lm'];
        return { name: file.path, folder, build, run: [`./${program}`], opens };
      });
    },
  };
}

export const c = compiled('C', /\.c$/, 'gcc');

export const cPlusPlus = compiled('C++', /\.(cpp|cc|cxx)$/, 'g++');

/** How the Makefile of each folder calls these programs, as targets. Of two of one name the first counts. */
type Made = ReadonlyMap<string, ReadonlyMap<string, string>>;

function madeIn({ files }: Survey, programs: ReadonlySet<string>): Made {
  const makefiles = files.filter(({ path }) => /^makefile$/i.test(nameOf(path)));
  return new Map(
    makefiles.toReversed().map(({ path, text }) => {
      const targets = targetsOf(text).filter((target) => programs.has(nameOf(target)));
      return [folderOf(path), new Map(targets.toReversed().map((target) => [nameOf(target), target]))];
    }),
  );
}

/** How a Makefile makes the program: the nearest that has a rule for it, in the folder of its source or above. */
function madeBy(made: Made, from: string, program: string): Pick<Entry, 'folder' | 'build' | 'run'> | undefined {
  for (let folder = from; ; folder = folderOf(folder)) {
    const target = made.get(folder)?.get(program);
    // All of it (-B): what was handed in besides the sources may be newer than they are, and made for another machine.
    if (target !== undefined) return { folder, build: ['make', '-B', target], run: [`./${target}`] };
    if (folder === '') return undefined;
  }
}

/** A variable whose value may be a name: no longer than one can be (NAME_MAX, limits.h(0p)), for a line may fill in hundreds. */
const VARIABLE = /^(\w{1,255})[ \t]*[:?]?=[ \t]*([\w.+\-/]{1,255})[ \t\r]*$/gm;

/** What stands before the colon of a rule, in the beginning of its line. */
const TARGETS = /^([\w.+\-/${}() \t]{1,1000}):(?!=)/gm;

/** The targets of its rules: those that are written out, and those that are the value of one variable. */
function targetsOf(makefile: string): readonly string[] {
  const variables = new Map([...makefile.matchAll(VARIABLE)].map(([, name = '', value = '']) => [name, value]));
  return [...makefile.matchAll(TARGETS)].flatMap(([, targets = '']) => {
    const filled = targets.replace(/\$[({](\w+)[)}]/g, (whole, name: string) => variables.get(name) ?? whole);
    const names = filled.trimEnd();
    return /^[\w.+\-/ ]+$/.test(names) ? names.trimStart().split(/ +/) : [];
  });
}

/** What stands between the parameters of `main` and its brace; in C++ its result may, and that all of it is tried. */
const BEFORE_BODY = /\)\s*(?:noexcept\s*)?(?:->\s*int\s*)?(?:try\s*)?\{$/;

/** It has the beginning of a function `main` before one of its braces. */
function hasMain(text: string): boolean {
  return cText
    .codeOf(text)
    .split(/(?<=[;{])/)
    .some((part) => /\bmain\s*\(/.test(part) && BEFORE_BODY.test(part));
}

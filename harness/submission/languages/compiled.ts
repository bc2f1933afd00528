import { folderOf, nameOf } from '../paths.js';
import { cText } from './c-like-text.js';
import type { Language } from './language.js';
import { madeBy, makefilesIn, programOf } from './makefiles.js';
import { joined, openedSockets, type SocketSigns } from './opened-sockets.js';

const SIGNS: SocketSigns = {
  codeOf: cText.codeOf,
  listens: /\b(listen|bind)\s*\(/,
  connects: /\bconnect\s*\(/,
  tcp: /\bSOCK_STREAM\b/,
  udp: /\bSOCK_DGRAM\b/,
};

/**
 * C and what is built like it: by the Makefile of its folder or of one above, where that makes it; else by the
 * compiler, with the files beside it that have no `main`.
 */
function compiled(name: string, source: RegExp, compiler: string): Language {
  return {
    name,
    entries(survey) {
      const sources = survey.files.filter(({ path }) => source.test(path));
      const mains = new Set(sources.filter(({ text }) => hasMain(text)));
      const makefiles = makefilesIn(
        survey,
        [...mains].map(({ path }) => path),
      );
      return [...mains].map((file) => {
        const folder = folderOf(file.path);
        const program = programOf(file.path);
        const parts = [file, ...sources.filter((other) => folderOf(other.path) === folder && !mains.has(other))];
        const opens = joined(parts.map((each) => openedSockets(each, SIGNS)));
        const byMake = madeBy(makefiles, file.path);
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

/** What stands between the parameters of `main` and its brace; in C++ its result may, and that all of it is tried. */
const BEFORE_BODY = /\)\s*(?:noexcept\s*)?(?:->\s*int\s*)?(?:try\s*)?\{$/;

/** It has the beginning of a function `main` before one of its braces. */
function hasMain(text: string): boolean {
  return cText
    .codeOf(text)
    .split(/(?<=[;{])/)
    .some((part) => /\bmain\s*\(/.test(part) && BEFORE_BODY.test(part));
}

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

/** C: built by the Makefile of its folder, where that has a rule for it; else by gcc, with the files beside it that have no `main`. */
export const c: Language = {
  name: 'C',
  entries: (survey) =>
    survey.files.filter(({ path, text }) => path.endsWith('.c') && hasMain(text)).map((file) => entryOf(file, survey)),
};

function entryOf(file: SurveyedFile, survey: Survey): Entry {
  const folder = folderOf(file.path);
  const beside = survey.files.filter(({ path }) => folderOf(path) === folder);
  const helpers = beside.filter(({ path, text }) => path.endsWith('.c') && !hasMain(text));
  const program = nameOf(file.path).slice(0, -'.c'.length);
  const makefile = beside.find(({ path }) => /^makefile$/i.test(nameOf(path)));
  const build =
    makefile && hasRule(makefile.text, program)
      ? ['make', program]
      : ['gcc', '-O1', '-pthread', '-o', program, ...[file, ...helpers].map(({ path }) => nameOf(path)), '-lm'];
  return {
    name: file.path,
    folder,
    build,
    run: [`./${program}`],
    opens: joined([file, ...helpers].map(({ text }) => openedSockets(text, SIGNS))),
  };
}

function hasMain(text: string): boolean {
  return /\bmain\s*\([^;{]*\)\s*\{/.test(text.replace(C_COMMENTS, ' '));
}

function hasRule(makefile: string, target: string): boolean {
  return makefile.split('\n').some((line) => line.startsWith(`${target}:`) || line.startsWith(`${target} :`));
}

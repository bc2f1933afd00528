import { folderOf, nameOf } from '../paths.js';
import type { SurveyedFile } from '../survey.js';
import type { Language } from './language.js';
import { C_COMMENTS, joined, openedSockets, type SocketSigns } from './opened-sockets.js';

const SIGNS: SocketSigns = {
  comments: C_COMMENTS,
  listens: /\bServerSocket(Channel)?\b|new\s+DatagramSocket\s*\(\s*\w|\.bind\s*\(/,
  connects: /new\s+Socket\s*\(|\.connect\s*\(|SocketChannel\.open\s*\(/,
  tcp: /\b(Server)?Socket(Channel)?\b/,
  udp: /\bDatagram(Socket|Channel|Packet)\b/,
};

/** Strings and comments: a server that prints "Client connected" needs no class Client. */
const WORDS_FOR_PEOPLE = /"""[^]*?"""|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])+'|\/\/.*$|\/\*[^]*?\*\//gm;

const BUILT = '.wiremark-build';

/** Java: every class with a `main` can be started; it is compiled with all that it needs. */
export const java: Language = {
  name: 'Java',
  entries: (survey) => {
    const sources = survey.files.filter(({ path }) => path.endsWith('.java'));
    return sources
      .filter(({ text }) => hasMain(text))
      .map((main) => {
        const needed = neededBy(main, sources);
        const encoding = needed.every(({ isUtf8 }) => isUtf8) ? 'UTF-8' : 'ISO-8859-1';
        const parts = needed.filter((file) => file === main || !hasMain(file.text));
        const name = nameOf(main.path).slice(0, -'.java'.length);
        return {
          name: main.path,
          folder: '',
          build: ['javac', '-encoding', encoding, '-d', BUILT, ...needed.map(({ path }) => path)],
          run: ['java', '-cp', BUILT, [packageOf(main.text), name].filter(Boolean).join('.')],
          opens: joined(parts.map(({ text }) => openedSockets(text, SIGNS))),
        };
      });
  },
};

/**
 * The file, and those of the same tree of packages that declare a type which one of them names. What else was handed in
 * (a test, an old copy, another task) need not even compile.
 */
function neededBy(main: SurveyedFile, sources: readonly SurveyedFile[]): readonly SurveyedFile[] {
  const beside = sources.filter((file) => treeOf(file) === treeOf(main));
  const needed = new Set([main]);
  for (const { text } of needed) {
    const words = new Set(text.replace(WORDS_FOR_PEOPLE, ' ').match(/[\p{L}\w$]+/gu));
    for (const file of beside) if (typesIn(file).some((type) => words.has(type))) needed.add(file);
  }
  return sources.filter((file) => needed.has(file));
}

/** The folder that its package begins in. */
function treeOf({ path, text }: SurveyedFile): string {
  const folder = folderOf(path);
  const inner = packageOf(text).replaceAll('.', '/');
  return `/${folder}`.endsWith(`/${inner}`) ? folder.slice(0, folder.length - inner.length) : folder;
}

function typesIn({ text }: SurveyedFile): readonly string[] {
  return [...text.replace(WORDS_FOR_PEOPLE, ' ').matchAll(/\b(?:class|interface|enum|record)\s+([\p{L}\w$]+)/gu)].map(
    ([, name = '']) => name,
  );
}

function hasMain(text: string): boolean {
  return /\bstatic\s+(?:final\s+|public\s+)*void\s+main\s*\(/.test(text.replace(C_COMMENTS, ' '));
}

function packageOf(text: string): string {
  return /^\s*package\s+([\w.]+)\s*;/m.exec(text.replace(C_COMMENTS, ' '))?.[1] ?? '';
}

import { nameOf } from '../paths.js';
import type { Language } from './language.js';
import { C_COMMENTS, joined, openedSockets, type SocketSigns } from './opened-sockets.js';

const SIGNS: SocketSigns = {
  comments: C_COMMENTS,
  listens: /\bServerSocket(Channel)?\b|new\s+DatagramSocket\s*\(\s*\w|\.bind\s*\(/,
  connects: /new\s+Socket\s*\(|\.connect\s*\(|SocketChannel\.open\s*\(/,
  tcp: /\b(Server)?Socket(Channel)?\b/,
  udp: /\bDatagram(Socket|Channel|Packet)\b/,
};

const BUILT = '.wiremark-build';

/** Java: all sources are compiled together; every class with a `main` can be started. */
export const java: Language = {
  name: 'Java',
  entries(survey) {
    const sources = survey.files.filter(({ path }) => path.endsWith('.java'));
    const build = ['javac', '-encoding', 'UTF-8', '-d', BUILT, ...sources.map(({ path }) => path)];
    const helpers = sources.filter(({ text }) => !hasMain(text)).map(({ text }) => openedSockets(text, SIGNS));
    return sources
      .filter(({ text }) => hasMain(text))
      .map(({ path, text }) => ({
        name: path,
        folder: '',
        build,
        run: [
          'java',
          '-cp',
          BUILT,
          [packageOf(text), nameOf(path).slice(0, -'.java'.length)].filter(Boolean).join('.'),
        ],
        opens: joined([openedSockets(text, SIGNS), ...(sources.length === helpers.length + 1 ? helpers : [])]),
      }));
  },
};

function hasMain(text: string): boolean {
  return /\bstatic\s+(final\s+)?void\s+main\s*\(/.test(text.replace(C_COMMENTS, ' '));
}

function packageOf(text: string): string {
  return /^\s*package\s+([\w.]+)\s*;/m.exec(text.replace(C_COMMENTS, ' '))?.[1] ?? '';
}

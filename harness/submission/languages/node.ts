import { folderOf, nameOf } from '../paths.js';
import { javaScriptText } from './c-like-text.js';
import type { Language } from './language.js';
import { openedSockets, opensAnything, type SocketSigns } from './opened-sockets.js';

const SIGNS: SocketSigns = {
  codeOf: javaScriptText.withoutComments,
  listens: /\.(listen|bind)\s*\(/,
  connects: /\.(connect|createConnection)\s*\(/,
  tcp: /\b(node:)?net['"]|\bhttp['"]/,
  udp: /\b(node:)?dgram['"]/,
};

/** JavaScript on Node: every file that opens a socket can be started. */
export const node: Language = {
  name: 'JavaScript',
  entries: (survey, named) =>
    survey.files
      .filter(({ path }) => /\.[cm]?js$/.test(path))
      .map((file) => ({
        name: file.path,
        folder: folderOf(file.path),
        run: ['node', nameOf(file.path)],
        opens: openedSockets(file, SIGNS),
      }))
      .filter(({ name, opens }) => name === named || opensAnything(opens)),
};

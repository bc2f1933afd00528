import { folderOf, nameOf } from '../paths.js';
import { goText } from './c-like-text.js';
import type { Language } from './language.js';
import { joined, openedSockets, type SocketSigns } from './opened-sockets.js';

const SIGNS: SocketSigns = {
  codeOf: goText.withoutComments,
  listens: /\bnet\.Listen|\bListenAndServe/,
  connects: /\bnet\.Dial|\bDialTimeout\s*\(/,
  tcp: /"tcp[46]?"|\bListenTCP\b|\bDialTCP\b/,
  udp: /"udp[46]?"|\bListenUDP\b|\bListenPacket\b|\bDialUDP\b/,
};

/** Go: each folder with a `package main` is one program; without a module, each of its files with a `main` is one. */
export const go: Language = {
  name: 'Go',
  entries(survey) {
    const sources = survey.files.filter(
      ({ path, text }) => path.endsWith('.go') && !path.endsWith('_test.go') && isMain(text),
    );
    const hasModule = survey.files.some(({ path }) => nameOf(path) === 'go.mod');
    return sources
      .filter(({ text }) => /^func\s+main\s*\(\s*\)/m.test(text))
      .map((file) => {
        const folder = folderOf(file.path);
        const together = hasModule ? sources.filter(({ path }) => folderOf(path) === folder) : [file];
        const program = nameOf(file.path).slice(0, -'.go'.length);
        return {
          name: file.path,
          folder,
          build: ['go', 'build', '-o', `.wiremark-${program}`, ...(hasModule ? ['.'] : [nameOf(file.path)])],
          run: [`./.wiremark-${program}`],
          opens: joined(together.map((each) => openedSockets(each, SIGNS))),
        };
      });
  },
};

function isMain(text: string): boolean {
  return /^[ \t]*package\s+main\b/m.test(goText.withoutComments(text));
}

import { folderOf, nameOf } from '../paths.js';
import type { SurveyedFile } from '../survey.js';
import { goText } from './c-like-text.js';
import type { Language } from './language.js';
import { joined, openedSockets, type SocketSigns } from './opened-sockets.js';
import { reachableFrom } from './reachable.js';

const SIGNS: SocketSigns = {
  codeOf: goText.withoutComments,
  listens: /\bnet\.Listen|\bListenAndServe/,
  connects: /\bnet\.Dial|\bDialTimeout\s*\(/,
  tcp: /"tcp[46]?"|\bListenTCP\b|\bDialTCP\b/,
  udp: /"udp[46]?"|\bListenUDP\b|\bListenPacket\b|\bDialUDP\b/,
};

/**
 * Go: each file with a `main` is a program, with the files of its folder that declare what it names. In a module, a folder
 * with one `main` is built as a whole.
 */
export const go: Language = {
  name: 'Go',
  entries(survey) {
    const sources = survey.files.filter(
      ({ path, text }) => path.endsWith('.go') && !path.endsWith('_test.go') && isOfMain(text),
    );
    const mains = sources.filter(({ text }) => /^func\s+main\s*\(\s*\)/m.test(text));
    const hasModule = survey.files.some(({ path }) => nameOf(path) === 'go.mod');
    return mains.map((file) => {
      const folder = folderOf(file.path);
      const inFolder = ({ path }: SurveyedFile): boolean => folderOf(path) === folder;
      const isWhole = hasModule && mains.filter(inFolder).length === 1;
      const helpers = sources.filter((each) => inFolder(each) && !mains.includes(each));
      const together = isWhole ? [file, ...helpers] : neededBy(file, helpers);
      const program = nameOf(file.path).slice(0, -'.go'.length);
      return {
        name: file.path,
        folder,
        build: [
          'go',
          'build',
          '-o',
          `.wiremark-${program}`,
          ...(isWhole ? ['.'] : together.map(({ path }) => nameOf(path))),
        ],
        run: [`./.wiremark-${program}`],
        opens: joined(together.map((each) => openedSockets(each, SIGNS))),
      };
    });
  },
};

/** A program's file, and those of the helpers that it needs, or that these need. Others need not even compile. */
function neededBy(main: SurveyedFile, helpers: readonly SurveyedFile[]): readonly SurveyedFile[] {
  const declaring = new Map(
    helpers.toReversed().flatMap((file) => declaredIn(goText.codeOf(file.text)).map((name) => [name, file] as const)),
  );
  const needed = reachableFrom(main, ({ text }) =>
    [...new Set(goText.codeOf(text).match(/[\p{L}\w]+/gu))].flatMap((word) => declaring.get(word) ?? []),
  );
  return [main, ...helpers.filter((file) => needed.has(file))];
}

function declaredIn(code: string): readonly string[] {
  return [...code.matchAll(/^(?:func|type|var|const)\s+([\p{L}\w]+)/gmu)].map(([, name = '']) => name);
}

function isOfMain(text: string): boolean {
  return /^[ \t]*package\s+main\b/m.test(goText.withoutComments(text));
}

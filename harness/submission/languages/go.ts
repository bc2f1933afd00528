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
    const helpers = sources.filter((file) => !mains.includes(file));
    const needs = needsOf(sources, helpers);
    const hasModule = survey.files.some(({ path }) => nameOf(path) === 'go.mod');
    return mains.map((file) => {
      const folder = folderOf(file.path);
      const inFolder = ({ path }: SurveyedFile): boolean => folderOf(path) === folder;
      const isWhole = hasModule && mains.filter(inFolder).length === 1;
      const reached = reachableFrom(file, (each) => needs.get(each) ?? []);
      const together = [file, ...helpers.filter((each) => inFolder(each) && (isWhole || reached.has(each)))];
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

/** For each file the helpers of its folder that declare what it names. Others need not even compile. */
function needsOf(
  sources: readonly SurveyedFile[],
  helpers: readonly SurveyedFile[],
): ReadonlyMap<SurveyedFile, ReadonlySet<SurveyedFile>> {
  const codes = new Map(sources.map((file) => [file, goText.codeOf(file.text)]));
  const declaring = new Map(
    helpers
      .toReversed()
      .flatMap((file) =>
        declaredIn(codes.get(file) ?? '').map((name) => [`${folderOf(file.path)} ${name}`, file] as const),
      ),
  );
  return new Map(
    [...codes].map(([file, code]) => {
      const folder = folderOf(file.path);
      const words = code.match(/[\p{L}\w]+/gu) ?? [];
      return [file, new Set(words.flatMap((word) => declaring.get(`${folder} ${word}`) ?? []))];
    }),
  );
}

function declaredIn(code: string): readonly string[] {
  return [...code.matchAll(/^(?:func|type|var|const)\s+([\p{L}\w]+)/gmu)].map(([, name = '']) => name);
}

function isOfMain(text: string): boolean {
  return /^[ \t]*package\s+main\b/m.test(goText.withoutComments(text));
}

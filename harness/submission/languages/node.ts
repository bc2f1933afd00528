import { folderOf, nameOf } from '../paths.js';
import { javaScriptText } from './c-like-text.js';
import type { Language } from './language.js';
import { isJavaScript, nodeImportsIn, startedByPackages } from './node-imports.js';
import { joined, openedSockets, opensAnything, type SocketSigns } from './opened-sockets.js';
import { wholesOf } from './wholes.js';

const SIGNS: SocketSigns = {
  codeOf: javaScriptText.withoutComments,
  listens: /\.(listen|bind)\s*\(/,
  connects: /\.(connect|createConnection)\s*\(/,
  tcp: /\b(node:)?net['"]|\bhttp['"]/,
  udp: /\b(node:)?dgram['"]/,
};

/** Said of a file that does something only where it is not imported. */
const RUNS_ITSELF =
  /\brequire\.main\s*===?\s*module\b|\bmodule\s*===?\s*require\.main\b|!\s*module\.parent\b|\bimport\.meta\.main\b|\bprocess\.argv\[1\]/;

/**
 * JavaScript on Node: every file that opens a socket, or imports one that does, can be started. One that another imports is
 * a part of that, unless it says what it does when it is the program.
 */
export const node: Language = {
  name: 'JavaScript',
  entries(survey, named) {
    const sources = new Map(survey.files.filter(({ path }) => isJavaScript(path)).map((file) => [file.path, file]));
    const wholes = wholesOf(nodeImportsIn(survey), isTest);
    const started = startedByPackages(survey);
    const isPart = (path: string): boolean =>
      wholes.imported.has(path) && !started.has(path) && !RUNS_ITSELF.test(sources.get(path)?.text ?? '');
    const entries = [...sources.keys()]
      .filter((path) => path === named || !isPart(path))
      .map((path) => {
        const all = [...wholes.of(path)].flatMap((each) => sources.get(each) ?? []);
        return {
          name: path,
          folder: folderOf(path),
          run: ['node', nameOf(path)],
          opens: joined(all.map((each) => openedSockets(each, SIGNS))),
          ...(started.has(path) && { isMain: true }),
        };
      })
      .filter(({ name, opens }) => name === named || opensAnything(opens));
    const programs = entries.filter(({ name }) => name === named || !isTest(name));
    return programs.length > 0 ? programs : entries;
  },
};

/** It imports what it tests. */
function isTest(path: string): boolean {
  return /(^|\/)(__tests__\/|tests?\/|tests?\.)|[._-](test|spec)\.[cm]?js$/i.test(path);
}

import { folderOf, nameOf } from '../paths.js';
import type { SurveyedFile } from '../survey.js';
import type { Entry, Language, OpenedSockets } from './language.js';
import { joined, openedSockets, opensAnything, type SocketSigns } from './opened-sockets.js';
import { importsIn, type Imports } from './python-imports.js';
import { wholesOf } from './wholes.js';

const SIGNS: SocketSigns = {
  codeOf: (text) => text.replace(/#.*$/gm, ' '),
  listens:
    /\.(listen|bind)\s*\(|create_server\s*\(|start_server\s*\(|(TCP|UDP|HTTP|Unix)Server\s*\(|create_datagram_endpoint/,
  connects: /\.connect(_ex)?\s*\(|create_connection\s*\(|open_connection\s*\(/,
  tcp: /SOCK_STREAM|\.listen\s*\(|socket\.socket\(\s*\)|TCPServer|HTTPServer|create_server\s*\(|start_server\s*\(|create_connection\s*\(|open_connection\s*\(/,
  udp: /SOCK_DGRAM|UDPServer|create_datagram_endpoint/,
};

/**
 * Python: every file that opens a socket, or imports one that does, can be started, also one without
 * `if __name__ == "__main__"`. One without it that another imports is a part of that, unless each imports the other;
 * an `__init__.py` always is a part.
 */
export const python: Language = {
  name: 'Python',
  entries(survey, named) {
    const sources = new Map(survey.files.filter(({ path }) => path.endsWith('.py')).map((file) => [file.path, file]));
    const imports = importsIn(survey);
    const wholes = wholesOf(new Map([...imports].map(([path, { files }]) => [path, files])), isTest);
    const runsItself = (path: string): boolean => /^if\s+__name__\s*==/m.test(sources.get(path)?.text ?? '');
    const parts = new Set([...wholes.imported].filter((path) => !runsItself(path)));
    const entries = [...sources.values()]
      .filter(({ path }) => path === named || (nameOf(path) !== '__init__.py' && !parts.has(path)))
      .flatMap((file) => {
        const all = [...wholes.of(file.path)].flatMap((path) => sources.get(path) ?? []);
        const opens = joined(all.map((each) => openedSockets(each, SIGNS)));
        return file.path === named || opensAnything(opens) ? [entryOf(file, opens, imports.get(file.path))] : [];
      });
    const programs = entries.filter(({ name }) => name === named || !isTest(name));
    return programs.length > 0 ? programs : entries;
  },
};

/** It imports what it tests. */
function isTest(path: string): boolean {
  return /(^|\/)(tests?\/|test_)|_test\.py$/i.test(path);
}

function entryOf(file: SurveyedFile, opens: OpenedSockets, imports: Imports | undefined): Entry {
  const folder = folderOf(file.path);
  const name = nameOf(file.path);
  const asModule = (path: string, from: string): Entry => {
    const module = withoutFolder(path, from).replaceAll('/', '.');
    return { name: file.path, folder: from, run: ['python3', '-m', module], opens };
  };
  if (name === '__main__.py' && folder !== '' && imports?.needsOwnFolder !== true)
    return asModule(folder, imports?.above ?? folderOf(folder));
  const above = folder === '' ? undefined : startsAbove(file, imports);
  const path = file.path.slice(0, -'.py'.length);
  return above === undefined || withoutFolder(path, above).includes('.')
    ? { name: file.path, folder, run: ['python3', name], opens }
    : asModule(path, above);
}

function withoutFolder(path: string, folder: string): string {
  return folder === '' ? path : path.slice(folder.length + 1);
}

/**
 * The folder above, if it only starts from there: it imports by a leading dot, its own folder by name, or a folder beside
 * that. One that adds to the path itself (`sys.path.append("..")`) does so for its own folder, unless what it adds is the
 * folder that it is started in.
 */
function startsAbove({ path, text }: SurveyedFile, imports: Imports | undefined): string | undefined {
  if (/^from\s+\./m.test(text)) return imports?.above ?? '';
  if (imports?.needsOwnFolder === true || addsToPath(SIGNS.codeOf(text))) return undefined;
  const [top = ''] = path.split('/');
  return importsPackage(text, top) ? '' : imports?.above;
}

function addsToPath(code: string): boolean {
  return /\bsys\.path\b/.test(code) && !/\bsys\.path\.\w+\([^()]{0,20}(["']\.?\/?["']|\bgetcwd\b)/.test(code);
}

function importsPackage(text: string, name: string): boolean {
  return text
    .split('\n')
    .some(
      (line) =>
        line.startsWith(`from ${name}.`) ||
        line.startsWith(`from ${name} import `) ||
        line.startsWith(`import ${name}.`),
    );
}

import { folderOf, nameOf } from '../paths.js';
import type { SurveyedFile, Survey } from '../survey.js';
import type { Entry, Language } from './language.js';
import { joined, openedSockets, opensAnything, type SocketSigns } from './opened-sockets.js';
import { importsIn } from './python-imports.js';

const SIGNS: SocketSigns = {
  comments: /#.*$/gm,
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
  entries(survey) {
    const imports = importsIn(survey);
    const parts = new Set(
      [...imports]
        .filter(([path]) => !isTest(path))
        .flatMap(([path, imported]) => imported.filter((each) => !withImported(each, imports).includes(path)))
        .filter((path) => !runsItself(path)),
    );
    const entries = survey.files
      .filter(({ path }) => path.endsWith('.py') && nameOf(path) !== '__init__.py' && !parts.has(path))
      .flatMap((file) => entryOf(file, survey, imports));
    const programs = entries.filter(({ name }) => !isTest(name));
    return programs.length > 0 ? programs : entries;

    function runsItself(path: string): boolean {
      return /^if\s+__name__\s*==/m.test(survey.files.find((file) => file.path === path)?.text ?? '');
    }
  },
};

/** It imports what it tests. */
function isTest(path: string): boolean {
  return /(^|\/)(tests?\/|test_)|_test\.py$/i.test(path);
}

function entryOf(file: SurveyedFile, survey: Survey, imports: ReadonlyMap<string, readonly string[]>): Entry[] {
  const opens = joined(
    withImported(file.path, imports).map((path) =>
      openedSockets(survey.files.find((each) => each.path === path)?.text ?? '', SIGNS),
    ),
  );
  if (!opensAnything(opens)) return [];
  const folder = folderOf(file.path);
  const name = nameOf(file.path);
  if (name === '__main__.py' && folder !== '')
    return [{ name: file.path, folder: folderOf(folder), run: ['python3', '-m', nameOf(folder)], opens }];
  const module = file.path.slice(0, -'.py'.length);
  const fromTop = folder !== '' && !module.includes('.') && needsTop(file, imports.get(file.path) ?? []);
  return [
    fromTop
      ? {
          name: file.path,
          folder: '',
          run: ['python3', '-m', module.replaceAll('/', '.')],
          opens,
        }
      : { name: file.path, folder, run: ['python3', name], opens },
  ];
}

/** A file, and all that comes with it. */
function withImported(path: string, imports: ReadonlyMap<string, readonly string[]>): readonly string[] {
  const found = new Set([path]);
  for (const each of found) for (const imported of imports.get(each) ?? []) found.add(imported);
  return [...found];
}

/** Whether it only starts from the top: it imports by a leading dot, its own folder by name, or a folder beside that. */
function needsTop({ path, text }: SurveyedFile, imported: readonly string[]): boolean {
  const [top = ''] = path.split('/');
  return (
    /^from\s+\./m.test(text) ||
    importsPackage(text, top) ||
    imported.some((each) => !each.startsWith(`${folderOf(path)}/`))
  );
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

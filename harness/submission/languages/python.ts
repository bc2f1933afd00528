import { folderOf, nameOf } from '../paths.js';
import type { SurveyedFile, Survey } from '../survey.js';
import type { Entry, Language } from './language.js';
import { openedSockets, opensAnything, type SocketSigns } from './opened-sockets.js';

const SIGNS: SocketSigns = {
  comments: /#.*$/gm,
  listens:
    /\.(listen|bind)\s*\(|create_server\s*\(|start_server\s*\(|(TCP|UDP|HTTP|Unix)Server\s*\(|create_datagram_endpoint/,
  connects: /\.connect(_ex)?\s*\(|create_connection\s*\(|open_connection\s*\(/,
  tcp: /SOCK_STREAM|\.listen\s*\(|socket\.socket\(\s*\)|TCPServer|HTTPServer|create_server\s*\(|start_server\s*\(|create_connection\s*\(|open_connection\s*\(/,
  udp: /SOCK_DGRAM|UDPServer|create_datagram_endpoint/,
};

/** Python: every file that opens a socket can be started, also one without `if __name__ == "__main__"`. */
export const python: Language = {
  name: 'Python',
  entries: (survey) => survey.files.filter(({ path }) => path.endsWith('.py')).flatMap((file) => entryOf(file, survey)),
};

function entryOf(file: SurveyedFile, survey: Survey): Entry[] {
  const opens = openedSockets(file.text, SIGNS);
  if (!opensAnything(opens)) return [];
  const folder = folderOf(file.path);
  // A program that imports its own folder by name only starts from the folder above.
  const top = file.path.split('/')[0] ?? '';
  const fromTop =
    folder !== '' && importsPackage(file.text, top) && survey.files.some(({ path }) => path !== file.path);
  return [
    fromTop
      ? {
          name: file.path,
          folder: '',
          run: ['python3', '-m', file.path.slice(0, -'.py'.length).replaceAll('/', '.')],
          opens,
        }
      : { name: file.path, folder, run: ['python3', nameOf(file.path)], opens },
  ];
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

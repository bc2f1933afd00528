import { expect, test } from 'vitest';
import { language } from '../cli/language.js';
import { readSpec } from './read-spec.js';

const messagesOf = (send: string, frame: string): readonly string[] => {
  const text = `spec: 1
name: Echo
programs: { server: { run: "./server \${port}" } }
peers: { c: { connect: server, frame: ${frame} } }
checks:
  - id: a
    cases: [ { n: 0 }, { n: 6 } ]
    data: { body: { text: $n }, big: { text: 20 } }
    steps:
      - { c: { send: ${send} } }
      - { c: { send: { concat: [ $body, $big ] }, raw: true } }
      - { c: { expect: { any: 1 }, as: said } }
      - { c: { send: $said, pieces: [99, rest] } }
`;
  return readSpec(Buffer.from(text), 'echo.yaml', language).diagnostics.map(({ message }) => message);
};

test.each([
  ['$body, pieces: [3, rest]', 'raw'],
  ['$body, pieces: [3, 3]', 'raw'],
  ['"hello", pieces: [5, rest]', 'line'],
  ['"hello", pieces: [6, rest]', 'crlf'],
  ['"hello", pieces: [2, 5, rest]', '{ length: u16be }'],
  ['"hello", pieces: [9, rest]', '{ fixed: 10 }'],
  ['"hello", pieces: each 4', 'raw'],
])('%s is cut in the frame %s', (send, frame) => {
  expect(messagesOf(send, frame)).toEqual([]);
});

test.each([
  ['$body, pieces: [3, 4]', 'raw', '$body has 6 bytes on the wire, and its pieces have 7'],
  ['$big, pieces: each 20', 'raw', '$big has 20 bytes on the wire, and one piece has 20'],
  ['"hello", pieces: [7, rest]', 'crlf', '"hello" has 7 bytes on the wire, and one piece has 7'],
  ['"hello", pieces: [7, 1]', '{ length: u16be }', '"hello" has 7 bytes on the wire, and its pieces have 8'],
  ['"hello", pieces: [10, rest]', '{ fixed: 10 }', '"hello" has 10 bytes on the wire, and one piece has 10'],
])('%s is not cut as it says in the frame %s', (send, frame, message) => {
  expect(messagesOf(send, frame)).toEqual([message]);
});

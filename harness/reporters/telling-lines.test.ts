import { describe, expect, test } from 'vitest';
import { tellingLines } from './telling-lines.js';

const frames = (count: number): string[] =>
  Array.from(
    { length: count },
    (_, at) => `\\tat java.base/sun.nio.ch.NioSocketImpl.read${at}(NioSocketImpl.java:${at})`,
  );

test('what fits is shown as it is', () => {
  expect(tellingLines(['a', 'b'], 2)).toEqual(['a', 'b']);
});

test('of lines that are all alike the last are shown', () => {
  expect(tellingLines(['a', 'b', 'c', 'd'], 2)).toEqual(['c', 'd']);
});

describe('the line that matters stays', () => {
  test('Java: what it was, and where in the student’s own file, not only the frames of its library', () => {
    const lines = [
      'listening',
      'java.net.SocketException: Connection reset',
      ...frames(9),
      '\\tat ChatServer$Handler.run(ChatServer.java:41)',
      '\\tat java.base/java.lang.Thread.run(Thread.java:840)',
    ];
    expect(tellingLines(lines, 4)).toEqual([lines[0], lines[1], '…', ...lines.slice(-2)]);
  });

  test('Java: its cause too', () => {
    const lines = [
      'Exception in thread "main" java.io.UncheckedIOException: no line',
      ...frames(5),
      'Caused by: java.io.EOFException',
      ...frames(5),
      '\\t... 3 more',
    ];
    expect(tellingLines(lines, 3)).toEqual([lines[0], '…', lines[6], '…', '\\t... 3 more']);
  });

  test('Node: what stands above its frames', () => {
    const lines = [
      'Error: read ECONNRESET',
      '    at serve (/home/ann/server.js:9:3)',
      ...Array.from({ length: 6 }, (_, at) => `    at TCP.on${at} (node:internal/streams:${at}:2)`),
      'Node.js v20.20.2',
    ];
    expect(tellingLines(lines, 3)).toEqual([lines[0], lines[1], '…', 'Node.js v20.20.2']);
  });

  test('Python: what stands below its frames, whatever was printed after it', () => {
    const library = ['  File "/usr/lib/python3.11/socketserver.py", line 691, in process', '    self.finish()'];
    const lines = [
      'Traceback (most recent call last):',
      ...library,
      ...library,
      '  File "server.py", line 9, in handle',
      '    data.decode()',
      'UnicodeDecodeError: no text',
      ...Array.from({ length: 3 }, (_, at) => `client ${at}`),
    ];
    expect(tellingLines(lines, 6)).toEqual(lines.slice(-6));
    expect(tellingLines([...lines, 'a', 'b', 'c'], 4)).toEqual(['UnicodeDecodeError: no text', '…', 'a', 'b', 'c']);
  });
});

import { expect, test } from 'vitest';
import { toBytes } from '../model/bytes.js';
import type { CheckReport } from '../model/report.js';
import { painter } from './paint.js';
import { sampleCheck, written } from './sample-check.test-support.js';
import { renderFailure } from './terminal-failure.js';

function shown(check: CheckReport): string {
  return renderFailure(check, { paint: painter(false), columns: 100, showWire: false });
}

/** A check that failed with this finding, where this is what was printed. */
function failedWith(code: string, printed: string): CheckReport {
  const place = { file: 'a.yaml', line: 1, column: 1, endColumn: 2, text: 'a' };
  const data = toBytes(printed);
  return sampleCheck({
    id: 'a',
    name: 'a',
    status: 'failed',
    points: 0,
    maxPoints: 1,
    findings: [
      {
        code,
        summary: 'no',
        run: 'a',
        origin: { file: 'a.yaml', start: { line: 1, column: 1 }, end: { line: 1, column: 2 } },
        source: place,
        comparison: { wanted: 'that it starts', actual: { length: data.length, from: 0, data }, printed: true },
      },
    ],
  });
}

const frames = Array.from({ length: 9 }, (_, at) => `\tat java.base/java.net.Socket.read(Socket.java:${at})`);
const reset = ['java.net.SocketException: Connection reset', ...frames, '\tat Chat.run(Chat.java:7)', ...frames];

test('a build that failed: what the compiler complained of first', () => {
  const errors = Array.from({ length: 19 }, (_, at) => `a.c:${at}:1: error: no. ${at}`);
  const text = shown(failedWith('not-built', `${errors.join('\n')}\n`));
  expect(text).toContain('error: no. 0');
  expect(text).not.toContain('error: no. 18');
});

test('a program that ended: its exception, not only what the library did', () => {
  expect(shown(failedWith('exited-early', `${reset.join('\n')}\n`))).toContain(
    'got   java.net.SocketException: Connection reset\n',
  );
});

test('what a program printed: the same, also where it stands in the beginning of a long output', () => {
  const check = failedWith('no-reply', '');
  const text = shown({ ...check, output: [written('stderr', `${reset.join('\n')}\n`)] });
  expect(text).toContain('│ java.net.SocketException: Connection reset\n    │ …\n');
  expect(text).toContain('│ \\tat Chat.run(Chat.java:7)');
  const long = {
    ...written('stderr', `${reset.join('\n')}\n`),
    tail: toBytes('x\n'.repeat(9)),
    length: 9999,
  };
  expect(shown({ ...check, output: [long] })).toContain('│ java.net.SocketException: Connection reset\n    │ …\n');
});

import { expect, test } from 'vitest';
import { markOne } from '../cli/mark-one.test-support.js';
import { specWith, tcpServer } from './tcp-server.test-support.js';

/** A check that this server fails, which says so to its streams; what the report tells of them. */
async function output(onConnection: string): Promise<unknown> {
  const { check } = await markOne({
    files: tcpServer(onConnection),
    spec: specWith('  - { id: a, within: 300ms, steps: [ { send: "x", expect: "x" } ] }'),
  });
  return check('a').output.map(({ stream, head, lateLines }) => [stream, new TextDecoder().decode(head), lateLines]);
}

test('what a program writes since our side is closed is told apart', async () => {
  expect(
    await output(
      `console.log('came'); s.resume(); s.write('y'); s.on('end', () => { console.log('left'); console.error('error: gone'); s.end(); });`,
    ),
  ).toEqual([
    ['stdout', 'came\nleft\n', 1],
    ['stderr', 'error: gone\n', 1],
  ]);
});

test('what a program says that closes first is its own doing, however late', async () => {
  expect(await output(`s.end(); setTimeout(() => console.error('bad'), 50);`)).toEqual([
    ['stderr', 'bad\n', undefined],
  ]);
});

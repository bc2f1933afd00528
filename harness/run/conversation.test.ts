import { expect, test } from 'vitest';
import { raw } from '../frames/raw.js';
import type { PeerSpec } from '../model/spec.js';
import type { Connection } from '../transports/transport.js';
import { RunClock } from './clock.js';
import { PeerConversation } from './conversation.js';
import type { ProgramEnd } from './program-end.js';
import { Recorder } from './recorder.js';

const UNREAD: ProgramEnd = { accepted: true, unreadBytes: 5 };
const READ: ProgramEnd = { accepted: true, unreadBytes: 0 };

/** How many looks it took until a piece counted as read, where the kernel shows this, one look after another. */
async function looksUntilRead(shown: readonly (ProgramEnd | undefined)[]): Promise<number> {
  const clock = new RunClock();
  let looks = 0;
  const conversation = new PeerConversation({
    peer: { name: 'c', over: 'tcp', reads: 'always', answersAgain: false } as PeerSpec,
    as: 'c',
    flow: '1',
    frame: raw,
    frameSpec: { name: 'raw', args: {} },
    recorder: new Recorder(clock),
    programEnd: () => shown[looks++],
    left: () => {},
    ownMembers: () => 0,
  });
  const address = { host: '127.0.0.1', port: 1 };
  conversation.use({ local: address, remote: address } as Connection, { by: 'peer' });
  expect(await conversation.wasRead(clock.deadline(60_000))).toBe(true);
  return looks;
}

test('a piece counts as read when the kernel shows that nothing of it is left', async () => {
  expect(await looksUntilRead([UNREAD, { accepted: false, unreadBytes: 0 }, UNREAD, READ])).toBe(4);
});

test('a connection that is gone was read, and one that the kernel passes over now and then is not gone', async () => {
  expect(await looksUntilRead([UNREAD, undefined, undefined])).toBe(3);
  expect(await looksUntilRead([undefined, UNREAD, undefined, UNREAD, undefined, UNREAD, READ])).toBe(7);
});

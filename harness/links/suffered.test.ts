import { expect, test } from 'vitest';
import { otherEnd } from '../process/kernel-sockets.js';
import type { damages } from './index.js';
import { linkTo, tcpClient, udpSocket, type WatchedLink } from './link.test-support.js';
import { numbered, type WrittenRule } from './passage.test-support.js';
import { startProgram, startServer } from './program.test-support.js';

// Each damage as a program feels it that is not ours: written in Python, reached through a link.

type Word = keyof typeof damages;

interface Suffering {
  readonly over: 'tcp' | 'udp';
  readonly rule: WrittenRule;
  suffer(rule: WrittenRule): Promise<void>;
}

/** One for each damage: what it does to a program. */
const sufferings: Record<Word, Suffering> = {
  drop: hears({ drop: 2 }, ['1', '2', '3'], ["b'1'", "b'3'"]),
  loss: hears({ loss: '50%' }, numbered(8), 'what is not lost'),
  bursts: hears({ bursts: { start: '30%', stop: '40%' } }, numbered(8), 'what is not lost'),
  duplicate: hears({ duplicate: 1 }, ['1', '2'], ["b'1'", "b'1'", "b'2'"]),
  replay: hears({ replay: 1, behind: 3 }, ['1', '2', '3'], ["b'1'", "b'2'", "b'3'", "b'1'"]),
  inject: hears({ inject: 'forged', sender: 'stranger' }, ['1', '2'], ["b'1'", "b'forged' from a stranger", "b'2'"]),
  swap: hears({ swap: [1, 2] }, ['1', '2', '3'], ["b'2'", "b'1'", "b'3'"]),
  hold: hears({ hold: { nth: 1, until: '2 more' } }, ['1', '2', '3'], ["b'2'", "b'3'", "b'1'"]),
  reorder: hears({ reorder: '100%' }, ['1', '2'], ["b'2'", "b'1'"]),
  corrupt: hears({ corrupt: 1, at: 0, to: '00 ff' }, ['abc'], ["b'\\x00\\xffc'"]),
  truncate: hears({ truncate: 2 }, ['abc', 'd'], ["b'ab'", "b'd'"]),
  mtu: hears({ mtu: 2 }, ['abc', 'd'], ["b'd'"]),
  spoof: hears({ spoof: 2 }, ['1', '2', '3'], ["b'1'", "b'2' from a stranger", "b'3'"]),
  batch: hears({ batch: { every: '120ms' } }, ['1', '2'], ["b'1'", "b'2'"], { afterMs: 120 }),
  blackhole: hears({ blackhole: 'after 2nd' }, ['1', '2', '3'], ["b'1'", "b'2'"]),
  refuse: { over: 'udp', rule: { refuse: 'after 2nd' }, suffer: hearsThatNobodyListens },
  delay: hears({ delay: '120ms', nth: 1 }, ['1', '2'], ["b'2'", "b'1'"], { afterMs: 120 }),
  rate: hears({ rate: '80bit' }, ['1', '2'], ["b'1'", "b'2'"], { afterMs: 200 }),
  profile: hears({ profile: 'edge' }, ['1'], ["b'1'"], { afterMs: 300 }),
  pieces: reads({ pieces: [1, 2, 'rest'] }, ['abcdef'], ["b'a'", "b'bc'", "b'def'", 'end']),
  sliver: reads({ sliver: '2 bytes', gap: '200ms' }, ['abcdef'], ["b'ab'", "b'cd'", "b'ef'", 'end']),
  glue: reads({ glue: '1m' }, ['one ', 'two'], ["b'one two'", 'end']),
  stall: reads({ stall: '700ms', after: 3 }, ['abcdef'], ["b'abc'", 'still open', "b'def'", 'end'], { afterMs: 700 }),
  rewrite: reads({ rewrite: '58 59', at: 2 }, ['abcdef'], ["b'abXYef'", 'end']),
  cut_after: reads({ cut_after: '4 bytes' }, ['abcdef'], ["b'abcd'", 'end']),
  reset: reads({ reset: 'now' }, [], ['reset']),
  delay_close: reads({ delay_close: '700ms' }, ['abc'], ["b'abc'", 'still open', 'end'], { afterMs: 700 }),
  drop_fin: reads({ drop_fin: true }, ['abc'], ["b'abc'", 'still open', 'still open']),
};

test.each(Object.entries(sufferings))('%s', (_word, { rule, suffer }) => suffer({ from: 'client', ...rule }));

/** A UDP server prints these datagrams; whatever should not come has crossed the link before the last of them. */
function hears(
  rule: WrittenRule,
  sent: readonly string[],
  heard: readonly string[] | 'what is not lost',
  { afterMs = 0 } = {},
): Suffering {
  return {
    over: 'udp',
    rule,
    async suffer(written) {
      const program = await startServer('udp-listener.py');
      const link = await linkTo(program, 'udp', [written]);
      const { socket } = await udpSocket();
      const sentAt = performance.now();
      for (const text of sent) socket.send(text, link.port, link.host);
      await crossed(link, sent.length);
      const lost = new Set(link.events.flatMap((event) => (event.type === 'damage' ? [event.unit] : [])));
      const left = sent.filter((_, index) => !lost.has(index + 1)).map((text) => `b'${text}'`);
      const expected = heard === 'what is not lost' ? left : heard;
      expect(await program.printed(expected.length)).toEqual(expected);
      expect(performance.now() - sentAt).toBeGreaterThanOrEqual(afterMs - 2);
      expect(link.decisions().length).toBeGreaterThan(0);
    },
  };
}

/** A TCP server prints what each recv brings. */
function reads(rule: WrittenRule, sent: readonly string[], heard: readonly string[], { afterMs = 0 } = {}): Suffering {
  return {
    over: 'tcp',
    rule,
    async suffer(written) {
      const program = await startServer('tcp-listener.py');
      const link = await linkTo(program, 'tcp', [written], { unreadBytes: (ours) => otherEnd(ours)?.unreadBytes });
      const client = await tcpClient(link);
      const sentAt = performance.now();
      for (const [index, text] of sent.entries()) {
        client.write(text);
        await crossed(link, index + 1);
      }
      if (sent.length > 0) client.end();
      expect(await program.printed(heard.length)).toEqual(heard);
      expect(performance.now() - sentAt).toBeGreaterThanOrEqual(afterMs - 2);
      expect(link.decisions().length).toBeGreaterThan(0);
    },
  };
}

async function hearsThatNobodyListens(rule: WrittenRule): Promise<void> {
  const server = await startServer('udp-listener.py');
  const link = await linkTo(server, 'udp', [rule]);
  const client = startProgram('udp-talker.py', String(link.port));
  expect(await client.printed(1)).toEqual(['refused']);
  expect(await server.printed(2)).toEqual(["b'anyone?'", "b'anyone?'"]);
}

async function crossed(link: WatchedLink, units: number): Promise<void> {
  await link.told((event) => event.type === 'relayed' && event.unit === units);
}

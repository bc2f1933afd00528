import type { CheckReport, ExchangeEvent, Sheet } from '../model/report.js';
import { message, run, sampleCheck, signal, step, totalsOf, written } from './sample-check.test-support.js';

/** The sheet of a client behind a damaged link, with a long exchange and one of many lanes. */
export function lossySheet(): Sheet {
  const checks = [retransmitsCheck(), randomLossCheck(), roomCheck()];
  return {
    spec: {
      id: 'udp-client',
      name: 'A UDP client on a bad line',
      file: 'specs/udp-client.yml',
      sha256: '00ff'.repeat(16),
    },
    submission: {
      name: 'Zoë Müller-Nguyễn',
      folder: 'submissions/zoe',
      programs: [
        { name: 'client', command: 'python3 client.py 127.0.0.1 20011 5', because: 'the command in wiremark.yaml' },
      ],
    },
    totals: totalsOf(checks),
    checks,
  };
}

function retransmitsCheck(): CheckReport {
  return sampleCheck({
    id: 'retransmits',
    name: 'a lost datagram is sent again',
    status: 'failed',
    points: 0,
    maxPoints: 6,
    tags: ['udp', 'slow'],
    durationMs: 3120,
    again: 'wiremark check specs/udp-client.yml submissions/zoe --only retransmits --seed 71c2',
    findings: [
      {
        code: 'silence',
        summary: 'The client never sent "PING 2" again after it was lost: s waited 3 s.',
        run: 'retransmits',
        step: '2.2',
        actor: 's',
        comparison: {
          expected: { length: 6, from: 0, data: new Uint8Array([0x50, 0x49, 0x4e, 0x47, 0x20, 0x32]) },
          wanted: 'exactly "PING 2"',
          actual: { length: 0, from: 0, data: new Uint8Array() },
          differsAt: 0,
        },
        origin: { file: 'specs/udp-client.yml', start: { line: 11, column: 55 }, end: { line: 11, column: 74 } },
        source: {
          file: 'specs/udp-client.yml',
          line: 11,
          column: 45,
          endColumn: 66,
          text: '      - repeat: { for: n, in: 1..5, steps: [ { s: { expect: "PING ${n}", answer: "PONG ${n}", within: 3s } } ] }',
        },
      },
    ],
    steps: [
      step('1', 'start the client', 10, 'client'),
      { ...step('2', 'repeat for n = 1 to 5:', 11, ''), state: 'failed' },
      {
        ...step('2.2', 'expect exactly "PING ${n}" within 3 s, answer "PONG ${n}"', 11, 's'),
        depth: 1,
        state: 'failed',
      },
    ],
    exchange: {
      lanes: ['client', 's'],
      leftOut: 0,
      events: [
        { atMs: 0, kind: 'note', at: 'client', text: 'started', tone: 'plain' },
        message(41, 'client', 's', 'PING 1'),
        message(42, 's', 'client', 'PONG 1'),
        { ...(message(43, 'client', 's', 'PING 2') as ExchangeEvent & { kind: 'message' }), damage: 'dropped' },
        { atMs: 1044, kind: 'note', at: 'client', text: 'exited with code 1', tone: 'bad' },
        { atMs: 3043, kind: 'note', at: 's', text: 'nothing came for 3 s', tone: 'bad' },
      ],
    },
    output: [
      written(
        'stderr',
        'Traceback (most recent call last):\n  File "client.py", line 12, in <module>\n    reply, _ = sock.recvfrom(1024)\nTimeoutError: timed out\n',
        'client',
      ),
    ],
    damage: ["dropped the client's 2nd datagram"],
  });
}

function randomLossCheck(): CheckReport {
  const events = Array.from({ length: 60 }, (_, at): ExchangeEvent => {
    const event = message(
      at * 20,
      at % 2 ? 's' : 'client',
      at % 2 ? 'client' : 's',
      `${at % 2 ? 'PONG' : 'PING'} ${at >> 1}`,
    );
    if (event.kind !== 'message') return event;
    if (at % 7 === 3) return { ...event, damage: 'delayed 300 ms' };
    return at % 11 === 5 ? { ...event, damage: 'dropped' } : event;
  });
  return sampleCheck({
    id: 'random-loss',
    name: 'every answer arrives, whatever is lost',
    status: 'passed',
    points: 4,
    maxPoints: 4,
    runs: [
      run('random-loss[seed 1]', 'seed 1', 'passed'),
      run('random-loss[seed 2]', 'seed 2', 'passed'),
      run('random-loss[seed 3]', 'seed 3', 'passed'),
    ],
    steps: [step('1', 'start the client', 20, 'client')],
    exchange: { lanes: ['client', 's'], events, leftOut: 1204 },
    damage: ["dropped the client's 3rd datagram", "delayed the client's 4th datagram by 300 ms"],
  });
}

function roomCheck(): CheckReport {
  const lanes = ['alice', 'bob', 'carol', 'dave', 'server'];
  const joins = lanes
    .slice(0, 4)
    .flatMap((lane, at): ExchangeEvent[] => [
      signal(at, lane, 'server', 'connects'),
      message(at + 0.5, lane, 'server', `NICK ${lane}\n`),
      message(at + 0.8, 'server', lane, `OK ${lane}\n`),
    ]);
  return sampleCheck({
    id: 'room',
    name: 'everybody hears what one says',
    status: 'passed',
    points: 3,
    maxPoints: 3,
    exchange: {
      lanes,
      leftOut: 0,
      events: [
        ...joins,
        message(9, 'alice', 'server', 'hi all\n'),
        ...lanes.slice(1, 4).map((lane) => message(10, 'server', lane, 'alice: hi all\n')),
        signal(12, 'bob', 'server', 'reset'),
      ],
    },
  });
}

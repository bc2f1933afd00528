import { toBytes } from '../model/bytes.js';
import type { CheckReport, Sheet } from '../model/report.js';
import { message, opening, run, sampleCheck, signal, step, totalsOf, written } from './sample-check.test-support.js';

/** The sheet of a server with every verdict, comparisons of each kind, a blocked and a hidden check. */
export function echoSheet(): Sheet {
  const checks = [helloCheck(), longCheck(), lineEndCheck(), halfCloseCheck(), portInUseCheck(), hiddenCheck()];
  return {
    spec: {
      id: 'tcp-echo',
      name: 'TCP echo server',
      about: 'A server that sends every line back to whoever sent it.\n\nLines end with \\n and may be of any length.',
      file: 'specs/tcp-echo.yml',
      sha256: '9f2b6c1d0e3a4f58b7a69c8d7e6f5a4b3c2d1e0f9a8b7c6d5e4f3a2b1c0d9e8f',
    },
    submission: {
      name: 'Zoë Müller-Nguyễn',
      folder: 'submissions/zoe',
      programs: [
        { name: 'server', command: 'python3 server.py 20001', because: "server.py, by the spec's convention" },
      ],
    },
    totals: totalsOf(checks),
    checks,
  };
}

const leavesDaemon = {
  code: 'left-behind',
  program: 'server',
  summary:
    'when the server ends, a process that it has begun goes on: "python3 server.py 20001", which keeps TCP port 20001',
};

function helloCheck(): CheckReport {
  return sampleCheck({
    id: 'hello',
    name: 'a line comes back',
    status: 'passed',
    points: 2,
    maxPoints: 2,
    tags: ['basics'],
    remarks: [leavesDaemon],
    steps: [
      step('1', 'send "hello"', 13),
      step('2', 'expect exactly "hello"', 13),
      step('3', 'send ""', 14),
      step('4', 'expect exactly ""', 14),
    ],
    exchange: {
      lanes: ['c', 'server'],
      leftOut: 0,
      events: [
        ...opening,
        message(4, 'c', 'server', 'hello\n'),
        message(5, 'server', 'c', 'hello\n'),
        message(6, 'c', 'server', '\n'),
        message(6, 'server', 'c', '\n'),
      ],
    },
    output: [written('stdout', 'listening on port 20001\n')],
  });
}

const poem = toBytes(`${'lorem ipsum dolor sit amet, consectetur adipiscing elit. '.repeat(180).slice(0, 10_000)}\n`);

function longCheck(): CheckReport {
  return sampleCheck({
    id: 'long',
    name: 'a message longer than one recv comes back whole',
    status: 'failed',
    points: 0,
    maxPoints: 4,
    tags: ['basics', 'streams'],
    durationMs: 2048,
    findings: [
      {
        code: 'reply-stops',
        summary: 'The server sent 1,448 of 10,001 bytes back, then nothing for 2 s.',
        run: 'long',
        step: '2',
        actor: 'c',
        comparison: {
          expected: { length: 10_001, from: 1424, data: poem.slice(1424, 1488) },
          wanted: 'exactly $big',
          actual: { length: 1448, from: 1424, data: poem.slice(1424, 1448) },
          differsAt: 1448,
        },
        hint: 'big has 10,000 letters and a line end: more than one recv will bring.',
        origin: { file: 'specs/tcp-echo.yml', start: { line: 15, column: 53 }, end: { line: 15, column: 65 } },
        usedAt: [{ line: 30, text: '      - use: { sends: { what: $big } }' }],
        source: {
          file: 'specs/tcp-echo.yml',
          line: 15,
          column: 53,
          endColumn: 65,
          text: '    steps: [ { send: $big, pieces: [1, 1447, rest], expect: $big } ] }',
        },
      },
    ],
    diagnosis: {
      code: 'one-recv-per-message',
      title: 'One recv was taken for one message',
      evidence:
        'The first two pieces came back and the rest did not: 1,448 bytes is what had arrived when the server called recv.',
      advice:
        'TCP is a stream of bytes: one recv may bring a part of a line, or several lines. Keep what came in a buffer, and call recv until the \\n is there.',
    },
    remarks: [leavesDaemon],
    hint: 'Try it by hand: send half a line with nc, wait, then send the rest.',
    values: ['mac = "4e91b8"', 'round = 3'],
    steps: [
      { ...step('1', 'send $big in pieces of 1, 1447 and the rest, each once the one before has been read', 15) },
      { ...step('2', 'expect exactly $big', 15), state: 'failed' },
      { ...step('3', 'together:', 16), state: 'not reached' },
      { ...step('3.1', 'send "again"', 17), depth: 1, state: 'not reached' },
      { ...step('3.2', 'repeat up to 5 times:', 18), depth: 1, state: 'not reached' },
      { ...step('3.2.1', 'expect exactly "again"', 19), depth: 2, state: 'not reached' },
    ],
    exchange: {
      lanes: ['c', 'server'],
      leftOut: 0,
      events: [
        ...opening,
        message(1, 'c', 'server', poem.subarray(0, 1)),
        message(4, 'c', 'server', poem.subarray(1, 1448), 200),
        message(5, 'c', 'server', poem.subarray(1448), 200),
        message(6, 'server', 'c', poem.subarray(0, 1448), 200),
        { atMs: 2006, kind: 'note', at: 'server', text: 'silent for 2 s', tone: 'bad' },
      ],
    },
    output: [
      written('stdout', 'listening on port 20001\nnew client ("127.0.0.1", 53122)\ngot 1448 bytes\n'),
      {
        program: 'server',
        stream: 'stderr',
        length: 48_213,
        head: toBytes('DEBUG:root:\trecv\r\nDEBUG:root:\x1b[31mloop\x1b[0m 1\n'),
        tail: toBytes('DEBUG:root:loop 2409\nDEBUG:root:loop 2410\n'),
        log: 'logs/long/server.stderr',
      },
    ],
  });
}

function lineEndCheck(): CheckReport {
  const expected = toBytes('250 OK\r\n');
  const actual = toBytes('250 OK\n');
  return sampleCheck({
    id: 'binary',
    name: 'any bytes come back as they were',
    status: 'failed',
    points: 0.5,
    maxPoints: 2.5,
    tags: ['binary'],
    durationMs: 412,
    findings: [
      {
        code: 'reply-differs',
        summary: 'The reply differs from what was expected at byte 6.',
        run: 'binary[case 2]',
        step: '1',
        actor: 'c',
        comparison: {
          expected: { length: 8, from: 0, data: expected },
          wanted: 'exactly "250 OK\\r\\n"',
          actual: { length: 7, from: 0, data: actual },
          differsAt: 6,
        },
        origin: { file: 'specs/tcp-echo.yml', start: { line: 21, column: 11 }, end: { line: 21, column: 31 } },
        source: {
          file: 'specs/tcp-echo.yml',
          line: 21,
          column: 11,
          endColumn: 31,
          text: '      - { expect: "250 OK\\r\\n" }',
        },
      },
      {
        code: 'pattern-not-met',
        summary: 'The second line is not what was asked for.',
        run: 'binary[case 2]',
        comparison: {
          wanted: 'something that matches /^[+!] /',
          actual: { length: 9, from: 0, data: new Uint8Array([0xff, 0xfe, 0x00, 0xc3, 0xa9, 0x1b, 0x5b, 0x41, 0x0a]) },
        },
        origin: { file: 'specs/tcp-echo.yml', start: { line: 22, column: 11 }, end: { line: 22, column: 20 } },
        source: {
          file: 'specs/tcp-echo.yml',
          line: 22,
          column: 11,
          endColumn: 40,
          text: "      - { expect: { match: '^[+!] ' } }",
        },
      },
    ],
    steps: [{ ...step('1', 'expect exactly "250 OK\\r\\n"', 21), state: 'failed' }],
    runs: [
      run('binary[case 1]', 'x = 00', 'passed'),
      run('binary[case 2]', 'x = ff', 'failed'),
      run('binary[case 3]', 'x = 0a', 'passed'),
    ],
    exchange: {
      lanes: ['c', 'server'],
      leftOut: 0,
      events: [
        ...opening,
        message(3, 'c', 'server', new Uint8Array([0xff, 0x0a])),
        message(4, 'server', 'c', actual),
        signal(5, 'server', 'c', 'reset'),
      ],
    },
    output: [written('stdout', ''), written('stderr', '')],
  });
}

function halfCloseCheck(): CheckReport {
  return sampleCheck({
    id: 'half-close',
    name: 'what was sent before a half close is still answered',
    status: 'blocked',
    points: 0,
    maxPoints: 2,
    blockedBy: 'long',
    durationMs: 0,
    steps: [{ ...step('1', 'close the writing side', 30), state: 'not reached' }],
  });
}

function portInUseCheck(): CheckReport {
  return sampleCheck({
    id: 'port-in-use',
    name: 'a taken port is told, not hidden',
    status: 'inconclusive',
    points: 0,
    maxPoints: 2,
    inconclusive: {
      because: 'host',
      detail: 'For 1.2 s of the 3 s that the server had, no processor was free for it.',
    },
    hint: 'Print why bind failed, and exit with a code that is not 0.',
    steps: [
      step('1', 'start the server on a port that is taken', 35),
      { ...step('2', 'expect it to exit with any code but 0 within 3 s', 36), state: 'failed' },
    ],
  });
}

function hiddenCheck(): CheckReport {
  return sampleCheck({
    id: 'hidden-1',
    name: 'hidden check',
    status: 'failed',
    points: 0,
    maxPoints: 3,
    hidden: true,
    exchange: { lanes: [], events: [], leftOut: 0 },
  });
}

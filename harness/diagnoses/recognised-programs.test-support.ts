import { TLS_FAILURES } from '../model/tls-failures.js';
import {
  aftermath,
  asBytes,
  closed,
  closedByProgram,
  cpu,
  exited,
  handshake,
  listening,
  observed,
  opened,
  printed,
  received,
  sent,
  inJava,
  started,
  type Recognised,
} from './recorded.test-support.js';
import {
  caughtInJava,
  CHAINED_TRACEBACK,
  JAVA_EXCEPTION,
  NODE_ERROR,
  threadTraceback,
} from './stack-traces.test-support.js';

/** Mistakes that a program makes by itself: at its start, at the keyboard, in its own code. */
export const IN_PROGRAMS: readonly Recognised[] = [
  {
    code: 'ignores-its-port',
    shows: 'a port that stands in the program',
    recording: {
      finding: 'wrong-port',
      actor: 'server',
      events: [
        started(),
        {
          type: 'listening',
          program: 'server',
          over: 'tcp',
          address: { host: '127.0.0.1', port: 65_432 },
          asked: 20_000,
        },
      ],
    },
  },
  {
    code: 'ignores-its-port',
    shows: 'a port whose bytes are swapped',
    recording: {
      finding: 'wrong-port',
      actor: 'server',
      events: [
        started(),
        {
          type: 'listening',
          program: 'server',
          over: 'tcp',
          address: { host: '0.0.0.0', port: 50_261 },
          asked: 21_956,
        },
      ],
    },
  },
  {
    code: 'ignores-its-port',
    shows: 'a port that was asked for, and not used',
    recording: {
      finding: 'wrong-port',
      actor: 'server',
      events: [
        started(),
        { type: 'typed', program: 'server', data: asBytes('20123\n'), by: 'habit' },
        { type: 'listening', program: 'server', over: 'tcp', address: { host: '0.0.0.0', port: 5_000 }, asked: 20_123 },
      ],
    },
  },
  {
    code: 'crashed-with-exception',
    shows: 'a keyboard that the check has ended',
    recording: {
      finding: 'wrong-exit',
      actor: 'client',
      events: [
        started('client'),
        { type: 'typed', program: 'client', data: asBytes('hello\n'), by: 'script' },
        { type: 'input-ended', program: 'client' },
        printed(
          'Traceback (most recent call last):\n  File "client.py", line 6, in <module>\n    msg = input()\nEOFError: EOF when reading a line\n',
          'stderr',
          'client',
        ),
        exited({ code: 1 }, 'client'),
      ],
    },
  },
  {
    code: 'waits-for-input',
    shows: 'a question behind others that were answered',
    recording: {
      finding: 'never-connected',
      actor: 'client',
      events: [
        started('client'),
        printed('Port: ', 'stdout', 'client'),
        { type: 'typed', program: 'client', data: asBytes('20123\n'), by: 'habit' },
        printed('Favourite colour: ', 'stdout', 'client'),
      ],
    },
  },
  {
    code: 'asks-what-nobody-knows',
    shows: 'a number that is asked for behind the port, and an empty line',
    recording: {
      finding: 'exited-early',
      actor: 'server',
      events: [
        started(),
        printed('Port: ', 'stdout'),
        { type: 'typed', program: 'server', data: asBytes('20123\n'), by: 'habit' },
        printed('How many clients? ', 'stdout'),
        { type: 'typed', program: 'server', data: asBytes('\n'), by: 'habit' },
        printed("ValueError: invalid literal for int() with base 10: ''\n"),
        exited({ code: 1 }),
        { type: 'not-launched', program: 'server', reason: { kind: 'exited-early' } },
      ],
    },
  },
  {
    code: 'busy-loop',
    shows: 'a first message that was answered, and a second that nobody reads',
    recording: {
      finding: 'no-reply',
      expected: 'again',
      events: [
        started(),
        opened('c'),
        sent('c', 'hello'),
        received('c', 'hello'),
        sent('c', 'again'),
        aftermath,
        observed('c', true, 5),
        cpu(250),
      ],
      outcome: { ended: 'silence', waitedMs: 2000 },
    },
  },
  {
    code: 'does-not-load-the-authority',
    shows: 'a certificate that signs itself',
    recording: {
      finding: 'handshake-failed',
      actor: 's',
      cert: 'alone',
      events: [started('client', '/tmp/certs/alone.crt'), handshake('s', TLS_FAILURES.unknownAuthority)],
      outcome: { ended: 'no-handshake', handshake: TLS_FAILURES.unknownAuthority },
    },
  },
  {
    code: 'checks-no-certificate',
    shows: 'a certificate that signs itself',
    recording: {
      finding: 'certificate-accepted',
      actor: 's',
      cert: 'alone',
      events: [started('client', '/tmp/certs/ca.crt'), opened('s', 'program')],
      outcome: { ended: 'silence' },
    },
  },
  {
    code: 'waits-for-input',
    shows: 'a client that asks for the host',
    recording: {
      finding: 'never-connected',
      actor: 's',
      events: [started('client'), printed('Chat client 1.0\nServer address? ', 'stdout', 'client')],
    },
  },
  {
    code: 'ends-before-listening',
    shows: 'a file without a server',
    recording: {
      finding: 'exited-early',
      actor: 'server',
      events: [
        started(),
        exited({ code: 0 }),
        { type: 'not-launched', program: 'server', reason: { kind: 'exited-early' } },
      ],
    },
  },
  {
    code: 'crashed-with-exception',
    shows: 'an exception in a thread, which the program outlives',
    recording: {
      finding: 'no-reply',
      expected: 'ü',
      events: [
        started(),
        listening(20_123),
        opened('c'),
        sent('c', Uint8Array.of(0xfc)),
        printed(threadTraceback()),
        aftermath,
        observed('c', true, 0),
        closed('c', 'writing'),
        cpu(0),
      ],
      outcome: { ended: 'silence', waitedMs: 2000 },
    },
  },
  {
    code: 'crashed-with-exception',
    shows: 'an exception after another',
    recording: {
      finding: 'reset-by-program',
      expected: 'hello',
      events: [
        started(),
        opened('c'),
        sent('c', 'hello'),
        printed(CHAINED_TRACEBACK),
        closedByProgram('c', 'reset'),
        exited({ code: 1 }),
      ],
      outcome: { ended: 'reset' },
    },
  },
  {
    code: 'crashed-with-exception',
    shows: 'an exception of Node',
    recording: {
      finding: 'exited-early',
      actor: 'server',
      events: [started(), printed(NODE_ERROR), exited({ code: 1 })],
    },
  },
  {
    code: 'crashed-with-exception',
    shows: 'an exception of Java',
    recording: {
      finding: 'closed-early',
      expected: 'hello',
      events: [
        started(),
        opened('c'),
        sent('c', 'hello'),
        printed(JAVA_EXCEPTION),
        closedByProgram('c', 'fin'),
        exited({ code: 1 }),
      ],
      outcome: { ended: 'closed' },
    },
  },
  {
    code: 'crashed-with-exception',
    shows: 'an exception of Java that the program caught',
    recording: {
      finding: 'closed-early',
      expected: 'hello',
      events: [
        inJava,
        opened('c'),
        sent('c', 'hello'),
        printed(caughtInJava('java.lang.NegativeArraySizeException: -3')),
        closedByProgram('c', 'fin'),
        aftermath,
        cpu(0),
      ],
      outcome: { ended: 'closed' },
    },
  },
  {
    code: 'crashed-with-exception',
    shows: "an exception of the student's own in Java, that the program caught before it ended",
    recording: {
      finding: 'closed-early',
      expected: 'hello',
      events: [
        inJava,
        opened('c'),
        sent('c', 'hello'),
        printed(caughtInJava('GameError: no such word')),
        exited({ code: 1 }),
        closedByProgram('c', 'fin'),
      ],
      outcome: { ended: 'closed' },
    },
  },
  {
    code: 'killed-by-signal',
    shows: 'a segmentation fault',
    recording: {
      finding: 'reset-by-program',
      expected: 'hello',
      events: [
        started(),
        opened('c'),
        sent('c', 'hello'),
        exited({ signal: 'SIGSEGV' }),
        closedByProgram('c', 'reset'),
      ],
      outcome: { ended: 'reset' },
    },
  },
  {
    code: 'killed-by-signal',
    shows: 'a write to a client that has gone',
    recording: {
      finding: 'refused',
      events: [started(), opened('c'), sent('c', 'hello'), closed('c', 'reset'), exited({ signal: 'SIGPIPE' })],
      outcome: { ended: 'refused' },
    },
  },
  {
    code: 'busy-loop',
    shows: 'a whole processor in use after the client has finished',
    recording: {
      finding: 'still-open',
      events: [
        started(),
        opened('c'),
        sent('c', 'hello'),
        closed('c', 'writing'),
        received('c', 'hello'),
        aftermath,
        observed('c', true, 0),
        cpu(240),
      ],
      outcome: { ended: 'silence', waitedMs: 2000 },
    },
  },
];

import type { CheckSpec } from '../model/spec.js';
import { TLS_FAILURES } from '../model/tls-failures.js';
import type { Happening } from '../model/trace.js';
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
  started,
  type Recording,
} from './recorded.test-support.js';
import {
  CHAINED_TRACEBACK,
  JAVA_EXCEPTION,
  NODE_ERROR,
  threadTraceback,
  TRACEBACK,
} from './stack-traces.test-support.js';

/** Numbers, each once: where it goes on is seen from any part. */
const LONG = Array.from({ length: 2000 }, (_, number) => `${number} `).join('');

/** What shows a mistake that is too rare, or too dependent on the machine, to be run as a program. */
export const RECOGNISED: readonly { readonly code: string; readonly shows: string; readonly recording: Recording }[] = [
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
    code: 'answers-at-end-of-input',
    shows: 'a line that ends only with the input',
    recording: {
      finding: 'no-reply',
      expected: 'hello',
      events: [
        started(),
        opened('c'),
        sent('c', 'hello'),
        aftermath,
        observed('c', true, 0),
        closed('c', 'writing'),
        received('c', 'hello\n'),
      ],
      outcome: { ended: 'silence', messages: [], waitedMs: 2000 },
    },
  },
  {
    code: 'loses-a-client',
    shows: 'a client that nobody reads from, although one that came later is served',
    recording: {
      finding: 'no-reply',
      events: [started(), opened('c'), ...twoServed(), sent('c', 'hello'), aftermath, observed('c', true, 5)],
      outcome: { ended: 'silence', messages: [], waitedMs: 2000 },
    },
  },
  {
    code: 'one-message-per-client',
    shows: 'an echo that closes after the first message',
    recording: goneAfter([received('c', 'hello'), closedByProgram('c', 'fin'), sent('c', 'again')]),
  },
  {
    code: 'closes-too-early',
    shows: 'a first message that was refused in words, and the end of the connection',
    recording: goneAfter([received('c', 'error: no name'), closedByProgram('c', 'fin'), sent('c', 'zoe')]),
  },
  {
    code: 'closes-too-early',
    shows: 'an end that came when the second message was there',
    recording: goneAfter([received('c', 'hello'), sent('c', 'again'), closedByProgram('c', 'fin')]),
  },
  {
    code: 'closes-too-early',
    shows: 'one client that is hung up on after its first message, while another is heard again and again',
    recording: goneAfter([
      ...twoServed(),
      ...pause(200),
      sent('d', 'more'),
      received('d', 'more'),
      received('c', 'hello'),
      closedByProgram('c', 'fin'),
      sent('c', 'again'),
    ]),
  },
  {
    code: 'closes-too-early',
    shows: 'a name that is taken: others are served, and this client is hung up on for what it has said',
    recording: goneAfter([...twoServed(), closedByProgram('c', 'fin')]),
  },
  {
    code: 'closes-too-early',
    shows: 'a client that said nothing for a while, while others are served',
    recording: {
      ...goneAfter([]),
      events: [started(), opened('c'), ...twoServed(), ...pause(600), closedByProgram('c', 'fin'), aftermath, cpu(0)],
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
    code: 'message-end-missing',
    shows: 'line feeds alone where CRLF is due',
    recording: {
      finding: 'closed-early',
      actual: '220 ready\n',
      events: [started(), opened('c'), received('c', '220 ready\n'), closedByProgram('c', 'fin'), aftermath, cpu(0)],
      outcome: { ended: 'closed' },
      check: { frames: { c: { name: 'crlf', args: {} } } },
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
    code: 'answers-twice',
    shows: 'the same answer again on a stream',
    recording: {
      finding: 'extra-bytes',
      events: [
        started(),
        opened('c'),
        sent('c', 'hello'),
        received('c', 'hellohello'),
        { type: 'unread', actor: 'c', flow: 'c', data: asBytes('hello') },
      ],
    },
  },
  {
    code: 'decodes-as-text',
    shows: 'question marks',
    recording: differs(Uint8Array.of(0x41, 0xe9, 0xe8, 0x42), 'A??B'),
  },
  {
    code: 'decodes-as-text',
    shows: 'invalid bytes left out',
    recording: differs(Uint8Array.of(0xc3, 0xa4, 0x28, 0xff, 0x29, 0xfe), 'ä()'),
  },
  {
    code: 'line-end-added',
    shows: 'CRLF after a datagram',
    recording: { ...differs('ping', 'ping\r\n'), over: 'udp' },
  },
  {
    code: 'sends-whole-buffer',
    shows: 'what an earlier message has left',
    recording: {
      finding: 'extra-bytes',
      events: [
        started(),
        opened('c'),
        sent('c', 'a long message'),
        received('c', 'a long message'),
        sent('c', 'short'),
        received('c', 'shortg message'),
        { type: 'unread', actor: 'c', flow: 'c', data: asBytes('g message') },
      ],
    },
  },
  { code: 'changes-line-ends', shows: 'CRLF made into LF', recording: differs('one\r\ntwo\r\n', 'one\ntwo\n') },
  { code: 'changes-letter-case', shows: 'title()', recording: differs('hello, big world', 'Hello, Big World') },
  { code: 'removes-blanks', shows: 'strip()', recording: differs('  two words \n', 'two words') },
  { code: 'adds-text', shows: 'quotes round the message', recording: differs('hello', '"hello"') },
  {
    code: 'speaks-first',
    shows: 'a greeting that a silent client got too',
    recording: {
      finding: 'reply-differs',
      expected: 'still there?',
      actual: 'Welcome!\nstill there?',
      events: [
        started(),
        opened('c'),
        closed('c', 'fin'),
        received('c', 'Welcome!\n'),
        opened('c#2'),
        sent('c#2', 'still there?'),
        received('c#2', 'Welcome!\nstill there?'),
      ],
      outcome: { ended: 'mismatch', messages: [asBytes('Welcome!\nstill there?')] },
    },
  },
  {
    code: 'loses-a-part',
    shows: 'a gap in a long message',
    recording: {
      finding: 'reply-differs',
      expected: LONG,
      actual: `${LONG.slice(0, 1024)}${LONG.slice(4096, 5120)}`,
      events: [
        started(),
        opened('c'),
        sent('c', LONG),
        received('c', LONG.slice(0, 1024)),
        received('c', LONG.slice(4096, 5120)),
      ],
      outcome: { ended: 'mismatch', messages: [asBytes(`${LONG.slice(0, 1024)}${LONG.slice(4096, 5120)}`)] },
    },
  },
  {
    code: 'loses-a-part',
    shows: 'pieces that were thrown away',
    recording: {
      finding: 'reply-differs',
      expected: 'one message, cut twice',
      actual: 'onecut twice',
      events: [
        started(),
        opened('c'),
        ...['one', ' message, ', 'cut twice'].map((piece) => sent('c', piece)),
        received('c', 'one'),
        received('c', 'cut twice'),
      ],
      outcome: { ended: 'mismatch', messages: [asBytes('onecut twice')] },
    },
  },
  {
    code: 'one-recv-per-message',
    shows: 'the rest unread in the kernel',
    recording: {
      finding: 'reply-incomplete',
      expected: 'x'.repeat(5000),
      actual: 'x'.repeat(512),
      events: [
        started(),
        opened('c'),
        sent('c', 'x'.repeat(5000)),
        received('c', 'x'.repeat(512)),
        aftermath,
        observed('c', true, 4488),
        closed('c', 'writing'),
        cpu(0),
      ],
      outcome: { ended: 'silence', waitedMs: 2000 },
    },
  },
  {
    code: 'answers-first-client-only',
    shows: 'a connected UDP socket',
    recording: {
      finding: 'no-reply',
      actor: 'd',
      over: 'udp',
      expected: 'hello',
      events: [
        started(),
        ...['c', 'd', 'd#2'].flatMap((flow) => [opened(flow, 'peer', 'udp'), sent(flow, `hello from ${flow}`)]),
        received('c', 'hello from c'),
        aftermath,
        cpu(0),
      ],
      outcome: { ended: 'silence', waitedMs: 2000 },
    },
  },
  {
    code: 'closes-too-early',
    shows: 'a connection closed before anything was sent',
    recording: {
      finding: 'closed-early',
      expected: 'hello',
      events: [
        started(),
        opened('c'),
        ...pause(30),
        sent('c', 'hello'),
        closedByProgram('c', 'fin'),
        aftermath,
        cpu(0),
      ],
      outcome: { ended: 'closed' },
    },
  },
  {
    code: 'closes-too-early',
    shows: 'a connection closed for another, slowly, as on a busy machine',
    recording: {
      finding: 'closed-early',
      expected: 'hello',
      events: [
        started(),
        opened('c'),
        ...pause(30),
        opened('d'),
        ...pause(300),
        closedByProgram('c', 'fin'),
        sent('d', 'hello'),
        received('d', 'hello'),
        aftermath,
        cpu(0),
      ],
      outcome: { ended: 'closed' },
    },
  },
  {
    code: 'closes-too-early',
    shows: 'a connection closed long after another has been served',
    recording: {
      finding: 'closed-early',
      expected: 'hello',
      events: [
        started(),
        opened('c'),
        ...pause(30),
        opened('d'),
        sent('d', 'hello'),
        received('d', 'hello'),
        ...pause(300),
        closedByProgram('c', 'fin'),
        aftermath,
        cpu(0),
      ],
      outcome: { ended: 'closed' },
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
  {
    code: 'ignores-what-is-no-text',
    shows: 'bytes that an except: pass has swallowed',
    recording: {
      finding: 'no-reply',
      expected: Uint8Array.of(0xff, 0x28),
      check: { needs: ['check'] },
      events: [
        started(),
        opened('c'),
        sent('c', Uint8Array.of(0xff, 0x28)),
        aftermath,
        observed('c', true, 0),
        closed('c', 'writing'),
        closedByProgram('c', 'fin'),
        cpu(0),
      ],
      outcome: { ended: 'silence', waitedMs: 2000 },
    },
  },
  {
    code: 'misses-the-end',
    shows: 'a client that still waits for a server that has closed',
    recording: {
      finding: 'did-not-exit',
      actor: 'client',
      events: [
        started('client'),
        opened('s', 'program'),
        received('s', 'hello\n'),
        closed('s', 'fin'),
        aftermath,
        cpu(0, 'client'),
      ],
      outcome: { ended: 'silence', waitedMs: 5000 },
    },
  },
];

/** What looks like a mistake and need not be one: nobody may claim to know it. */
export const UNEXPLAINED: readonly { readonly shows: string; readonly recording: Recording }[] = [
  {
    shows: 'a message that stops half way, behind one that had its end',
    recording: {
      finding: 'reply-incomplete',
      actual: '+send your',
      events: [started(), opened('c'), received('c', '+hello\0'), received('c', '+send your'), aftermath, cpu(0)],
      outcome: { ended: 'silence' },
      check: { frames: { c: { name: 'nul', args: {} } } },
    },
  },
  {
    shows: 'silence, and nothing else',
    recording: silent(
      [opened('c'), sent('c', 'hello')],
      [observed('c', true, 0), closed('c', 'writing'), closedByProgram('c', 'fin'), cpu(0)],
    ),
  },
  { shows: 'an answer that has nothing to do with the question', recording: differs('hello', '404') },
  {
    shows: 'an answer cut at no usual size',
    recording: {
      finding: 'closed-early',
      expected: 'x'.repeat(5000),
      actual: 'x'.repeat(1777),
      events: [
        started(),
        opened('c'),
        sent('c', 'x'.repeat(5000)),
        closed('c', 'writing'),
        received('c', 'x'.repeat(1777)),
        closedByProgram('c', 'fin'),
        aftermath,
        cpu(0),
      ],
      outcome: { ended: 'closed' },
    },
  },
  {
    shows: 'an exception that came only when we had said goodbye',
    recording: silent(
      [opened('c'), sent('c', 'hello')],
      [observed('c', true, 0), closed('c', 'writing'), printed(TRACEBACK), exited({ code: 1 })],
    ),
  },
  {
    shows: 'an exception in the thread of a client that broke off',
    recording: silent(
      [
        opened('d'),
        closed('d', 'reset'),
        opened('c'),
        sent('c', 'hello'),
        printed(threadTraceback('ConnectionResetError: [Errno 104] Connection reset by peer')),
      ],
      [observed('c', true, 0), closed('c', 'writing'), cpu(0)],
    ),
  },
  {
    shows: 'an exception that was over before this client came',
    recording: silent([printed(threadTraceback('ValueError: no'))].concat([opened('c'), sent('c', 'hello')]), [
      observed('c', true, 0),
      closed('c', 'writing'),
      cpu(0),
    ]),
  },
  {
    shows: 'a death by a signal that anybody may have sent',
    recording: {
      finding: 'closed-early',
      expected: 'hello',
      events: [started(), opened('c'), sent('c', 'hello'), exited({ signal: 'SIGKILL' }), closedByProgram('c', 'fin')],
      outcome: { ended: 'closed' },
    },
  },
  {
    shows: 'a line on the screen that asks nothing',
    recording: {
      finding: 'not-listening',
      actor: 'server',
      events: [started(), printed('Starting the server...\n', 'stdout')],
    },
  },
  {
    shows: 'a socket of the other kind at another port',
    recording: { finding: 'not-listening', actor: 'server', events: [started(), listening(41_234, 'udp')] },
  },
  {
    shows: 'a chat that passes on what another has said',
    recording: {
      finding: 'reply-differs',
      expected: 'd has left',
      actual: 'd: good bye',
      events: [started(), opened('d'), opened('c'), sent('d', 'good bye'), received('c', 'd: good bye')],
      outcome: { ended: 'mismatch', messages: [asBytes('d: good bye')] },
    },
  },
  {
    shows: 'a single datagram without an answer',
    recording: {
      ...silent([opened('c', 'peer', 'udp'), sent('c', 'one'), received('c', 'one'), sent('c', 'two')], [cpu(0)]),
      over: 'udp',
    },
  },
  {
    shows: 'some work that is still going on',
    recording: {
      finding: 'still-open',
      actor: 's',
      events: [started('client'), opened('s', 'program'), aftermath, cpu(90, 'client')],
      outcome: { ended: 'silence', waitedMs: 2000 },
    },
  },
  {
    shows: 'a client that is served while another waits for its own reasons',
    recording: silent(
      [opened('d'), sent('d', 'hi'), received('d', 'hi'), opened('c'), sent('c', 'hello')],
      [observed('d', true, 0), observed('c', true, 0), closed('d', 'writing'), closed('c', 'writing'), cpu(0)],
    ),
  },
  {
    shows: 'a second client that is not accepted while the first has gone, in a program that died',
    recording: silent(
      [
        opened('c'),
        sent('c', 'a'),
        received('c', 'a'),
        closed('c', 'fin'),
        exited({ code: 3 }),
        opened('c#2'),
        sent('c#2', 'hello'),
      ],
      [],
    ),
  },
  {
    shows: 'an end by reset when not all had come back',
    recording: {
      finding: 'reset-by-program',
      expected: 'x'.repeat(5000),
      actual: 'x'.repeat(3000),
      events: [
        started(),
        opened('c'),
        sent('c', 'x'.repeat(5000)),
        closed('c', 'writing'),
        received('c', 'x'.repeat(3000)),
        closedByProgram('c', 'reset'),
        aftermath,
        cpu(0),
      ],
      outcome: { ended: 'reset' },
    },
  },
  {
    shows: 'bytes that are no text, without a check that text is answered',
    recording: silent(
      [opened('c'), sent('c', Uint8Array.of(0xff, 0x28))],
      [observed('c', true, 0), closed('c', 'writing'), cpu(0)],
    ),
  },
  {
    shows: 'a handshake that never ended',
    recording: noTls('c', 'good', TLS_FAILURES.tookTooLong, '/tmp/certs/good.crt'),
  },
  {
    shows: 'two sides without a version in common',
    recording: noTls('c', 'good', TLS_FAILURES.nothingInCommon, '/tmp/certs/good.crt'),
  },
  {
    shows: 'a connection that was broken off in the handshake',
    recording: noTls('s', 'good', TLS_FAILURES.brokenOff, '/tmp/certs/ca.crt'),
  },
  {
    shows: 'a certificate that was refused, by a program that was given no authority',
    recording: noTls('s', 'good', TLS_FAILURES.unknownAuthority),
  },
  {
    shows: 'a certificate that was refused, by another authority than the one that was given',
    recording: noTls('s', 'stranger', TLS_FAILURES.unknownAuthority, '/tmp/certs/ca.crt'),
  },
  {
    shows: 'a certificate that no authority has signed, by a server that was given none',
    recording: noTls('c', 'good', TLS_FAILURES.notTrusted),
  },
  {
    shows: 'a certificate that has expired, by a server that was given no better one',
    recording: noTls('c', 'good', TLS_FAILURES.expired, '/tmp/certs/old.crt'),
  },
  {
    shows: 'a certificate for another host, by a server that was given no better one',
    recording: noTls('c', 'good', TLS_FAILURES.forAnotherHost, '/tmp/certs/elsewhere.crt'),
  },
  {
    shows: 'a handshake that the network has damaged',
    recording: {
      ...noTls('c', 'good', TLS_FAILURES.noTls, '/tmp/certs/good.crt'),
      check: { damage: [{}] as unknown as CheckSpec['damage'] },
    },
  },
  {
    shows: 'a request that nobody has lost',
    recording: {
      finding: 'no-reply',
      actor: 's',
      over: 'udp',
      expected: 'PING 2',
      events: [
        started('client'),
        { type: 'relayed', link: 'wire', flow: '1', from: 'client', unit: 1, data: asBytes('PING 1') },
        received('s', 'PING 1'),
      ],
      outcome: { ended: 'silence', waitedMs: 4000 },
    },
  },
];

/** A client says hello, and is gone in the end. */
function goneAfter(events: readonly Happening[]): Recording {
  return {
    finding: 'closed-early',
    expected: 'again',
    events: [started(), opened('c'), sent('c', 'hello'), ...events, aftermath, cpu(0)],
    outcome: { ended: 'closed' },
  };
}

/** Two others are connected, and answered. */
function twoServed(): Happening[] {
  return ['d', 'd#2'].flatMap((flow) => [opened(flow), sent(flow, 'hi'), received(flow, 'hi')]);
}

function noTls(
  actor: 'c' | 's',
  cert: NonNullable<Recording['cert']>,
  why: string,
  ...files: readonly string[]
): Recording {
  return {
    finding: 'handshake-failed',
    actor,
    cert,
    events: [started(actor === 'c' ? 'server' : 'client', ...files), handshake(actor, why)],
    outcome: { ended: 'no-handshake', handshake: why },
  };
}

function differs(expected: string | Uint8Array, actual: string): Recording {
  return {
    finding: 'reply-differs',
    expected,
    actual,
    events: [started(), opened('c'), sent('c', expected), received('c', actual)],
    outcome: { ended: 'mismatch', messages: [asBytes(actual)] },
  };
}

function silent(before: readonly Happening[], after: readonly Happening[]): Recording {
  return {
    finding: 'no-reply',
    expected: 'hello',
    events: [started(), ...before, aftermath, ...after],
    outcome: { ended: 'silence', waitedMs: 2000 },
  };
}

/** Each event of a recording takes a millisecond. */
function pause(ms: number): Happening[] {
  return Array.from({ length: ms }, () => printed('.', 'stdout'));
}

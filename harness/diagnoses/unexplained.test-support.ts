import type { CheckSpec } from '../model/spec.js';
import { TLS_FAILURES } from '../model/tls-failures.js';
import {
  aftermath,
  asBytes,
  closed,
  closedByProgram,
  cpu,
  exited,
  heldByParent,
  listening,
  observed,
  opened,
  printed,
  received,
  sent,
  started,
  type Recording,
} from './recorded.test-support.js';
import { caughtInJava, threadTraceback, TRACEBACK } from './stack-traces.test-support.js';
import { LONG, differs, endsOnLongLine, inPieces, leavesOn, noTls, silent, stays } from './scenes.test-support.js';

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
    shows: 'a greeting, and then no answer to two messages that arrive together',
    recording: {
      finding: 'no-reply',
      events: [
        started(),
        opened('c'),
        received('c', '220 ready\n'),
        sent('c', 'one\ntwo\n'),
        aftermath,
        observed('c', true, 0),
        closed('c', 'writing'),
        closedByProgram('c', 'fin'),
        cpu(0),
      ],
      outcome: { ended: 'silence' },
      check: { frames: { c: { name: 'line', args: {} } } },
    },
  },
  {
    shows: 'a client that has read a long line whole, and prints only its beginning',
    recording: endsOnLongLine(`${LONG.slice(0, 1018)}\n`, 'fin'),
  },
  {
    shows: 'a client that has printed a long line whole, and leaves what came behind it',
    recording: endsOnLongLine(`a line: ${LONG}\n`, 'reset'),
  },
  {
    shows: 'silence, and nothing else',
    recording: silent(
      [opened('c'), sent('c', 'hello')],
      [observed('c', true, 0), closed('c', 'writing'), closedByProgram('c', 'fin'), cpu(0)],
    ),
  },
  ...['+closing connection', '+good bye', '-unknown'].map((last) => ({
    shows: `no answer to a question, and in the end "${last}"`,
    recording: {
      finding: 'no-reply',
      wants: /^[+]/,
      events: [
        started(),
        opened('c'),
        sent('c', 'USER zoe\n'),
        aftermath,
        observed('c', true, 0),
        closed('c', 'writing'),
        received('c', `${last}\n`),
      ],
      outcome: { ended: 'silence' as const, messages: [], waitedMs: 2000 },
      check: { frames: { c: { name: 'line', args: {} } } },
    },
  })),
  {
    shows: 'a greeting that came when another client had left too',
    recording: silent(
      [opened('d'), received('d', 'hello'), opened('c')],
      [
        observed('d', true, 0),
        observed('c', true, 0),
        closed('d', 'writing'),
        closed('c', 'writing'),
        received('c', 'hello'),
      ],
    ),
  },
  {
    shows: 'news for a client that has said nothing, and that were behind those that it had been sent before',
    recording: silent(
      [opened('c'), received('c', 'welcome')],
      [observed('c', true, 0), closed('c', 'writing'), received('c', 'hello')],
    ),
  },
  {
    shows: 'one of two messages answered that went out together, and the other when our side was closed',
    recording: silent(
      [opened('c'), sent('c', 'welcome hello'), received('c', 'welcome')],
      [observed('c', true, 0), closed('c', 'writing'), received('c', 'hello')],
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
  ...['java.net.SocketException: Connection reset', 'java.io.IOException: Broken pipe', 'java.io.EOFException'].map(
    (what) => ({
      shows: `${what}, caught, of a client that broke off`,
      recording: silent(
        [opened('d'), closed('d', 'reset'), opened('c'), sent('c', 'hello'), printed(caughtInJava(what))],
        [observed('c', true, 0), closed('c', 'writing'), cpu(0)],
      ),
    }),
  ),
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
    shows: 'a helper that had been begun long before the client came, and has ended',
    recording: {
      finding: 'still-open',
      events: [started(), opened('c'), sent('c', 'hi'), received('c', 'hi'), aftermath, heldByParent('c', 500), cpu(0)],
      outcome: { ended: 'silence', waitedMs: 2000 },
    },
  },
  {
    shows: 'a client that has finished sending, and still reads',
    recording: stays([received('s', 'hello\n'), closedByProgram('s', 'fin')], [observed('s', true, 0)]),
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
  { shows: 'a client that leaves when it has all of the greeting', recording: leavesOn('HELLO\n', ['login']) },
  { shows: 'a client that leaves, and whose greeting nobody has tried whole', recording: leavesOn('HEL', []) },
  {
    shows: 'a client that says something when the server has closed in the middle of a line, and goes on',
    recording: {
      ...stays([sent('s', 'VALUE tw'), closed('s', 'fin'), printed('the server has gone\n', 'stdout', 'client')]),
      check: { frames: { s: { name: 'line', args: {} } } },
    },
  },
  {
    shows: 'a line too many behind an answer, and then the right answer to a message in pieces',
    recording: inPieces([
      sent('c', 'AUTH a\n'),
      received('c', 'OK\n'),
      sent('c', 'PU'),
      received('c', 'ERROR\n'),
      sent('c', 'T a 1\n'),
      received('c', 'OK\n'),
    ]),
  },
  {
    shows: 'a late answer to the message before the one in pieces',
    recording: inPieces([sent('c', 'AUTH a\n'), sent('c', 'PU'), received('c', 'ERROR\n'), sent('c', 'T a 1\n')]),
  },
  {
    shows: 'an answer to the first of two messages, the second of which is cut',
    recording: inPieces([sent('c', 'AUTH a\nPU'), received('c', 'ERROR\n'), sent('c', 'T a 1\n')]),
  },
  {
    shows: 'what others have done, told while a message is under way',
    recording: inPieces([opened('d'), sent('c', 'PU'), received('c', 'ERROR\n'), sent('c', 'T a 1\n')]),
  },
  {
    shows: 'something unasked in the middle of a message, and the next message not answered as it should be',
    recording: inPieces(
      [sent('c', 'PU'), received('c', 'OK\n'), sent('c', 'T a 1\n'), sent('c', 'GET a\n'), received('c', 'ERROR\n')],
      'VALUE 1',
    ),
  },
  {
    shows: 'two clients, neither of which was accepted',
    recording: silent([opened('d'), opened('c')], [observed('d', false, 0), observed('c', false, 0), cpu(0)]),
  },
  {
    shows: 'a client that was accepted beside another, and is not greeted',
    recording: silent(
      [opened('d'), received('d', 'hello'), opened('c')],
      [observed('d', true, 0), observed('c', true, 0), cpu(0)],
    ),
  },
  {
    shows: 'a log in which the answer stands in a line of other words',
    recording: silent([opened('c'), sent('c', 'greet me'), printed('sending hello\n', 'stdout')], [cpu(0)]),
  },
  {
    shows: 'a log of an answer that went to another client',
    recording: silent(
      [opened('d'), opened('c'), sent('c', 'greet me'), printed('hello\n', 'stdout'), received('d', 'hello')],
      [cpu(0)],
    ),
  },
  {
    shows: 'a log of the question, by a server that has answered before',
    recording: silent(
      [opened('c'), sent('c', 'who?'), received('c', 'me'), sent('c', 'greet me'), printed('greet me\n', 'stdout')],
      [cpu(0)],
    ),
  },
  {
    shows: 'bytes written down that are not of the kind that is due',
    recording: {
      finding: 'reply-differs',
      wants: /^VALUE/,
      actual: `b'NONE'`,
      events: [started(), opened('c'), sent('c', 'GET k\n'), received('c', `b'NONE'\n`)],
      outcome: { ended: 'mismatch', messages: [asBytes(`b'NONE'`)] },
    },
  },
];

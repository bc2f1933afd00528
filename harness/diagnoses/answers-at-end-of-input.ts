import { equalBytes, latin1, toBytes } from '../model/bytes.js';
import { sayDuration } from '../model/duration.js';
import { sayBytes } from '../model/grouped.js';
import { outcomeOf } from './compared.js';
import type { Diagnosis, Evidence } from './diagnosis.js';
import { bytesOf, failingFlow, flowsOf, wasOpen, type Flow } from './flows.js';
import { wordsOf } from './language.js';
import { isServer } from './programs.js';

/** Nothing, until our side was closed: then the answer came at once, or the greeting. */
export const answersAtEndOfInput: Diagnosis = {
  code: 'answers-at-end-of-input',
  explains: ['no-reply', 'reply-incomplete', 'no-way-on'],
  recognise(evidence) {
    const flow = failingFlow(evidence);
    const { expected, actual } = evidence;
    const closedAt = flow?.later.halfClosedAtMs;
    // What was not read waits for something else than an end.
    if (
      flow?.over !== 'tcp' ||
      (flow.observed && (!flow.observed.accepted || flow.observed.unreadBytes > 0)) ||
      closedAt === undefined ||
      flow.halfClosedAtMs !== undefined ||
      !isServer(evidence)
    )
      return undefined;
    const came = bytesOf(flow.later.received.filter(({ atMs }) => atMs > closedAt));
    const missing = expected?.subarray(actual.length);
    if (came.length === 0 || !(missing ? isBegunBy(missing, came) : isWanted(came, evidence))) return undefined;
    const waited = outcomeOf(evidence)?.waitedMs;
    const what = `${actual.length === 0 ? 'Nothing' : 'Nothing more'} came${waited === undefined ? '' : ` for ${sayDuration(waited)}`}; when the client closed its side, ${sayBytes(came.length)} came at once`;
    if (missing && flow.sent.length > 0 && LINE_ENDS.some((end) => equalBytes(came.subarray(missing.length), end)))
      return {
        code: this.code,
        title: 'Your program answers only when a line ends.',
        evidence: `${what}, with a line end behind them that nobody had sent.`,
        advice:
          'A read by lines (readline, BufferedReader.readLine, Scanner.nextLine, fgets) waits for a line end, and this client sends none. Read the bytes that are there (recv, InputStream.read(buffer), read), and send back just those.',
      };
    return sayWhen(flow, what, evidence);
  },
};

/** What held the answer back: by what the program had said on this connection before. */
function sayWhen(flow: Flow, what: string, evidence: Evidence): ReturnType<Diagnosis['recognise']> {
  const { code } = answersAtEndOfInput;
  const { hasClosed, flush } = wordsOf(evidence);
  if (flow.sent.length === 0) {
    // Whoever has been greeted waits for something else; and where others left at that moment too, it may be for them.
    if (flow.received.length > 0 || flowsOf(evidence.trace).filter(wasOpen).length > 1) return undefined;
    return {
      code,
      title: 'Your program does not greet a client before the client has finished sending.',
      evidence: `${what}. The client had sent nothing: it waits for your program to speak first.`,
      advice: `Send the greeting right after accept, before you read anything. ${flush}`.trimEnd(),
    };
  }
  switch (answered(flow, evidence)) {
    case 'nothing':
      return {
        code,
        title: 'Your program answers only when the client has finished sending.',
        evidence: `${what}.`,
        advice:
          `Answer after each read, inside of the loop: neither collect until ${hasClosed}, nor wait for more bytes than a message has. ${flush}`.trimEnd(),
      };
    case 'earlier messages':
      return {
        code,
        title: 'Your program answers this message only when the client has finished sending.',
        evidence: `It had answered on this connection before. ${what}.`,
        advice:
          `Look at what this message meets. A read of a fixed number of bytes, as read(n) of a file, waits until so many are there: read up to the end of the message instead. ${flush}`.trimEnd(),
      };
    case 'something':
      return undefined;
  }
}

/** What came behind the first message, but for the beginning of the answer that is waited for. */
function answered({ sent, received }: Flow, { actual }: Evidence): 'nothing' | 'something' | 'earlier messages' {
  const [first, last] = [sent[0]?.atMs ?? 0, sent.at(-1)?.atMs ?? 0];
  const answers = received.filter(({ atMs }) => atMs > first);
  if (bytesOf(answers).length <= actual.length) return 'nothing';
  return answers.some(({ atMs }) => atMs < last) ? 'earlier messages' : 'something';
}

const LINE_ENDS = ['\n', '\r\n'].map(toBytes);

/** One begins with the other. */
function isBegunBy(missing: Uint8Array, came: Uint8Array): boolean {
  return missing.length > 0 && equalBytes(came.subarray(0, missing.length), missing.subarray(0, came.length));
}

/** Where no bytes are due but a message of some kind: that came. A word of goodbye may be of that kind by chance. */
function isWanted(came: Uint8Array, { actual, wants, cut }: Evidence): boolean {
  const first = came.subarray(0, cut?.(came)?.messages[0]);
  return actual.length === 0 && wants?.(first) === true && !FAREWELL.test(latin1(first));
}

const FAREWELL = /\bbye|goodbye|clos(?:ed|ing)|connect|lost|\bleft|\bquit|\bexit/i;

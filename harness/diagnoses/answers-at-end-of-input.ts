import { equalBytes, latin1, toBytes } from '../model/bytes.js';
import { sayDuration } from '../model/duration.js';
import { sayBytes } from '../model/grouped.js';
import { outcomeOf } from './compared.js';
import type { Diagnosis, Evidence } from './diagnosis.js';
import { bytesOf, failingFlow } from './flows.js';
import { wordsOf } from './language.js';
import { isServer } from './programs.js';

/** Nothing, until our side was closed: then the answer came at once. */
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
    if (missing && LINE_ENDS.some((end) => equalBytes(came.subarray(missing.length), end)))
      return {
        code: this.code,
        title: 'Your program answers only when a line ends.',
        evidence: `${what}, with a line end behind them that nobody had sent.`,
        advice:
          'A read by lines (readline, BufferedReader.readLine, Scanner.nextLine, fgets) waits for a line end, and this client sends none. Read the bytes that are there (recv, InputStream.read(buffer), read), and send back just those.',
      };
    const { hasClosed, flush } = wordsOf(evidence);
    return {
      code: this.code,
      title: 'Your program answers only when the client has finished sending.',
      evidence: `${what}.`,
      advice:
        `Answer after each read, inside of the loop, instead of collecting until ${hasClosed}. ${flush}`.trimEnd(),
    };
  },
};

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

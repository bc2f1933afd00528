import { concat, indexOfBytes, latin1, toBytes } from '../model/bytes.js';
import { sayBytes } from '../model/grouped.js';
import { wordsOf } from './language.js';
import type { Diagnosis, Evidence } from './diagnosis.js';
import { bytesOf, flowsOf, hasFinished, type Flow, type Passage } from './flows.js';
import { endOf, goodbyeAtMs, isServer, lastLine, outputOf, outputText, printedBy } from './programs.js';
import { quote, quoteText } from './say.js';

/** A client takes the part of the answer that has come for all of it. */
export const takesPartForWhole: Diagnosis = {
  code: 'takes-part-for-whole',
  explains: [
    'wrong-exit',
    'did-not-exit',
    'send-stalled',
    'not-printed',
    'reset-by-program',
    'gone-before-answer',
    'closed-early',
  ],
  recognise(evidence) {
    const flow = flowsOf(evidence.trace).findLast(({ over, sent }) => over === 'tcp' && sent.length > 0);
    if (isServer(evidence) || !flow || !speaksInLines(flow, evidence)) return undefined;
    const shown =
      printedAndEnded(flow, evidence) ??
      printedAndStayed(flow, evidence) ??
      leftTheRest(flow, evidence) ??
      endedInTheMiddle(flow, evidence) ??
      gaveUp(flow, evidence);
    if (shown === undefined) return undefined;
    const { hasClosed, exit } = wordsOf(evidence);
    return {
      code: this.code,
      title: 'Your program takes a part of the answer for the whole.',
      evidence: shown,
      advice: `Call recv again and again until the line end is there. If ${hasClosed} before, the server has closed in the middle of its answer: say so and end with ${exit}.`,
    };
  },
};

/** It printed the first piece, and was content with it. */
function printedAndEnded(flow: Flow, evidence: Evidence): string | undefined {
  const [part, rest] = flow.sent.map(({ data }) => data);
  const printed = outputOf(evidence, 'stdout');
  if (endOf(evidence)?.code !== 0 || !part || part.length === 0 || part.includes(LINE_FEED)) return undefined;
  // Who printed the next piece too has gone on reading.
  if (indexOfBytes(printed, part) < 0 || (rest && rest.length > 0 && indexOfBytes(printed, rest) >= 0))
    return undefined;
  const closed = !rest && hasFinished(flow);
  return `The server had sent ${quote(part)} and no line end yet${closed ? ', and closed' : ''}; your program printed that and ended with exit code 0.`;
}

/** The server left in the middle of a line; of that it printed something, and goes on as if nothing had happened. */
function printedAndStayed(flow: Flow, evidence: Evidence): string | undefined {
  const { part, printed } = printedOnUnfinished(flow, evidence) ?? {};
  if (endOf(evidence) || !hasFinished(flow) || !part || !printed || indexOfBytes(part, printed) < 0) return undefined;
  return `The server had sent ${quote(part)} and no line end yet, and closed; your program printed ${quote(printed)} of it, and went on.`;
}

/** The part of a line that was sent last, and what the client printed since then: it need not wait for more. */
export function printedOnUnfinished(
  flow: Flow,
  evidence: Evidence,
): { readonly part: Uint8Array; readonly printed: Uint8Array } | undefined {
  const part = speaksInLines(flow, evidence) ? unfinishedLine(flow.sent) : undefined;
  const printed = part ? printedSince(part.atMs, evidence) : new Uint8Array();
  return part && printed.length > 0 ? { part: part.data, printed } : undefined;
}

/** It printed a part of a long line, and never fetched what the kernel still had for it. */
function leftTheRest({ sent, ended, observed }: Flow, evidence: Evidence): string | undefined {
  const last = sent.at(-1);
  const unread = observed?.unreadBytes ?? 0;
  if (!last || ended || unread === 0 || endOf(evidence)) return undefined;
  const printed = printedSince(last.atMs, evidence);
  if (printed.length < FEWEST || printed.length >= last.data.length || indexOfBytes(last.data, printed) < 0)
    return undefined;
  return `The server had sent a line of ${sayBytes(last.data.length)}; your program printed ${sayBytes(printed.length)} of it, and did not fetch the last ${sayBytes(unread)}.`;
}

/** It printed a part of a long line, and ended: the reset shows that it had not read all that had come. */
function endedInTheMiddle({ sent, ended }: Flow, evidence: Evidence): string | undefined {
  const last = sent.at(-1);
  if (!last || ended?.how !== 'reset' || endOf(evidence)?.code !== 0) return undefined;
  const line = latin1(last.data).trimEnd();
  const end = latin1(outputOf(evidence, 'stdout')).trimEnd().slice(-FEWEST);
  if (end.length < FEWEST || !line.includes(end) || line.endsWith(end)) return undefined;
  return `The server had sent a line of ${sayBytes(last.data.length)}; what your program printed of it breaks off in the middle. Then it ended with exit code 0, and had not fetched the rest.`;
}

/** So many bytes are no prompt that stands in the line by chance. */
const FEWEST = 24;

/** It ended in trouble of its own as soon as it had a part of a line. With whole ones, in another check, it gets on. */
function gaveUp({ sent, received, ended }: Flow, evidence: Evidence): string | undefined {
  const part = ended && unfinishedLine(sent.filter(({ atMs }) => atMs < ended.atMs));
  const end = endOf(evidence);
  if (!part || !end?.code || evidence.check.check.needs.length === 0) return undefined;
  if (received.some(({ atMs }) => atMs > part.atMs) || ended.atMs - part.atMs > AT_ONCE_MS) return undefined;
  const said = lastLine(outputText(evidence, 'either'));
  return `The server had sent ${quote(part.data)} and no line end yet, when your program closed the connection${said === '' ? '' : `, said ${quoteText(said)},`} and ended with exit code ${end.code}.`;
}

/** Who waits longer may wait for the rest, and rightly give up. */
const AT_ONCE_MS = 500;

/** What was sent last, where its line end was not. */
function unfinishedLine(sent: readonly Passage[]): Passage | undefined {
  let line: Passage | undefined;
  for (const { data, atMs } of sent) {
    const end = data.lastIndexOf(LINE_FEED);
    line =
      line && end < 0 ? { atMs: line.atMs, data: concat([line.data, data]) } : { atMs, data: data.subarray(end + 1) };
    if (line.data.length === 0) line = undefined;
  }
  return line;
}

function printedSince(sinceMs: number, evidence: Evidence): Uint8Array {
  const pieces = printedBy(evidence, 'stdout').filter(({ atMs }) => atMs >= sinceMs && atMs < goodbyeAtMs(evidence));
  return toBytes(new TextDecoder().decode(bytesOf(pieces)).trim());
}

const LINE_FEED = 0x0a;

function speaksInLines({ actor }: Flow, { plan, check }: Evidence): boolean {
  const frame = check.check.frames[actor] ?? plan.spec.peers[actor]?.frame;
  return frame?.name === 'line' || frame?.name === 'crlf';
}

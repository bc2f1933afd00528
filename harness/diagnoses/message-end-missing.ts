import { concat, equalBytes, indexOfBytes } from '../model/bytes.js';
import { comparedOf } from './compared.js';
import { wordsOf } from './language.js';
import type { Diagnosis, Evidence } from './diagnosis.js';
import { bytesOf, failingFlow } from './flows.js';
import { quote } from './say.js';

/** A message came without what ends it here: what ends it in another protocol is there instead, or nothing is. */
export const messageEndMissing: Diagnosis = {
  code: 'message-end-missing',
  explains: ['reply-incomplete', 'closed-early', 'reset-by-program', 'no-way-on'],
  recognise(evidence) {
    const flow = failingFlow(evidence);
    const frame = evidence.check.check.frames[evidence.finding.actor ?? '']?.name ?? '';
    const due = ENDS.find((end) => end.frame === frame);
    if (!flow || !due || evidence.actual.length === 0) return undefined;
    // It has ended messages rightly before: where this one is not all that is due, it is only not complete.
    const hasEnded = indexOfBytes(bytesOf(flow.received), due.bytes) >= 0;
    if (hasEnded && !evidence.lacksEnd) return undefined;
    // Of several ways it may be none that this is the beginning of.
    if (evidence.finding.code === 'no-way-on' && !evidence.lacksEnd) return undefined;
    const found = ENDS.find(({ bytes }) => endsWith(evidence.actual, bytes));
    // Where it is known what was due, all of it must be there, or there is another reason why the rest did not come.
    const expected = comparedOf(evidence)?.expected;
    if (expected && !equalBytes(evidence.actual, concat([without(expected, due), found?.bytes ?? new Uint8Array()])))
      return undefined;
    if (hasEnded)
      return {
        code: this.code,
        title: `A message of your program does not end with ${due.name}, as others before it did.`,
        evidence: `It sent ${quote(lastOf(evidence.actual, due))}, and nothing more.`,
        advice: `Put ${due.name} behind each message: neither side can tell otherwise where it ends. Where the number of bytes to send is counted by hand, count its end as well: in C, send(fd, text, strlen(text), 0) sends all of a text.`,
      };
    return {
      code: this.code,
      title: found
        ? `Your program ends its messages with ${found.name}, where this protocol has ${due.name}.`
        : `Nothing ends the messages of your program, where this protocol has ${due.name}.`,
      evidence: `It sent ${quote(evidence.actual)}, and nothing more.`,
      advice: `Put ${due.name} behind each message, as in ${sayText(evidence, due.escape)}, and read until one comes: neither side can tell otherwise where a message ends.${dialectOf(evidence, due, found)}`,
    };
  },
};

interface End {
  /** The frame that it belongs to. */
  readonly frame: string;
  readonly bytes: Uint8Array;
  readonly name: string;
  readonly escape: string;
}

/** The longer ones first. */
const ENDS: readonly End[] = [
  {
    frame: 'crlf',
    bytes: Uint8Array.of(0x0d, 0x0a),
    name: 'CRLF (0d 0a)',
    escape: '\\r\\n',
  },
  { frame: 'line', bytes: Uint8Array.of(0x0a), name: 'a line feed (0a)', escape: '\\n' },
  { frame: 'nul', bytes: Uint8Array.of(0x00), name: 'a zero byte (00)', escape: '\\0' },
];

function endsWith(bytes: Uint8Array, end: Uint8Array): boolean {
  return indexOfBytes(bytes.subarray(Math.max(0, bytes.length - end.length)), end) === 0;
}

function without(message: Uint8Array, { bytes }: End): Uint8Array {
  return endsWith(message, bytes) ? message.subarray(0, -bytes.length) : message;
}

/** A message with its end, as a language writes it. */
function sayText(evidence: Evidence, escape: string): string {
  const { language } = wordsOf(evidence);
  return language === 'Python' ? `sendall(b"hello${escape}")` : `"hello${escape}"`;
}

/** What is behind the last message that was ended. */
function lastOf(bytes: Uint8Array, { bytes: end }: End): Uint8Array {
  const at = Buffer.from(bytes).lastIndexOf(end);
  return at < 0 ? bytes : bytes.subarray(at + end.length);
}

/** A parameter of the spec may choose between the two. */
function dialectOf({ plan }: Evidence, due: End, found: End | undefined): string {
  for (const [name, { value, choices = {} }] of Object.entries(plan.spec.params)) {
    const other = Object.keys(choices).find((choice) => choices[choice] === readBy(found));
    if (other !== undefined && choices[String(value)] === due.frame)
      return ` If that is how your course has it, say --set ${name}=${other}.`;
  }
  return '';
}

/** The frame that takes this end: lines may end with either. */
function readBy(end: End | undefined): string | undefined {
  return end?.frame === 'crlf' ? 'line' : end?.frame;
}

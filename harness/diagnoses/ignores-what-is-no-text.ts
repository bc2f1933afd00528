import { sayBytes } from '../model/grouped.js';
import { wordsOf } from './language.js';
import type { Diagnosis, Evidence } from './diagnosis.js';
import { failingFlow, isEcho, type Flow } from './flows.js';
import { isServer, outlived } from './programs.js';

/** It answers text, and other bytes it swallows: the exception of a decode() was caught and forgotten. */
export const ignoresWhatIsNoText: Diagnosis = {
  code: 'ignores-what-is-no-text',
  explains: ['no-reply', 'closed-early'],
  recognise(evidence) {
    const flow = failingFlow(evidence);
    const strange = flow?.sent.find(({ data }) => !isUtf8(data));
    if (!flow || !strange || !isEcho(evidence.expected, flow) || !answersText(evidence)) return undefined;
    if (!isServer(evidence) || !outlived(evidence)) return undefined;
    // A zero byte may be a reason of its own, and what was not read is no matter of its contents.
    if (strange.data.includes(0) || flow.received.length + flow.later.received.length > 0 || !wasRead(flow))
      return undefined;
    return {
      code: this.code,
      title: 'Your program does not answer bytes that are no text.',
      evidence: `Text comes back, as an earlier check shows; these ${sayBytes(strange.data.length)} are no UTF-8, and nothing came back.`,
      advice:
        wordsOf(evidence).language === 'Python'
          ? 'For such bytes decode() raises UnicodeDecodeError, and decode(errors="ignore") drops them: send back what recv gave without decode(). An "except: pass" hides what went wrong; take it out.'
          : 'What makes text of bytes refuses such ones, or drops them: send back what recv gave as it is. Look also for an error that is caught and forgotten.',
    };
  },
};

/** A check that this one needs was passed before, or this one would not have been run. */
function answersText({ plan, check }: Evidence): boolean {
  return check.check.needs.some((id) => plan.checks.some((other) => other.check.id === id));
}

function wasRead({ observed, halfClosedAtMs, ended, over }: Flow): boolean {
  if (over === 'udp') return true;
  return ended
    ? halfClosedAtMs !== undefined && ended.how === 'fin'
    : observed?.accepted === true && observed.unreadBytes === 0;
}

function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}

import { describeValue } from '../match/describe.js';
import { isWithin, namesIn } from '../match/implied.js';
import { isNothing } from '../match/met-by-nothing.js';
import { withInner } from '../model/inner-steps.js';
import type { MessageOfStep } from '../model/language.js';
import type { CheckSpec, Step } from '../model/spec.js';
import type { Reading } from './reading.js';

/**
 * Reports a `never` that says nothing of the program: where its peer has not connected by then, nothing has crossed the
 * link; and what our own peer has sent in the clear has crossed it.
 */
export function reportSilence(reading: Reading, check: CheckSpec): void {
  const kinds = reading.language.steps;
  const acted = new Set<string>();
  for (const step of check.steps) {
    // What stands in a loop comes again, when its peers have done something.
    const inside = withInner([step], kinds);
    for (const each of inside) if (each.actor !== undefined && talks(reading, each)) acted.add(each.actor);
    for (const each of inside) {
      const from = each.kind === 'never' ? reading.links[each.actor ?? '']?.from : undefined;
      if (from === undefined || !reading.peers[from]) continue;
      reportOwnWords(reading, check, each, from);
      if (acted.has(from)) continue;
      reading.reportAt(each.origin, {
        code: 'E077',
        message: `nothing has crossed "${each.actor}" by then: "${from}" connects in no step before, so no program can fail this`,
        suggestion: `let "${from}" do something before it`,
      });
    }
  }
}

/**
 * Of what stands in a block, a loop or one of several ways nobody knows whether it was done before; nor of other names
 * than those of data, whether they still stand for the same.
 */
function reportOwnWords(reading: Reading, check: CheckSpec, never: Step, peer: string): void {
  if (reading.peers[peer]?.tls || !check.steps.includes(never)) return;
  const [secret] = messagesOf(reading, never);
  if (!secret || isNothing(secret.value) || !namesIn(secret.value).every((name) => name in check.data)) return;
  const sent = check.steps
    .slice(0, check.steps.indexOf(never))
    .find(
      (step) =>
        step.actor === peer &&
        messagesOf(reading, step).some(({ as, value }) => as === 'sent' && isWithin(secret.value, value)),
    );
  if (!sent) return;
  reading.reportAt(never.origin, {
    code: 'E074',
    message: `no program can pass this: in line ${sent.origin.start.line} "${peer}" sends ${describeValue(secret.value)} itself, in the clear`,
    suggestion: `give "${peer}" \`tls\`, or look for what the program alone would send`,
  });
}

function messagesOf(reading: Reading, { kind, args }: Step): readonly MessageOfStep[] {
  return reading.language.steps[kind]?.messages?.(args) ?? [];
}

function talks(reading: Reading, { kind, args }: Step): boolean {
  return reading.language.steps[kind]?.connection(args) !== 'none';
}

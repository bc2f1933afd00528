import type { Predicate } from '../model/matcher.js';
import type { Step } from '../model/spec.js';
import type { Diagnosis, Evidence } from './diagnosis.js';
import { isServer, outputText } from './programs.js';
import { firstStrayAtMs } from './requests.js';

/** What came late, or twice, was counted as if it was new. */
export const countsStrays: Diagnosis = {
  code: 'counts-strays',
  explains: ['not-printed'],
  recognise(evidence) {
    const [, wanted, rest] = /^(\d+)(\D+)$/.exec(wantedText(evidence) ?? '') ?? [];
    if (wanted === undefined || rest === undefined || isServer(evidence) || firstStrayAtMs(evidence) === undefined)
      return undefined;
    const printed = outputText(evidence, 'stdout')
      .split('\n')
      .map((line) => /(\d+)(\D+)$/.exec(line.trim()))
      .findLast((found) => found?.[2] === rest);
    if (!printed || Number(printed[1]) <= Number(wanted)) return undefined;
    return {
      code: this.code,
      title: 'Your program counts answers that come twice or late.',
      evidence: `It printed "${printed[1]}${rest}" where ${wanted} requests were answered.`,
      advice:
        'Compare each datagram with the answer that you wait for, and count it only when it is that one. What answers an earlier request, ignore.',
    };
  },
};

/** The text that the failed step looked for in the output. */
function wantedText({ check, finding }: Evidence): string | undefined {
  const step = check.check.steps.find(({ id }: Step) => id === finding.step);
  const { predicates } = (step?.args ?? {}) as { readonly predicates?: readonly Predicate[] };
  const contains = predicates?.find((predicate) => predicate.kind === 'contains');
  if (contains?.kind !== 'contains' || contains.value.kind !== 'template') return undefined;
  const [part, ...others] = contains.value.parts;
  return others.length === 0 && part && 'text' in part ? part.text : undefined;
}

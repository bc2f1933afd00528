import { withInner } from '../model/inner-steps.js';
import type { CheckSpec, Step } from '../model/spec.js';
import type { Reading } from './reading.js';

/** Reports a `never` at a link whose peer has not connected by then: nothing has crossed it, whatever the program is. */
export function reportSilence(reading: Reading, check: CheckSpec): void {
  const kinds = reading.language.steps;
  const acted = new Set<string>();
  for (const step of check.steps) {
    // What stands in a loop comes again, when its peers have done something.
    const inside = withInner([step], kinds);
    for (const each of inside) if (each.actor !== undefined && talks(reading, each)) acted.add(each.actor);
    for (const each of inside) {
      const from = each.kind === 'never' ? reading.links[each.actor ?? '']?.from : undefined;
      if (from === undefined || !reading.peers[from] || acted.has(from)) continue;
      reading.reportAt(each.origin, {
        code: 'E077',
        message: `nothing has crossed "${each.actor}" by then: "${from}" connects in no step before, so no program can fail this`,
        suggestion: `let "${from}" do something before it`,
      });
    }
  }
}

function talks(reading: Reading, { kind, args }: Step): boolean {
  return reading.language.steps[kind]?.connection(args) !== 'none';
}

import { describePredicates } from '../match/describe.js';
import { isImplied, isRuledOut } from '../match/implied.js';
import { areMetByNothing } from '../match/met-by-nothing.js';
import type { Predicate } from '../model/matcher.js';
import type { Predicates as AuthoredPredicates } from './generated/authored.js';
import type { Reading } from './reading.js';
import { pathsIn } from './shape-paths.js';
import type { Path } from '../yaml/tree.js';

/** Refuses demands on one message that leave nothing, and those that the others beside them make already. */
export function refuseIdlePredicates(reading: Reading, path: Path, predicates: readonly Predicate[]): void {
  // What is met by nothing at all has a sentence of its own, where it is used.
  if (reading.isInvalid(path) || areMetByNothing(predicates)) return;
  for (const predicate of predicates) {
    const { kind } = predicate;
    if (kind === 'equals') continue;
    const others = predicates.filter((other) => other !== predicate);
    const place = { path: pathsIn<AuthoredPredicates>(path)(kind), on: 'key' } as const;
    if (kind === 'not' && predicate.predicates.every((inner) => isImplied(inner, others)))
      reading.report({
        ...place,
        code: 'E016',
        message: `nothing can be this: ${describePredicates(predicates)}`,
        suggestion: others.length > 0 ? 'keep one of the two, or look for something else' : 'say what it must not be',
      });
    else if (kind === 'not' && predicate.predicates.some((inner) => isRuledOut(inner, others)))
      reading.report({
        ...place,
        code: 'E018',
        message: '"not" says nothing here: the words beside it rule that out already',
        suggestion: 'take it away, or look for something else',
      });
    else if (kind !== 'not' && isImplied(predicate, others))
      reading.report({
        ...place,
        code: 'E018',
        message: `"${kind}" says nothing here: the words beside it ask for that already`,
        suggestion: 'take it away, or look for something else',
      });
  }
}

import { FAILURE_FACTS } from '../model/failure.js';
import type { ConditionalHint } from '../model/spec.js';
import type { Path } from '../yaml/tree.js';
import type { Hint } from './generated/authored.js';
import { readExpression } from './read-expression.js';
import type { Reading } from './reading.js';
import { pathsIn } from './shape-paths.js';
import { given, type Sight } from './sight.js';

/** Hints with conditions. They may look at the failure, and at what the spec gives to the check. */
export function readHints(reading: Reading, path: Path, sight: Sight): ConditionalHint[] {
  const facts = Object.entries(FAILURE_FACTS).map(([name, { held }]) => [name, given(held)] as const);
  return reading.items(path).flatMap((item) => {
    const at = pathsIn<Hint>(item);
    const [source, say] = [reading.text(at('if')), reading.text(at('say'))];
    if (source === undefined || say === undefined) return [];
    const wants = { held: 'true or false', by: 'if' } as const;
    const condition = readExpression(reading, { path: at('if'), source, wants }, sight.with(facts));
    return condition ? [{ if: condition, say }] : [];
  });
}

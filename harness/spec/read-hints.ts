import { FAILURE_FACTS } from '../model/failure.js';
import type { ConditionalHint } from '../model/spec.js';
import type { Path } from '../yaml/tree.js';
import type { Hint } from './generated/authored.js';
import { readExpression } from './read-expression.js';
import type { Reading } from './reading.js';
import { pathsIn } from './shape-paths.js';
import { given, type Sight } from './sight.js';

/** A hint at a path: it is the same for everybody, so that a name in it would stand there as it is written. */
export function readHint(reading: Reading, path: Path, sight: Sight): string | undefined {
  const hint = reading.text(path);
  for (const [written, name = ''] of hint?.matchAll(/\$\{(\w+)\}/g) ?? [])
    if (sight.entries.has(name))
      reading.report({
        code: 'E056',
        path,
        part: written,
        message: `"${written}" is not filled in: a hint is the same for everybody`,
        suggestion:
          'say it without the value, which the report shows; or write `says` beside a `check`, which fills names in',
      });
  return hint;
}

/** Hints with conditions. They may look at the failure, and at what the spec gives to the check. */
export function readHints(reading: Reading, path: Path, sight: Sight): ConditionalHint[] {
  const facts = Object.entries(FAILURE_FACTS).map(
    ([name, { held }]) => [name, given(held, name === 'code' ? reading.language.findings : undefined)] as const,
  );
  return reading.items(path).flatMap((item) => {
    const at = pathsIn<Hint>(item);
    const [source, say] = [reading.text(at('if')), readHint(reading, at('say'), sight)];
    if (source === undefined || say === undefined) return [];
    const wants = { held: 'true or false', by: 'if' } as const;
    const condition = readExpression(reading, { path: at('if'), source, wants }, sight.with(facts));
    return condition ? [{ if: condition, say }] : [];
  });
}

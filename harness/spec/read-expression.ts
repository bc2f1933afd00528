import type { Expression, Held } from '../model/value.js';
import { checkExpression } from '../value/expression.js';
import { METHODS } from '../value/functions.js';
import type { ExpressionProblem } from '../value/expression-problem.js';
import { suggest } from '../yaml/near.js';
import type { Path } from '../yaml/tree.js';
import type { Reading } from './reading.js';
import { demandValue, type Sight } from './sight.js';
import { adviceForName } from './unknown-name.js';

/** Where an expression stands: a value of its own, or a part of a text. */
interface Place {
  readonly path: Path;
  readonly source: string;
  /** What it must be, and whose words say so: `check`. */
  readonly wants?: { readonly held: Held; readonly by: string };
}

/** An expression, its types checked; undefined where it was refused. */
export function readExpression(reading: Reading, place: Place, sight: Sight): Expression | undefined {
  const { path, source, wants } = place;
  const names = new Map([...sight.entries].map(([name, { held }]) => [name, held] as const));
  let checked = checkExpression(source, names);
  // Where a declaration was not understood, an unknown name may be the one that it gives.
  while ('problem' in checked && checked.problem.kind === 'name' && sight.isOpen && !names.has(checked.problem.name)) {
    names.set(checked.problem.name, 'anything');
    checked = checkExpression(source, names);
  }
  if ('problem' in checked) {
    const { problem } = checked;
    if (!isOfRefusedName(sight, source, problem))
      reading.report({ path, part: source, span: problem, ...sentenceFor(reading, place, problem, sight) });
    return undefined;
  }
  const { expression } = checked;
  if (wants && expression.held !== wants.held && expression.held !== 'anything')
    reading.report({
      code: 'E032',
      path,
      part: source,
      message: `"${wants.by}" must be ${wants.held}, but this is ${expression.held}`,
      suggestion: wants.held === 'true or false' ? COMPARE : 'number(x) makes a number of text',
    });
  for (const { name, with: text, start, end } of checked.compared) {
    const oneOf = sight.get(name)?.oneOf;
    if (oneOf === undefined || oneOf.includes(text)) continue;
    reading.report({
      code: 'E014',
      path,
      part: source,
      span: { start, end },
      message: `"${name}" is never "${text}"`,
      suggestion: suggest(text, oneOf),
    });
  }
  const used = Object.keys(expression.names);
  for (const name of used) {
    const start = source.search(new RegExp(`\\b${name}\\b`));
    demandValue(reading, { path, part: source, span: { start, end: start + name.length } }, name, sight);
  }
  return { ...expression, told: used.some((name) => sight.get(name)?.told === true) };
}

const COMPARE = 'compare it with something: ==, !=, <, <=, >, >=';

const NAMED = 'a value gets its name in `data`, in `let`, or in a group of a `match`; ';

function inQuotes(name: string): string {
  return `a text stands in quotes of its own: '"${name}"'`;
}

/** `my-text` would be a subtraction; that it is no name has been told where it was declared. */
function isOfRefusedName(sight: Sight, source: string, problem: ExpressionProblem): boolean {
  return (
    problem.kind === 'name' && sight.names.some((name) => !/^\w+$/.test(name) && source.startsWith(name, problem.start))
  );
}

function sentenceFor(
  reading: Reading,
  { path, source }: Place,
  problem: ExpressionProblem,
  sight: Sight,
): { readonly code: string; readonly message: string; readonly suggestion?: string } {
  switch (problem.kind) {
    case 'name': {
      const { name } = problem;
      const known = sight.names;
      const isActor = reading.actors().includes(name);
      const what = isActor ? 'is an actor and no value' : 'is not known here';
      const behind = isActor ? /^\.(\w+)(?!\w|\()/.exec(source.slice(problem.end))?.[1] : undefined;
      return {
        code: 'E031',
        message: `"${name}" ${what}${known.length > 0 ? `; known: ${known.join(', ')}` : ''}`,
        suggestion:
          behind !== undefined && known.includes(behind)
            ? `values belong to no actor: write ${behind}, which holds what was kept last; or keep each under a name of its own`
            : (adviceForName(reading, { path, name, known }) ??
              `${name !== source && path.includes('steps') ? NAMED : ''}${inQuotes(name)}`),
      };
    }
    case 'function': {
      const method = METHODS[problem.name];
      const meant = MEANT[problem.name] ?? (method && `it stands behind a value and a dot: \`${method.form}\``);
      return {
        code: 'E031',
        message: `there is no "${problem.name}" for expressions`,
        suggestion: meant ?? suggest(problem.name, problem.known),
      };
    }
    case 'syntax':
      return { code: 'E033', message: `this is no expression: ${problem.detail}`, ...adviceOf(problem) };
    case 'type':
      return { code: 'E032', message: problem.detail, ...adviceOf(problem) };
    case 'result':
      return {
        code: 'E032',
        message: `this has no value in any run: ${problem.detail}`,
        suggestion: 'write something that can be computed',
      };
  }
}

function adviceOf({ advice }: { readonly advice?: string }): { readonly suggestion?: string } {
  return advice === undefined ? {} : { suggestion: advice };
}

/** What CEL or another language has, and how it is said here. */
const MEANT: Readonly<Record<string, string>> = {
  int: 'write number(x): it takes whole numbers in decimal digits only',
  uint: 'write number(x)',
  text: 'write string(x)',
  str: 'write string(x)',
  len: 'write size(x)',
  length: 'write size(x)',
  matches: 'use a `match` with groups: (?<name>…)',
  any: 'write exists(x, …)',
};

/** Names and their expressions, each of which may use those before it. */
export function readAssignments(
  reading: Reading,
  path: Path,
  sight: Sight,
): { readonly name: string; readonly expression: Expression }[] {
  let here = sight;
  return reading.keys(path).map((name) => {
    const at = [...path, name];
    // What was refused has been told; its name is given all the same.
    const expression = (reading.isInvalid(at) ? undefined : readOperand(reading, at, here)) ?? NOTHING;
    for (const used of here.used) sight.used.add(used);
    here = here.with([[name, { held: expression.held, role: 'kept', told: expression.told }]]);
    return { name, expression };
  });
}

const NOTHING: Expression = { source: '', held: 'anything', names: {}, told: false };

/** An expression, or a number or truth that is written as it is. */
function readOperand(reading: Reading, path: Path, sight: Sight): Expression | undefined {
  const value = reading.scalar(path);
  if (typeof value === 'string') return readExpression(reading, { path, source: value }, sight);
  return {
    source: String(value),
    held: typeof value === 'boolean' ? 'true or false' : 'a number',
    names: {},
    told: false,
  };
}

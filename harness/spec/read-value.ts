import { patternProblem } from '../match/pattern.js';
import type { Expectation, Predicate } from '../model/matcher.js';
import type { Payload, Size, TemplatePart, Value } from '../model/value.js';
import { suggest } from '../yaml/near.js';
import type { Reading } from './reading.js';
import type { Path } from '../yaml/tree.js';

/** The variables in sight at a place, and what each holds. */
export type InSight = ReadonlyMap<string, 'number' | 'text' | 'bytes'>;

/** A value at a path: text with names in it, a name alone, or a payload. */
export function readValue(reading: Reading, path: Path, sight: InSight): Value {
  const text = reading.text(path);
  if (text === undefined) return { kind: 'payload', payload: readPayload(reading, path, sight) };
  const alone = /^\$([A-Za-z_]\w*)$/.exec(text);
  if (alone) {
    const name = alone[1] as string;
    checkName(reading, path, name, sight);
    return { kind: 'variable', name };
  }
  return { kind: 'template', parts: readTemplate(reading, path, text, sight) };
}

function readTemplate(reading: Reading, path: Path, text: string, sight: InSight): TemplatePart[] {
  const parts: TemplatePart[] = [];
  const add = (piece: string): void => {
    const last = parts.at(-1);
    if (last && 'text' in last) parts[parts.length - 1] = { text: last.text + piece };
    else if (piece !== '') parts.push({ text: piece });
  };
  for (const piece of text.split(/(\$\$|\$\{[^}]*\}|\$)/)) {
    if (piece === '$$') add('$');
    else if (piece.startsWith('${')) {
      const name = piece.slice(2, -1).trim();
      checkName(reading, path, name, sight);
      parts.push({ name });
    } else if (piece === '$') {
      reading.report({ code: 'E056', path, message: 'a lone $ could be the beginning of a name', suggestion: 'write $$ for the sign itself, ${name} for a value inside of text' });
    } else add(piece);
  }
  return parts;
}

function checkName(reading: Reading, path: Path, name: string, sight: InSight): void {
  if (sight.has(name)) return;
  const known = [...sight.keys()];
  reading.report({ code: 'E022', path, message: `"${name}" is not known here${known.length > 0 ? `; known: ${known.join(', ')}` : ''}`, suggestion: known.length > 0 ? suggest(name, known) : 'name it in `data`, `cases` or `for_any`' });
}

const PAYLOADS = ['text', 'random', 'token', 'hex', 'repeat'] as const;

/** A recipe for bytes at a path. */
export function readPayload(reading: Reading, path: Path, sight: InSight): Payload {
  const words = reading.keys(path);
  const kinds = PAYLOADS.filter((kind) => words.includes(kind));
  const kind = kinds[0];
  if (kinds.length !== 1 || kind === undefined) {
    reading.report({ code: 'E016', path, message: kinds.length === 0 ? 'this makes no bytes' : `this is ${kinds.join(' and ')} at once`, suggestion: `use one of: ${PAYLOADS.join(', ')}` });
    return { kind: 'hex', hex: '' };
  }
  if (words.includes('times') !== (kind === 'repeat')) {
    reading.report({ code: 'E016', path: [...path, words.includes('times') ? 'times' : kind], on: 'key', message: '"repeat" and "times" belong together', suggestion: 'write { repeat: "ab", times: 50 }' });
  }
  switch (kind) {
    case 'hex':
      return { kind, hex: (reading.text([...path, 'hex']) ?? '').replace(/\s+/g, '').toLowerCase() };
    case 'repeat':
      return { kind, of: readValue(reading, [...path, 'repeat'], sight), times: readSize(reading, [...path, 'times'], sight) ?? 1 };
    default:
      return { kind, bytes: readSize(reading, [...path, kind], sight) ?? 0 };
  }
}

/** A number, or the name of a variable that holds one. */
export function readSize(reading: Reading, path: Path, sight: InSight): Size | undefined {
  const number = reading.number(path);
  if (number !== undefined) return number;
  const name = reading.text(path)?.slice(1);
  if (name === undefined) return undefined;
  checkName(reading, path, name, sight);
  const held = sight.get(name);
  if (held !== undefined && held !== 'number') reading.report({ code: 'E013', path, message: `a size is a number, but "${name}" holds ${held}`, suggestion: `give "${name}" whole numbers` });
  return { name };
}

const PREDICATES = ['starts', 'ends', 'contains', 'match', 'not'] as const;

/** Demands at a path: text means exactly that; the words of a map must all hold. */
export function readPredicates(reading: Reading, path: Path, sight: InSight): Predicate[] {
  if (reading.text(path) !== undefined) return [{ kind: 'equals', value: readValue(reading, path, sight) }];
  return PREDICATES.filter((kind) => reading.keys(path).includes(kind)).map((kind): Predicate => {
    const at = [...path, kind];
    if (kind === 'match') return { kind, pattern: readPattern(reading, at) ?? '' };
    if (kind === 'not') return { kind, predicates: readPredicates(reading, at, sight) };
    return { kind, value: readValue(reading, at, sight) };
  });
}

/** A regular expression at a path, refused where it is none. */
export function readPattern(reading: Reading, path: Path): string | undefined {
  const pattern = reading.text(path);
  if (pattern === undefined) return undefined;
  const problem = patternProblem(pattern);
  if (problem !== undefined) reading.report({ code: 'E053', path, message: `/${pattern}/ is not a regular expression: ${problem}`, suggestion: 'a sign that is meant as itself needs a \\ before it, like \\( or \\.' });
  return pattern;
}

/** What an `expect` waits for. */
export function readExpectation(reading: Reading, path: Path, sight: InSight): Expectation {
  const words = reading.keys(path);
  const payloads = words.filter((word) => (PAYLOADS as readonly string[]).includes(word) || word === 'times');
  const predicates = words.filter((word) => (PREDICATES as readonly string[]).includes(word));
  const alone = words.filter((word) => ['raw', 'any', 'unordered', 'eventually'].includes(word));
  if (alone.length > 1 || (alone.length === 1 && words.length > 1) || (payloads.length > 0 && predicates.length > 0)) {
    reading.report({ code: 'E016', path, message: `${words.map((word) => `"${word}"`).join(' and ')} do not go together`, suggestion: 'only starts, ends, contains, match and not may be combined; use two steps otherwise' });
  }
  switch (alone[0]) {
    case 'raw':
      return { kind: 'next', raw: true, predicates: [{ kind: 'equals', value: readValue(reading, [...path, 'raw'], sight) }] };
    case 'any':
      return { kind: 'any', count: reading.number([...path, 'any']) ?? 1 };
    case 'unordered':
      return { kind: 'unordered', values: Array.from({ length: reading.count([...path, 'unordered']) }, (_, index) => readValue(reading, [...path, 'unordered', index], sight)) };
    case 'eventually':
      return { kind: 'eventually', predicates: readPredicates(reading, [...path, 'eventually'], sight) };
  }
  if (payloads.length > 0) return { kind: 'next', raw: false, predicates: [{ kind: 'equals', value: readValue(reading, path, sight) }] };
  return { kind: 'next', raw: false, predicates: readPredicates(reading, path, sight) };
}

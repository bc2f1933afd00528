import { concat, fromBase64, fromHex, toBytes } from '../model/bytes.js';
import { generator } from '../model/random.js';
import type { Bindings, Bound, Expression, NumberForm, Payload, Size, TemplatePart, Value } from '../model/value.js';
import { compute } from './expression.js';

/** Where a value is looked at: the variables in sight, and the seed of the run. */
export interface Sight {
  readonly bindings: Bindings;
  readonly seed: string;
}

/** What a name is bound to that is given this value: a variable as it is, all else as bytes. */
export function boundTo(value: Value, sight: Sight): Bound {
  return value.kind === 'variable' ? lookUp(value.name, sight.bindings) : evaluate(value, sight);
}

/** The bytes that a value stands for here. Names were checked when the spec was read, so an unknown one is a defect. */
export function evaluate(value: Value, sight: Sight): Uint8Array {
  switch (value.kind) {
    case 'variable':
      return boundBytes(lookUp(value.name, sight.bindings));
    case 'payload':
      return makePayload(value.payload, { ...sight, name: JSON.stringify(value.payload) });
    case 'template':
      return fill(value.parts, sight.bindings);
  }
}

/** What an expression is here. Throws `Incomputable`, which the runner of steps makes an outcome of. */
export function valueOf(expression: Expression, bindings: Bindings): Bound {
  const computed = compute(expression, bindings);
  if ('failure' in computed) throw new Incomputable(expression.source, computed.failure, expression.told);
  return computed.value;
}

/** An expression has no value here: a division by zero, or a text from a program that is no number. */
export class Incomputable extends Error {
  readonly source: string;
  readonly why: string;
  /** It depends on what a program said. */
  readonly told: boolean;

  constructor(source: string, why: string, told: boolean) {
    super(`${source} has no value: ${why}`);
    this.source = source;
    this.why = why;
    this.told = told;
  }
}

/** For who has written the spec, which alone is to blame. */
export function sayNoValue(expression: string, why: string): string {
  return `"${expression}" in the spec cannot be used: ${why}`;
}

function fill(parts: readonly TemplatePart[], bindings: Bindings): Uint8Array {
  const pieces: Uint8Array[] = [];
  // Text is gathered, and made bytes once.
  let text = '';
  for (const part of parts) {
    const bound = partBound(part, bindings);
    if (bound instanceof Uint8Array) {
      pieces.push(toBytes(text), bound);
      text = '';
    } else {
      text += String(bound);
    }
  }
  return pieces.length === 0 ? toBytes(text) : concat([...pieces, toBytes(text)]);
}

function partBound(part: TemplatePart, bindings: Bindings): Bound {
  if ('text' in part) return part.text;
  return 'name' in part ? lookUp(part.name, bindings) : valueOf(part.expression, bindings);
}

/** Larger sizes are of no use, and would not fit. */
const LARGEST_SIZE = 100_000_000;

/** A size as a number: written down, held by a variable, or calculated. */
export function sizeOf(size: Size, bindings: Bindings): number {
  return numberOf(size, LARGEST_SIZE, bindings);
}

function numberOf(size: Size, largest: number, bindings: Bindings): number {
  if (typeof size === 'number') return size;
  const bound = 'name' in size ? lookUp(size.name, bindings) : valueOf(size.expression, bindings);
  const { source, told } = 'name' in size ? { source: size.name, told: size.told === true } : size.expression;
  if (typeof bound !== 'number') throw new Error(`"${source}" is not a number`);
  if (bound < 0 || bound > largest)
    throw new Incomputable(source, `it is ${bound}, and must be a number from 0 to ${largest}`, told);
  return bound;
}

function boundBytes(bound: Bound): Uint8Array {
  return bound instanceof Uint8Array ? bound : toBytes(String(bound));
}

function lookUp(name: string, bindings: Bindings): Bound {
  const bound = bindings[name];
  if (bound === undefined) throw new Error(`there is no variable "${name}"`);
  return bound;
}

/**
 * The bytes of a recipe. The same recipe, name and seed always make the same bytes, in the run and
 * in the judging of its trace.
 */
export function makePayload(
  payload: Payload,
  context: { readonly bindings: Bindings; readonly seed: string; readonly name: string },
): Uint8Array {
  switch (payload.kind) {
    case 'hex':
      return fromHex(payload.hex);
    case 'text':
    case 'random':
    case 'token':
      return makeOnce(payload, sizeOf(payload.bytes, context.bindings), context);
    case 'base64':
      return fromBase64(payload.base64);
    case 'concat':
      return concat(payload.parts.map((part) => evaluate(part, context)));
    case 'number':
      return numberBytes(payload.as, payload.of, context.bindings);
    case 'repeat':
      return repeated(evaluate(payload.of, context), sizeOf(payload.times, context.bindings));
  }
}

function numberBytes(form: NumberForm, of: Size, bindings: Bindings): Uint8Array {
  const width = Number(/\d+/.exec(form)?.[0]) / 8;
  const number = numberOf(of, 256 ** width - 1, bindings);
  const bytes = Uint8Array.from({ length: width }, (_, at) => Math.floor(number / 256 ** at) % 256);
  return form.endsWith('le') ? bytes : bytes.toReversed();
}

/** What was made last is kept with its recipe: a run needs it, and the judging of its trace again. */
const lastMade = new WeakMap<Payload, { readonly key: string; readonly bytes: Uint8Array }>();

function makeOnce(
  payload: Extract<Payload, { kind: 'text' | 'random' | 'token' }>,
  length: number,
  { seed, name }: { readonly seed: string; readonly name: string },
): Uint8Array {
  const key = JSON.stringify([length, seed, name]);
  const last = lastMade.get(payload);
  if (last?.key === key) return last.bytes;
  const bytes = MAKERS[payload.kind](length, generator(seed, name));
  lastMade.set(payload, { key, bytes });
  return bytes;
}

const MAKERS = { text: readableText, random: randomBytes, token };

const WORDS =
  'socket packet listen accept window header buffer stream client server segment datagram route host port frame'
    .split(' ')
    .map((word) => toBytes(`${word} `));

/** Words and blanks, no line end: so long that a reader can see in it where a message was cut. */
function readableText(length: number, next: () => number): Uint8Array {
  const bytes = new Uint8Array(length);
  for (let made = 0; made < length;) {
    const word = WORDS[next() % WORDS.length] as Uint8Array;
    // Byte by byte: for some letters a call of `set` costs more than the copying.
    for (let at = 0; at < word.length && made < length; at++) bytes[made++] = word[at] as number;
  }
  return bytes;
}

function randomBytes(length: number, next: () => number): Uint8Array {
  const bytes = new Uint8Array(length);
  for (let at = 0; at < length; at++) bytes[at] = next() >>> 11;
  return bytes;
}

function token(length: number, next: () => number): Uint8Array {
  const letters = 'abcdefghjkmnpqrstuvwxyz23456789';
  return toBytes(Array.from({ length }, () => letters[next() % letters.length]).join(''));
}

function repeated(unit: Uint8Array, times: number): Uint8Array {
  const bytes = new Uint8Array(unit.length * times);
  for (let copy = 0; copy < times; copy++) bytes.set(unit, copy * unit.length);
  return bytes;
}

import { createHash, createHmac } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { Environment } from '@marcbachmann/cel-js';
import type { Atom, Bound, Held } from '../model/value.js';
import { HASHES } from './functions.js';

/** The types of CEL that values of a spec have. */
const TYPES: ReadonlyMap<Held, string> = new Map([
  ['a number', 'int'],
  ['text', 'string'],
  ['bytes', 'bytes'],
  ['true or false', 'bool'],
  ['a list of numbers', 'list<int>'],
  ['a list of text', 'list<string>'],
  ['a list of bytes', 'list<bytes>'],
  ['a list of true or false', 'list<bool>'],
  ['anything', 'dyn'],
]);

const HELD: ReadonlyMap<string, Held> = new Map([...TYPES].map(([held, type]) => [type, held]));

/** What a type of CEL is called here; undefined for those that a spec has no use for. */
export function heldOf(type: string): Held | undefined {
  return HELD.get(type);
}

/** Longer lists are of no use in a check, and would take their time. */
const LONGEST_RANGE = 10_000n;

const base = new Environment()
  .registerFunction('number(string): int', (text: string) => wholeNumber(text))
  .registerFunction('number(bytes): int', (bytes: Uint8Array) => wholeNumber(textOf(bytes)))
  .registerFunction('number(int): int', (number: bigint) => number)
  .registerFunction('range(int, int): list<int>', (from: bigint, to: bigint) => {
    if (to - from >= LONGEST_RANGE) throw new Error(`range(${from}, ${to}) is longer than ${LONGEST_RANGE}`);
    return Array.from({ length: Math.max(0, Number(to - from) + 1) }, (_, index) => from + BigInt(index));
  })
  .registerFunction('bytes.part(int, int): bytes', (bytes: Uint8Array, from: bigint, to: bigint) => {
    demandInside(bytes, from, to);
    return bytes.slice(Number(from), Number(to));
  })
  .registerFunction('crc32(bytes): int', (bytes: Uint8Array) => BigInt(crc32(bytes)));
for (const type of ['string', 'bytes']) {
  for (const name of Object.keys(HASHES))
    base.registerFunction(`${name}(${type}): bytes`, (x: string | Uint8Array) => plain(createHash(name).update(x)));
  for (const keyType of ['string', 'bytes'])
    base.registerFunction(
      `hmac_sha256(${keyType}, ${type}): bytes`,
      (key: string | Uint8Array, x: string | Uint8Array) => plain(createHmac('sha256', key).update(x)),
    );
}
for (const [name, width, littleEndian] of [
  ['u8', 1, false],
  ['u16be', 2, false],
  ['u16le', 2, true],
  ['u32be', 4, false],
  ['u32le', 4, true],
] as const)
  base.registerFunction(`${name}(bytes, int): int`, (bytes: Uint8Array, at: bigint) => {
    demandInside(bytes, at, at + BigInt(width));
    const digits = bytes.slice(Number(at), Number(at) + width);
    return BigInt((littleEndian ? digits.toReversed() : digits).reduce((sum, digit) => sum * 256 + digit, 0));
  });

/** An environment in which these names hold these kinds of values. */
export function environmentWith(names: Iterable<readonly [string, Held]>): Environment {
  const environment = base.clone();
  for (const [name, held] of names) if (!isTaken(name)) environment.registerVariable(name, TYPES.get(held) ?? 'dyn');
  return environment;
}

/** True for the names of CEL's own types, under which no value can be looked at. */
export function isTaken(name: string): boolean {
  return base.hasVariable(name);
}

/** A value as CEL knows it. */
export function toCel(value: Bound, held: Held): unknown {
  if (isList(value)) return value.map((item) => toCel(item, ITEMS.get(held) ?? 'anything'));
  if (typeof value === 'number') return BigInt(value);
  if (typeof value === 'boolean') return value;
  if (held === 'bytes') return typeof value === 'string' ? new TextEncoder().encode(value) : value;
  return held === 'text' && value instanceof Uint8Array ? textOf(value) : value;
}

/** The other way round. Undefined where it is no value of a spec: a number that is too large to be exact. */
export function fromCel(value: unknown): Bound | undefined {
  if (typeof value === 'bigint') {
    const number = Number(value);
    return Number.isSafeInteger(number) ? number : undefined;
  }
  if (typeof value === 'string' || typeof value === 'boolean') return value;
  if (value instanceof Uint8Array) return new Uint8Array(value);
  if (!Array.isArray(value)) return undefined;
  const items = value.map(fromCel);
  return items.some((item) => item === undefined) ? undefined : (items as Atom[]);
}

const ITEMS: ReadonlyMap<Held, Held> = new Map([
  ['a list of numbers', 'a number'],
  ['a list of text', 'text'],
  ['a list of bytes', 'bytes'],
  ['a list of true or false', 'true or false'],
]);

function isList(value: Bound): value is readonly Atom[] {
  return Array.isArray(value);
}

/** CEL's own int() takes "" for 0, and "0x1f" and " 7" for numbers. */
function wholeNumber(text: string): bigint {
  if (!/^[+-]?[0-9]{1,18}$/.test(text)) throw new Error(`${JSON.stringify(shortened(text))} is no whole number`);
  return BigInt(text);
}

function shortened(text: string): string {
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}

/** What is no UTF-8 in it becomes U+FFFD: an expression compares text, and such text equals none that a spec can write. */
function textOf(bytes: Uint8Array): string {
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
}

/** What was calculated, as bytes of CEL: it takes no Buffer. */
function plain(calculation: { digest(): Buffer }): Uint8Array {
  return new Uint8Array(calculation.digest());
}

function demandInside(bytes: Uint8Array, from: bigint, to: bigint): void {
  if (from < 0n || to < from || to > BigInt(bytes.length))
    throw new Error(`bytes ${from} to ${to} are asked for, but there are ${bytes.length}`);
}

import { fromBase64, fromHex, toBytes } from '../model/bytes.js';
import { outlineOfBytes, outlineOfSize, type Outline } from '../model/outline.js';
import {
  isAtom,
  type Atom,
  type Expression,
  type Payload,
  type Size,
  type TemplatePart,
  type Value,
} from '../model/value.js';
import { Incomputable, makePayload, sizeOf } from './evaluate.js';
import { HASHES } from './functions.js';

/** What names stand for, as far as that is known when a spec is read. */
export type KnownNames = Readonly<Record<string, Atom | Outline>>;

/** Any bytes. */
export function outlineOfAny(size: number): Outline {
  return { size, holds: (wanted) => (wanted.length <= size ? 'perhaps' : 'never'), endsOnceWith: () => false };
}

/** What a value will be; undefined where that depends on what a run brings. */
export function outlineOf(value: Value, known: KnownNames): Outline | undefined {
  switch (value.kind) {
    case 'variable':
      return outlineOfName(value.name, known);
    case 'template':
      return joined(value.parts.map((part) => outlineOfPart(part, known)));
    case 'payload':
      return outlineOfPayload(value.payload, known);
  }
}

/** What a recipe will make; undefined where that depends on what a run brings. */
export function outlineOfPayload(payload: Payload, known: KnownNames): Outline | undefined {
  switch (payload.kind) {
    case 'hex':
      return outlineOfBytes(fromHex(payload.hex));
    case 'base64':
      return outlineOfBytes(fromBase64(payload.base64));
    case 'concat':
      return joined(payload.parts.map((part) => outlineOf(part, known)));
    case 'number': {
      const of = knownSize(payload.of, known);
      return of === undefined
        ? undefined
        : outlineOfBytes(makePayload({ ...payload, of }, { bindings: {}, seed: '', name: '' }));
    }
    case 'repeat': {
      const unit = outlineOf(payload.of, known);
      const times = knownSize(payload.times, known);
      return unit && times !== undefined ? repeated(unit, times) : undefined;
    }
    case 'random':
    case 'text':
    case 'token': {
      const size = knownSize(payload.bytes, known);
      if (size === undefined) return undefined;
      return payload.kind === 'random' ? outlineOfAny(size) : outlineOfSize(size);
    }
  }
}

function outlineOfName(name: string, known: KnownNames): Outline | undefined {
  const bound = Object.hasOwn(known, name) ? known[name] : undefined;
  if (bound === undefined) return undefined;
  if (!isAtom(bound)) return bound;
  return outlineOfBytes(bound instanceof Uint8Array ? bound : toBytes(String(bound)));
}

function outlineOfPart(part: TemplatePart, known: KnownNames): Outline | undefined {
  if ('text' in part) return outlineOfBytes(toBytes(part.text));
  if ('name' in part) return outlineOfName(part.name, known);
  return outlineOfExpression(part.expression);
}

/** What an expression will make, where it is a digest and nothing else: so many bytes, whatever goes into it. */
export function outlineOfExpression({ source }: Expression): Outline | undefined {
  const [, called = ''] = /^\s*(\w+)\((?:[^()]|\([^()]*\))*\)\s*$/.exec(source) ?? [];
  return Object.hasOwn(DIGEST_SIZES, called) ? outlineOfAny(DIGEST_SIZES[called] as number) : undefined;
}

const DIGEST_SIZES: Readonly<Record<string, number>> = { ...HASHES, hmac_sha256: HASHES['sha256'] as number };

function knownSize(size: Size, known: KnownNames): number | undefined {
  if (typeof size === 'number') return size;
  if ('name' in size) {
    const bound = Object.hasOwn(known, size.name) ? known[size.name] : undefined;
    // What is no number has been refused where it stands.
    return typeof bound === 'number' ? bound : undefined;
  }
  const { names, held } = size.expression;
  const bindings = Object.fromEntries(
    Object.entries(known).flatMap(([name, bound]) => (isAtom(bound) ? [[name, bound] as const] : [])),
  );
  if (held !== 'a number' || !Object.keys(names).every((name) => Object.hasOwn(bindings, name))) return undefined;
  try {
    return sizeOf(size, bindings);
  } catch (error) {
    // That is told when it is computed, and who is to blame for it.
    if (error instanceof Incomputable) return undefined;
    throw error;
  }
}

function joined(parts: readonly (Outline | undefined)[]): Outline | undefined {
  const known = parts.filter((part) => part !== undefined);
  if (known.length < parts.length) return undefined;
  return {
    size: known.reduce((sum, { size }) => sum + size, 0),
    holds(wanted) {
      const found = new Set(known.map((part) => part.holds(wanted)));
      return (['perhaps', 'always'] as const).find((how) => found.has(how)) ?? 'never';
    },
    endsOnceWith(wanted) {
      const [last, ...others] = known.filter(({ size }) => size > 0).toReversed();
      return last?.endsOnceWith(wanted) === true && others.every((part) => part.holds(wanted) === 'never');
    },
  };
}

function repeated(unit: Outline, times: number): Outline {
  if (times === 0) return outlineOfSize(0);
  return { ...unit, size: unit.size * times, endsOnceWith: (wanted) => times === 1 && unit.endsOnceWith(wanted) };
}

import { equalBytes, fromBase64, fromHex, indexOfBytes, toBytes } from '../model/bytes.js';
import type { Predicate } from '../model/matcher.js';
import type { Value } from '../model/value.js';
import { findPattern } from './pattern.js';

/** True where whatever meets the others meets this too, whatever the run brings. */
export function isImplied(predicate: Predicate, others: readonly Predicate[]): boolean {
  switch (predicate.kind) {
    case 'equals':
      return false;
    case 'match':
      return meetsAll(predicate.pattern) || others.some((other) => isSame(other, predicate));
    case 'not':
      return others.some((other) => isSame(other, predicate));
    case 'starts':
    case 'ends':
    case 'contains':
      return constantOf(predicate.value)?.length === 0 || others.some((other) => asksFor(other, predicate));
  }
}

function isSame<T extends Predicate | Value>(one: T, other: T): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

/** True where nothing that meets the others can meet this, whatever the run brings. */
export function isRuledOut(predicate: Predicate, others: readonly Predicate[]): boolean {
  if (!('value' in predicate)) return false;
  const bytes = constantOf(predicate.value);
  return bytes !== undefined && others.some((other) => excludes(other, predicate.kind, bytes));
}

/** `.*`: nothing in it asks for a place, and no group keeps anything. A pattern that was refused is empty. */
function meetsAll(pattern: string): boolean {
  return pattern !== '' && !/[\\^$<]/.test(pattern) && findPattern(pattern, new Uint8Array()) !== undefined;
}

/** True where one value has the other in it, whatever the run brings, as long as names stand for the same in both. */
export function isWithin(part: Value, whole: Value): boolean {
  const isName = part.kind === 'variable' || (part.kind === 'template' && part.parts.length === 1);
  if (isName && namesIn(part).some((name) => namesIn(whole).includes(name))) return true;
  return asksFor({ kind: 'contains', value: whole }, { kind: 'contains', value: part });
}

/** The names that stand in a value as they are. */
export function namesIn(value: Value): readonly string[] {
  if (value.kind === 'variable') return [value.name];
  return value.kind === 'template' ? value.parts.flatMap((part) => ('name' in part ? [part.name] : [])) : [];
}

type Part = Extract<Predicate, { readonly kind: 'starts' | 'ends' | 'contains' }>;

function asksFor(other: Predicate, { kind, value }: Part): boolean {
  if (other.kind !== 'starts' && other.kind !== 'ends' && other.kind !== 'contains') return false;
  if (other.kind !== kind && kind !== 'contains') return false;
  const [whole, part] = [constantOf(other.value), constantOf(value)];
  // The same name stands for the same bytes; a payload with chance in it is looked at no further.
  if (!whole || !part) return value.kind !== 'payload' && isSame(other.value, value);
  return holdsAt(whole, kind, part);
}

/** For a beginning, or an end, as far as both of them reach. */
function excludes(other: Predicate, kind: Predicate['kind'], bytes: Uint8Array): boolean {
  if (other.kind === 'match') return kind === 'equals' && findPattern(other.pattern, bytes) === undefined;
  const wanted = other.kind === 'not' ? undefined : constantOf(other.value);
  if (!wanted || (other.kind !== 'starts' && other.kind !== 'ends' && other.kind !== 'contains')) return false;
  if (kind === 'equals') return !holdsAt(bytes, other.kind, wanted);
  const [short, long] = wanted.length < bytes.length ? [wanted, bytes] : [bytes, wanted];
  return kind === other.kind && kind !== 'contains' && !holdsAt(long, kind, short);
}

function holdsAt(whole: Uint8Array, where: Part['kind'], part: Uint8Array): boolean {
  if (where === 'contains') return indexOfBytes(whole, part) >= 0;
  if (part.length > whole.length) return false;
  return equalBytes(
    where === 'starts' ? whole.subarray(0, part.length) : whole.subarray(whole.length - part.length),
    part,
  );
}

/** The bytes of a value without names or chance in it. */
function constantOf(value: Value): Uint8Array | undefined {
  if (value.kind === 'template') {
    const texts = value.parts.flatMap((part) => ('text' in part ? [part.text] : []));
    return texts.length === value.parts.length ? toBytes(texts.join('')) : undefined;
  }
  if (value.kind === 'variable') return undefined;
  const { payload } = value;
  if (payload.kind === 'hex') return fromHex(payload.hex);
  return payload.kind === 'base64' ? fromBase64(payload.base64) : undefined;
}

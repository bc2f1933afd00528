import type { Held } from '../model/value.js';
import type { Path } from '../yaml/tree.js';
import type { Problem, Reading } from './reading.js';
import { adviceForName } from './unknown-name.js';

/** A name, and what is known of its value. */
export interface Known {
  readonly held: Held;
  /**
   * `given`: by the spec, for the whole run. `counted`: the round of a loop, the copy of a peer. `kept`: by a step,
   * and another step may change it.
   */
  readonly role: 'given' | 'counted' | 'kept';
  /** It comes from a program, or depends on what one said. */
  readonly told?: boolean;
  /** All that it can be, where there is a list of that. */
  readonly oneOf?: readonly string[];
  /** Where the file gives it its value: in `data`, or in `for_any`. */
  readonly declaredAt?: Path;
  /** Where its value may be missing, and why: `it is set in one branch only (line 12)`. */
  readonly maybeNot?: string;
}

export const given = (held: Held, oneOf?: readonly string[]): Known => ({
  held,
  role: 'given',
  ...(oneOf && { oneOf }),
});
export const counted = (held: Held): Known => ({ held, role: 'counted' });

/** The variables in sight at one place. It remembers which of them were looked at. */
export class Sight {
  /** Those that were looked at. */
  readonly used = new Set<string>();
  private readonly known: ReadonlyMap<string, Known>;
  /** A declaration was not understood: any name may be one of those that are missing. */
  readonly isOpen: boolean;

  constructor(known: ReadonlyMap<string, Known> = new Map(), isOpen = false) {
    this.known = known;
    this.isOpen = isOpen;
  }

  get(name: string): Known | undefined {
    return this.known.get(name) ?? (this.isOpen ? given('anything') : undefined);
  }

  /** Those that have a value for certain, the nearest first. */
  get names(): string[] {
    return [...this.known].filter(([, { maybeNot }]) => maybeNot === undefined).map(([name]) => name);
  }

  /** All of them, also those that may have no value yet. */
  get entries(): ReadonlyMap<string, Known> {
    return this.known;
  }

  /** The same with more names in it; the nearest come first. */
  with(names: readonly (readonly [string, Known])[]): Sight {
    return new Sight(new Map([...names, ...this.known, ...names]), this.isOpen);
  }

  /** The same where a declaration was not understood. */
  opened(): Sight {
    return new Sight(this.known, true);
  }
}

/** What every peer's step knows, and every copy in a `parallel`. */
const RESERVED_NAMES: Readonly<Record<string, string>> = {
  me: 'the name of the peer itself',
  copy: 'the number of a copy in a `parallel`',
};

/** Reports a name that is not in sight, or may have no value. `written` is how it stands in its text, for the caret. */
export function demandName(
  reading: Reading,
  path: Path,
  name: string,
  sight: Sight,
  written: string,
): Known | undefined {
  if (sight.get(name)) return demandValue(reading, { path, part: written }, name, sight);
  const known = sight.names;
  const isActor = reading.actors().includes(name);
  reading.report({
    code: 'E022',
    path,
    part: written,
    message: `${name === '' ? 'a name is missing between ${ and }' : `"${name}" is ${isActor ? 'an actor and no value' : 'not known here'}`}${known.length > 0 ? `; known: ${known.join(', ')}` : ''}`,
    suggestion: (name === '' ? undefined : adviceForName(reading, { path, name, known })) ?? ADVICE,
  });
  return undefined;
}

/** Reports a name in sight that may have no value yet. */
export function demandValue(
  reading: Reading,
  place: Pick<Problem, 'path' | 'part' | 'span'>,
  name: string,
  sight: Sight,
): Known | undefined {
  const known = sight.get(name);
  sight.used.add(name);
  if (known?.role === 'given') reading.usedParams.add(name);
  if (known?.declaredAt) reading.usedValues.add(known.declaredAt.join('\n'));
  if (known?.maybeNot === undefined) return known;
  reading.report({
    ...place,
    code: 'E034',
    message: `"${name}" may have no value here: ${known.maybeNot}`,
    suggestion: `give it a value on every way that leads here, for one with \`let\` before`,
  });
  return undefined;
}

const ADVICE =
  'a value gets its name in `data`, `cases` or `for_any`, or from a step before; for a $ in the text write $$';

/** Reports a name that would hide, or be hidden by, another one. */
export function demandFreeName(
  reading: Reading,
  path: Path,
  name: string,
  sight: Sight,
  on: 'key' | 'value' = 'key',
): void {
  if (refuseReserved(reading, { path, on }, name)) return;
  if (sight.entries.has(name)) refuse(reading, { path, on }, hiding(name));
}

/** Reports a name that a step cannot give to what it keeps: it is taken, or holds a value of another kind. */
export function demandKeepable(
  reading: Reading,
  place: Pick<Problem, 'path' | 'on' | 'part'>,
  name: string,
  held: Held,
  sight: Sight,
): boolean {
  if (refuseReserved(reading, place, name)) return false;
  const before = sight.entries.get(name);
  if (before === undefined) return true;
  if (before.role !== 'kept') {
    refuse(reading, place, hiding(name));
    return false;
  }
  if (before.held === held || before.held === 'anything' || held === 'anything') return true;
  reading.report({
    ...place,
    code: 'E035',
    message: `"${name}" holds ${before.held} before, and would hold ${held} now`,
    suggestion: 'take another name',
  });
  return false;
}

function hiding(name: string): string {
  return `"${name}" is already the name of another value here; one would hide the other`;
}

function refuseReserved(reading: Reading, place: Pick<Problem, 'path' | 'on' | 'part'>, name: string): boolean {
  if (Object.hasOwn(RESERVED_NAMES, name))
    refuse(reading, place, `"${name}" is already a name: it holds ${RESERVED_NAMES[name]}`);
  else if (isOfEveryObject(name)) refuse(reading, place, `"${name}" cannot be a name: JavaScript keeps it for itself`);
  else return false;
  return true;
}

function refuse(reading: Reading, place: Pick<Problem, 'path' | 'on' | 'part'>, message: string): void {
  reading.report({ ...place, code: 'E028', message, suggestion: 'take another name' });
}

/** Every object has something under these names (`constructor`, `toString`), so that looking one up would find what nobody wrote. */
export function isOfEveryObject(name: string): boolean {
  return name in {};
}

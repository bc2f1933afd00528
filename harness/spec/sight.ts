import { suggest } from '../yaml/near.js';
import type { Path } from '../yaml/tree.js';
import type { Reading } from './reading.js';

/** What a variable holds. `anything` where its declaration was refused, so that its uses are not refused too. */
export type Held = 'number' | 'text' | 'bytes' | 'anything';

/** The variables in sight at a place, and what each holds. */
export type InSight = ReadonlyMap<string, Held>;

/** The same where a declaration was not understood: any name may be one of those that are missing. */
export function openSight(sight: InSight): InSight {
  return new OpenSight(sight);
}

/** The same with more names in it. */
export function withNames(sight: InSight, names: readonly (readonly [string, Held])[]): InSight {
  const more = new Map([...names, ...sight, ...names]);
  return sight instanceof OpenSight ? new OpenSight(more) : more;
}

class OpenSight extends Map<string, Held> {
  override has(): boolean {
    return true;
  }

  override get(name: string): Held {
    return super.get(name) ?? 'anything';
  }
}

/** What every peer's step knows, and every copy in a `parallel`. */
export const RESERVED_NAMES: Readonly<Record<string, string>> = {
  me: 'the name of the peer itself',
  copy: 'the number of a copy in a `parallel`',
};

/** Reports a name that is not in sight. `written` is how it stands in its text, for the caret. */
export function demandName(reading: Reading, path: Path, name: string, sight: InSight, written: string): boolean {
  if (sight.has(name)) return true;
  const known = [...sight.keys()];
  const isActor = reading.actors().includes(name);
  reading.report({
    code: 'E022',
    path,
    part: written,
    message: `${name === '' ? 'a name is missing between ${ and }' : `"${name}" is ${isActor ? 'an actor and no value' : 'not known here'}`}${known.length > 0 ? `; known: ${known.join(', ')}` : ''}`,
    suggestion: known.length > 0 && name !== '' ? adviceFor(name, known) : ADVICE,
  });
  return false;
}

const ADVICE = 'a value gets its name in `data`, `cases` or `for_any`; for a $ in the text write $$';

function adviceFor(name: string, known: readonly string[]): string {
  const advice = suggest(name, known);
  return advice.startsWith('did you mean') ? advice : ADVICE;
}

/** Reports a name that would hide, or be hidden by, another one. */
export function demandFreeName(
  reading: Reading,
  path: Path,
  name: string,
  sight: InSight,
  on: 'key' | 'value' = 'key',
): void {
  const refuse = (message: string): void =>
    reading.report({ code: 'E028', path, on, message, suggestion: 'take another name' });
  if (Object.hasOwn(RESERVED_NAMES, name)) refuse(`"${name}" is already a name: it holds ${RESERVED_NAMES[name]}`);
  else if (isOfEveryObject(name)) refuse(`"${name}" cannot be a name: JavaScript keeps it for itself`);
  else if ([...sight.keys()].includes(name))
    refuse(`"${name}" is already the name of another value here; one would hide the other`);
}

/** Every object has something under these names (`constructor`, `toString`), so that looking one up would find what nobody wrote. */
export function isOfEveryObject(name: string): boolean {
  return name in {};
}

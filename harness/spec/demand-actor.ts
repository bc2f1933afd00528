import type { ActorKind } from '../model/language.js';
import { nearest } from '../yaml/near.js';
import type { Path } from '../yaml/tree.js';
import type { Reading, Section } from './reading.js';
import { top } from './shape-paths.js';

const SECTION_OF: Readonly<Record<Exclude<ActorKind, 'none'>, Section>> = {
  program: 'programs',
  peer: 'peers',
  link: 'links',
};

/** What a name stands for. */
export function kindOfActor(reading: Reading, name: string): Exclude<ActorKind, 'none'> | undefined {
  return (['program', 'peer', 'link'] as const).find((kind) => reading.keys(top(SECTION_OF[kind])).includes(name));
}

/** The sections of the spec that declare actors of these kinds. */
export function sectionsOf(kinds: readonly ActorKind[]): Section[] {
  return kinds.flatMap((kind) => (kind === 'none' ? [] : [SECTION_OF[kind]]));
}

/** The names of all actors of these kinds. */
export function actorsOfKinds(reading: Reading, kinds: readonly ActorKind[]): string[] {
  return sectionsOf(kinds).flatMap((section) => reading.keys(top(section)));
}

/** Reports where the name is no actor of these kinds. The name is the value at the path, or the key that it ends with. */
export function demandActor(reading: Reading, path: Path, name: string, kinds: readonly ActorKind[]): boolean {
  const known = actorsOfKinds(reading, kinds);
  if (known.includes(name)) return true;
  const sections = sectionsOf(kinds);
  if (!reading.knowsAll(sections)) return false;
  const noun = sections.length === 3 ? 'actor' : kinds.filter((kind) => kind !== 'none').join(' or ');
  const other = kindOfActor(reading, name);
  const near = nearest(name, known);
  reading.report({
    code: 'E021',
    path,
    on: path.at(-1) === name ? 'key' : 'value',
    message:
      other === undefined ? `there is no ${noun} "${name}"` : `"${name}" is a ${other}, and a ${noun} is needed here`,
    suggestion:
      near !== undefined
        ? `did you mean "${near}"?`
        : known.length > 0
          ? `the ${sections.length === 3 ? 'actors' : sections.join(' and ')} are: ${known.join(', ')}`
          : `declare it first, under "${sections.join('" or "')}"`,
  });
  return false;
}

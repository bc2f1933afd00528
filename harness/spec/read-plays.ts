import type { Path } from '../yaml/tree.js';
import { demandActor } from './demand-actor.js';
import type { Program } from './generated/authored.js';
import type { Reading } from './reading.js';
import { pathsIn, top } from './shape-paths.js';

/** The programs of a check that are the submission's: each of the others must have a reference. */
export function readPlays(reading: Reading, path: Path): readonly string[] {
  if (reading.isInvalid(path)) return [];
  const one = reading.text(path);
  const places = one === undefined ? reading.items(path) : [path];
  const names = places.map((place) => reading.text(place) ?? '');
  const known = places.map((place, index) => demandActor(reading, place, names[index] ?? '', ['program']));
  if (known.includes(false) || reading.isIncomplete([])) return names;
  const others = Object.keys(reading.programs).filter((name) => !names.includes(name));
  const lacking = others.find((name) => !reading.programs[name]?.reference);
  if (others.length === 0)
    reading.report({
      code: 'E018',
      path,
      on: 'key',
      message: '"plays" says nothing where it names all the programs',
      suggestion: 'take it away',
    });
  else if (lacking !== undefined)
    reading.report({
      code: 'E047',
      path,
      message: `nobody plays the ${lacking} here: it is not the submission's, and has no reference`,
      suggestion: `write at the ${lacking}: \`reference: { folder: reference, run: "…" }\``,
    });
  return names;
}

/** A reference that no check can use; where anything else is wrong, that may be the reason. */
export function refuseIdleReferences(reading: Reading): void {
  if (reading.problems.size > 0 || Object.keys(reading.programs).length > 1) return;
  for (const [name, { reference }] of Object.entries(reading.programs))
    if (reference)
      reading.report({
        code: 'E018',
        path: pathsIn<Program>([...top('programs'), name])('reference'),
        on: 'key',
        message:
          'a reference takes the place of a program where the submission plays another one, and there is no other',
        suggestion: 'take it away',
      });
}

import { suggest } from '../yaml/near.js';
import { rangeAt, type Path } from '../yaml/tree.js';
import type { Check } from './generated/authored.js';
import type { Reading } from './reading.js';
import { pathsIn, top } from './shape-paths.js';

/** The paths of the checks by their ids; reports ids that are given twice. */
export function checksById(reading: Reading): ReadonlyMap<string, Path> {
  const byId = new Map<string, Path>();
  for (const path of reading.items(top('checks'))) {
    const at = pathsIn<Check>(path);
    const id = reading.text(at('id'));
    if (id === undefined) continue;
    const first = byId.get(id);
    if (first) {
      const { line, column } = rangeAt(reading.tree, pathsIn<Check>(first)('id')).start;
      reading.report({
        code: 'E024',
        path: at('id'),
        message: `there is already a check "${id}" (at ${line}:${column})`,
        suggestion: 'give each check an id of its own',
      });
    } else byId.set(id, path);
  }
  return byId;
}

/** False where the id of a check could not be read: it may be the one that another check names. */
export function knowsAllIds(reading: Reading): boolean {
  return reading.items(top('checks')).every((check) => reading.text(pathsIn<Check>(check)('id')) !== undefined);
}

/** The checks that this one is like, nearest first. */
export function modelsOf(reading: Reading, path: Path, byId: ReadonlyMap<string, Path>): Path[] {
  const at = pathsIn<Check>(path);
  const id = reading.text(at('id')) ?? '';
  const isLike = reading.has(at('like'));
  if (isLike && reading.has(at('steps')))
    reading.report({
      code: 'E016',
      path: at('steps'),
      on: 'key',
      message: 'a check that is like another has its steps',
      suggestion: 'take "like" or "steps" away; `except` leaves the steps of an actor out',
    });
  if (!isLike && !reading.has(at('steps')) && !reading.isIncomplete(path) && reading.kind(path) === 'map')
    reading.report({
      code: 'E011',
      path: reading.has(at('id')) ? at('id') : path,
      message: `the check "${id}" has no steps`,
      suggestion: 'write `steps:` and a list, or `like:` another check',
    });
  if (!isLike && reading.has(at('except')))
    reading.report({
      code: 'E018',
      path: at('except'),
      on: 'key',
      message: '"except" says nothing without "like"',
      suggestion: 'take it away',
    });
  const models: Path[] = [];
  for (let here = path; reading.has(pathsIn<Check>(here)('like'));) {
    const like = pathsIn<Check>(here)('like');
    const name = reading.text(like) ?? '';
    const model = byId.get(name);
    if (!model) {
      if (knowsAllIds(reading))
        reading.report({
          code: 'E023',
          path: like,
          message: `there is no check "${name}"`,
          suggestion: suggest(name, [...byId.keys()]),
        });
      reading.markInvalid(like);
      return [];
    }
    const circle = [path, ...models];
    if (circle.includes(model)) {
      reportCircle(reading, circle.slice(circle.indexOf(model)));
      reading.markInvalid(at('like'));
      return [];
    }
    models.push(model);
    here = model;
  }
  return models;
}

/** A circle is one mistake, however many checks are in it: it is told at the first of them. */
function reportCircle(reading: Reading, circle: readonly Path[]): void {
  const [first] = circle.toSorted((a, b) => Number(a[1]) - Number(b[1]));
  const like = pathsIn<Check>(first as Path)('like');
  const from = circle.indexOf(first as Path);
  const names = [...circle.slice(from), ...circle.slice(0, from), first as Path].map(
    (path) => `"${reading.text(pathsIn<Check>(path)('id')) ?? ''}"`,
  );
  if (reading.isInvalid(like)) return;
  reading.report({
    code: 'E026',
    path: like,
    message:
      circle.length === 1
        ? `${names[0]} cannot be like itself`
        : `these checks are like each other in a circle: ${names.join(' is like ')}`,
    suggestion: 'one of them needs steps of its own',
  });
}

import type { StepSyntax } from '../model/language.js';
import type { Path } from '../yaml/tree.js';
import { actorsOfKinds, kindOfActor, sectionsOf } from './demand-actor.js';
import type { Problem, Reading } from './reading.js';

/** A verb where it stands. */
export interface PlacedVerb {
  readonly verb: string;
  readonly kind: StepSyntax;
  /** The map of the verb, or the verb itself where it stands alone. */
  readonly path: Path;
  readonly bare: boolean;
  /** The actor that the step names. */
  readonly named: string | undefined;
}

/** Whose step it is, if anybody's; false where that cannot be said (and has been reported). `acting` is the peer that a `parallel` copies. */
export function actorOf(reading: Reading, step: PlacedVerb, acting: string | undefined): string | undefined | false {
  const { verb, kind, named } = step;
  const place = step.bare
    ? ({ path: step.path, on: 'value' } as const)
    : ({ path: [...step.path, verb], on: 'key' } as const);
  if (kind.actors.includes('none')) {
    if (named === undefined) return undefined;
    if (kind.actors.length > 1) return mayBe(reading, step, named, place);
    reading.report({
      ...place,
      code: 'E027',
      message: `"${verb}" is nobody's step: it stands without an actor`,
      suggestion: `write - ${verb}: … without "${named}"`,
    });
    return false;
  }
  const candidates = actorsOfKinds(reading, kind.actors);
  const actor =
    named ??
    (kind.actors.includes('peer') ? acting : undefined) ??
    (candidates.length === 1 ? candidates[0] : undefined);
  const nouns = kind.actors.join(' or ');
  if (actor === undefined) {
    if (!reading.knowsAll(sectionsOf(kind.actors))) return false;
    if (candidates.length === 0)
      reading.report({
        ...place,
        code: 'E019',
        message: `"${verb}" is the step of a ${nouns}, and there is none`,
        suggestion: `declare one first, under "${nouns}s"`,
      });
    else
      reading.report({
        ...place,
        code: 'E019',
        message: `whose step is this? It could be that of ${candidates.join(' or ')}`,
        suggestion: `write - ${candidates[0]}: ${step.bare ? verb : `{ ${verb}: … }`}`,
      });
    return false;
  }
  return mayBe(reading, step, actor, place);
}

/** The actor, where it is of a kind that knows the verb; false where it is not. */
function mayBe(
  reading: Reading,
  { verb, kind }: PlacedVerb,
  actor: string,
  place: Pick<Problem, 'path' | 'on'>,
): string | false {
  const is = kindOfActor(reading, actor);
  if (is === undefined || actorsOfKinds(reading, kind.actors).includes(actor)) return actor;
  const fitting = Object.values(reading.language.steps)
    .filter((other) => other.actors.includes(is))
    .map((other) => other.word);
  reading.report({
    ...place,
    code: 'E027',
    message: `"${actor}" is a ${is} and cannot "${verb}": that is for a ${kind.actors.filter((each) => each !== 'none').join(' or ')}`,
    suggestion: `a ${is} knows: ${fitting.join(', ')}`,
  });
  return false;
}

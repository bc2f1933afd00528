import { parseDurationMs } from '../model/duration.js';
import type { Step } from '../model/spec.js';
import { keyRangeAt, rangeAt, type Path } from '../yaml/tree.js';
import { kindOfActor } from './demand-actor.js';
import type { ActorStep } from './generated/authored.js';
import type { Reading } from './reading.js';
import { pathsIn } from './shape-paths.js';
import { demandFreeName, openSight, withNames, type InSight } from './sight.js';
import type { StepsContext } from './steps-context.js';
import type { PlacedVerb } from './whose-step.js';
import { wordsAt } from './words-at.js';

/** A verb with all that is known of it. */
export type ReadableStep = PlacedVerb &
  Pick<Step, 'id' | 'joined'> & { readonly actor: string | undefined; readonly hint: string | undefined };

/** The step that a verb makes. `readSteps` reads those inside of it. */
export function buildStep(
  reading: Reading,
  step: ReadableStep,
  context: StepsContext,
  readSteps: (reading: Reading, path: Path, context: StepsContext) => Step[],
): Step {
  const { actor, hint } = step;
  const peer = actor === undefined ? undefined : reading.peers[actor];
  const link = actor === undefined ? undefined : reading.links[actor];
  const isPeer = actor !== undefined && kindOfActor(reading, actor) === 'peer';
  const sight = isPeer && !context.sight.has('me') ? withNames(context.sight, [['me', 'text']]) : context.sight;
  const words = wordsAt(reading, step.path, {
    sight,
    ...(peer && { peer, frame: context.frameOf(peer) }),
    ...(link && { link }),
    readSteps: (path, { bind, acting }) => {
      // What a `parallel` binds has its name from us.
      if (acting === undefined) for (const name of bind) refuseHiding(reading, path, name, context.sight);
      const bound = bind.map((name) => [name, name === 'me' ? 'text' : 'number'] as const);
      const inner = withNames(context.sight, bound);
      return readSteps(reading, path, {
        ...context,
        prefix: `${step.id}.`,
        sight: reading.isIncomplete(path.slice(0, -1)) ? openSight(inner) : inner,
        ...(acting !== undefined && { acting }),
      });
    },
  });
  const args = step.kind.read(words);
  return {
    id: step.id,
    kind: step.verb,
    ...(actor !== undefined && { actor }),
    args,
    withinMs: parseDurationMs(reading.text(pathsIn<ActorStep>(step.path)('within')) ?? '') ?? context.withinMs,
    ...(hint !== undefined && { hint }),
    joined: step.joined,
    origin: originOf(reading, step),
  };
}

/** The word beside the inner steps that gives a variable its name. */
function refuseHiding(reading: Reading, steps: Path, name: string, sight: InSight): void {
  const map = steps.slice(0, -1);
  const word = reading.keys(map).find((key) => reading.text([...map, key]) === name);
  demandFreeName(reading, word === undefined ? map : [...map, word], name, sight, 'value');
}

/** The verb's value is what a reader looks at; a bare verb is the step itself. */
function originOf(reading: Reading, step: PlacedVerb): Step['origin'] {
  if (step.bare) return rangeAt(reading.tree, step.path);
  const key = keyRangeAt(reading.tree, [...step.path, step.verb]);
  const value = rangeAt(reading.tree, [...step.path, step.verb]);
  return value.start.line === key.start.line
    ? { ...key, end: value.end.line === key.start.line ? value.end : key.end }
    : key;
}

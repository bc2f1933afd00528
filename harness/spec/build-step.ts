import type { Step } from '../model/spec.js';
import { keyRangeAt, rangeAt } from '../yaml/tree.js';
import { kindOfActor } from './demand-actor.js';
import type { ActorStep } from './generated/authored.js';
import { InnerSteps, type ReadStep, type ReadSteps } from './read-inner.js';
import type { Keep } from './read-pattern.js';
import { readTime } from './read-time.js';
import type { Reading } from './reading.js';
import { pathsIn } from './shape-paths.js';
import { counted, demandKeepable, type Known, type Sight } from './sight.js';
import type { StepsContext } from './steps-context.js';
import type { PlacedVerb } from './whose-step.js';
import { wordsAt } from './words-at.js';

/** A verb with all that is known of it. */
export type ReadableStep = PlacedVerb &
  Pick<Step, 'id' | 'joined'> & { readonly actor: string | undefined; readonly hint: string | undefined };

/** The step that a verb makes. `read` reads those inside of it. */
export function buildStep(
  reading: Reading,
  step: ReadableStep,
  context: StepsContext,
  read: { readonly steps: ReadSteps; readonly step: ReadStep },
): Step {
  const { actor, hint } = step;
  const peer = actor === undefined ? undefined : reading.peers[actor];
  const link = actor === undefined ? undefined : reading.links[actor];
  const origin = originOf(reading, step);
  const sight = sightOf(reading, actor, context);
  const kept: Kept = new Map();
  const keep = keepInto(reading, kept, sight);
  const words = wordsAt(reading, step.path, {
    sight,
    keep,
    ...(peer && { peer, frame: context.frameOf(peer) }),
    ...(link && { link }),
    leaves: () => context.flow.leave(),
    inner: new InnerSteps(reading, context, { id: step.id, line: origin.start.line, actor, keep }, read),
  });
  const args = step.kind.read(words);
  for (const [name, each] of kept) context.flow.keep(name, each);
  return {
    id: step.id,
    kind: step.verb,
    ...(actor !== undefined && { actor }),
    args,
    withinMs: readTime(reading, pathsIn<ActorStep>(step.path)('within')) ?? context.withinMs,
    ...(hint !== undefined && { hint }),
    uses: [...sight.used].filter((name) => sight.get(name)?.role !== 'given'),
    ...(kept.size > 0 && { keeps: [...kept.keys()] }),
    joined: step.joined,
    origin,
  };
}

/** Every peer knows its own name. */
function sightOf(reading: Reading, actor: string | undefined, { flow }: StepsContext): Sight {
  const { sight } = flow;
  const isPeer = actor !== undefined && kindOfActor(reading, actor) === 'peer';
  return isPeer && !sight.entries.has('me') ? sight.with([['me', counted('text')]]) : sight;
}

type Kept = Map<string, Omit<Known, 'role'>>;

function keepInto(reading: Reading, kept: Kept, sight: Sight): Keep {
  return (name, each, place) => {
    if (kept.has(name))
      reading.report({
        ...place,
        code: 'E028',
        message: `this step keeps "${name}" twice`,
        suggestion: 'take another name',
      });
    else if (demandKeepable(reading, place, name, each.held, sight)) kept.set(name, each);
  };
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

import type { StepSyntax } from '../model/language.js';
import type { Step } from '../model/spec.js';
import type { Path } from '../yaml/tree.js';
import { buildStep } from './build-step.js';
import type { ActorStep, Branch } from './generated/authored.js';
import { EVERYONE, type Reading } from './reading.js';
import { pathsIn, type WordOf } from './shape-paths.js';
import { readHint } from './read-hints.js';
import type { StepsContext } from './steps-context.js';
import { actorOf, type PlacedVerb } from './whose-step.js';

/** The steps of the list at a path. What was refused is skipped: it has been reported. */
export function readSteps(reading: Reading, path: Path, context: StepsContext): Step[] {
  return reading.items(path).flatMap((at, index) => {
    refuseUnreachable(reading, at, context);
    return readStep(reading, at, `${context.prefix ?? ''}${index + 1}`, context);
  });
}

/** What stands behind a `leave` is told once. */
function refuseUnreachable(reading: Reading, path: Path, { flow }: StepsContext): void {
  if (flow.isReachable) return;
  flow.isReachable = true;
  reading.report({
    code: 'E071',
    path,
    message: 'nothing can reach this step: every way before it leaves the `repeat`',
    suggestion: 'take it away, or write it before the `leave`',
  });
}

/** What is wrong inside of a step must not keep its other verbs, and the steps inside of it, from being read. */
function isReadable(reading: Reading, path: Path): boolean {
  return !reading.isIncomplete(path) && !reading.isRefused(path);
}

/** What was skipped may have kept a value, too. */
function skipped(context: StepsContext): void {
  context.incomplete();
  context.flow.open();
}

/** A verb can be read when its value and the words that go with it were accepted; `within` is read here. */
function isVerbReadable(reading: Reading, path: Path, verb: string, kind: StepSyntax): boolean {
  if (reading.kind([...path, verb, 'steps']) === 'list') return true;
  const words = [verb, ...Object.keys(kind.modifiers)].filter(
    (word) => word !== ('within' satisfies WordOf<ActorStep>),
  );
  return !words.some((word) => reading.isInvalid([...path, word]));
}

/** What may stand beside an actor's name. */
const BESIDE_ACTOR: ReadonlySet<string> = new Set<WordOf<Branch>>(['hint', 'then']);

/** A step as it stands in the file: its verbs, and the actor that it names. */
interface Written {
  readonly path: Path;
  readonly id: string;
  readonly verbs: readonly string[];
  readonly bare: boolean;
  readonly named: string | undefined;
  readonly hint: string | undefined;
}

function readStep(reading: Reading, path: Path, id: string, context: StepsContext): Step[] {
  if (!isReadable(reading, path)) {
    skipped(context);
    return [];
  }
  const keys = reading.keys(path);
  const actors = reading.actors();
  const named = keys.find((key) => actors.includes(key) || key === EVERYONE);
  if (named === undefined) return readVerbs(reading, writtenAt(reading, { path, id }, context), context);
  const beside = keys.filter((key) => key !== named && !BESIDE_ACTOR.has(key));
  if (beside.length > 0) {
    const other = beside.find((key) => actors.includes(key));
    reading.report({
      code: 'E016',
      path: [...path, other ?? (beside[0] as string)],
      on: 'key',
      message:
        other === undefined
          ? `"${beside[0] as string}" stands beside the actor "${named}": whose is it?`
          : `a step has one actor, but this one has "${named}" and "${other}"`,
      suggestion: other === undefined ? `put it inside: ${named}: { … }` : 'write two steps',
    });
    skipped(context);
    return [];
  }
  const inner = [...path, named];
  if (!isReadable(reading, inner)) {
    skipped(context);
    return [];
  }
  const hint = readHint(reading, pathsIn<ActorStep>(path)('hint'), context.flow.sight);
  const members = reading.membersOf(named);
  if (reading.groups[named]) context.names.use('groups', named);
  return members.flatMap((member, index) =>
    readVerbs(
      reading,
      writtenAt(
        reading,
        { path: inner, id: members.length > 1 ? `${id}.${index + 1}` : id, named: member, hint },
        context,
      ),
      context,
    ),
  );
}

/** `hint`: the one that stands beside the actor. */
function writtenAt(
  reading: Reading,
  { path, id, named, hint }: Pick<Written, 'path' | 'id'> & Partial<Pick<Written, 'named' | 'hint'>>,
  { flow }: StepsContext,
): Written {
  const bare = reading.text(path);
  const verbs =
    bare === undefined ? reading.keys(path).filter((key) => Object.hasOwn(reading.language.steps, key)) : [bare];
  return {
    path,
    id,
    verbs,
    bare: bare !== undefined,
    named,
    hint: readHint(reading, pathsIn<ActorStep>(path)('hint'), flow.sight) ?? hint,
  };
}

function readVerbs(reading: Reading, written: Written, context: StepsContext): Step[] {
  if (written.verbs.length === 0) {
    const [only] = reading.keys(written.path);
    reading.report({
      code: 'E017',
      path: only === undefined ? written.path : [...written.path, only],
      on: 'key',
      message:
        only === undefined
          ? 'this step has no verb'
          : `this step has no verb, only "${reading.keys(written.path).join('" and "')}"`,
      suggestion: `the verbs are: ${Object.keys(reading.language.steps).join(', ')}`,
    });
    skipped(context);
    return [];
  }
  refuseStrayModifiers(reading, written);
  return written.verbs.flatMap((verb, index) => {
    const kind = reading.language.steps[verb] as StepSyntax;
    const step: PlacedVerb = { verb, kind, path: written.path, bare: written.bare, named: written.named };
    const actor = actorOf(reading, step, context.acting);
    if (actor === false || !isVerbReadable(reading, written.path, verb, kind)) {
      skipped(context);
      return [];
    }
    if (actor !== undefined && context.except.includes(actor)) {
      context.leaveOut(actor);
      return [];
    }
    const id = written.verbs.length > 1 ? `${written.id}${String.fromCharCode(97 + index)}` : written.id;
    return [
      buildStep(reading, { ...step, id, actor, hint: written.hint, joined: index > 0 }, context, {
        steps: readSteps,
        step: readStep,
      }),
    ];
  });
}

function refuseStrayModifiers(reading: Reading, { path, verbs }: Written): void {
  const { steps } = reading.language;
  const allowed = new Set(['hint', ...verbs.flatMap((verb) => [verb, ...Object.keys(steps[verb]?.modifiers ?? {})])]);
  for (const word of reading.keys(path).filter((key) => !allowed.has(key))) {
    const owners = Object.values(steps)
      .filter((step) => Object.hasOwn(step.modifiers, word))
      .map((step) => step.word);
    if (owners.length === 0) continue;
    reading.report({
      code: 'E018',
      path: [...path, word],
      on: 'key',
      message: `"${word}" says nothing beside ${verbs.map((verb) => `"${verb}"`).join(' and ')}`,
      suggestion: `it goes with ${owners.join(', ')}: take it away, or put it into that step`,
    });
  }
}

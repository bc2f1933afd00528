import { parseDurationMs } from '../model/duration.js';
import type { ActorKind, StepSyntax } from '../model/language.js';
import type { FrameSpec, PeerSpec, Step } from '../model/spec.js';
import type { InSight } from './read-value.js';
import type { Reading } from './reading.js';
import { keyRangeAt, rangeAt, type Path } from '../yaml/tree.js';
import { wordsAt } from './words-at.js';

/** What the steps of one check are read with. */
export interface StepsContext {
  readonly sight: InSight;
  readonly withinMs: number;
  readonly frameOf: (peer: PeerSpec) => FrameSpec;
  /** The peer that steps without a name belong to. */
  readonly acting?: string;
  /** Actors whose steps are left out. */
  readonly except?: readonly string[];
  /** The id of the step around these. */
  readonly prefix?: string;
  /** Told when a step had to be skipped, because the schema refused it. */
  readonly incomplete: () => void;
}

/** The steps of the list at a path. What the schema refused is skipped: it has been reported. */
export function readSteps(reading: Reading, path: Path, context: StepsContext): Step[] {
  return Array.from({ length: reading.count(path) }, (_, index) => index).flatMap((index) => {
    const at = [...path, index];
    if (reading.isInvalid(at) && !hasInnerSteps(reading, at)) {
      context.incomplete();
      return [];
    }
    return readStep(reading, at, `${context.prefix ?? ''}${index + 1}`, context);
  });
}

/** A mistake inside of a `parallel` must not keep the steps beside it from being read. */
function hasInnerSteps(reading: Reading, path: Path): boolean {
  return reading.keys(path).some((word) => reading.kind([...path, word, 'steps']) === 'list' && !reading.keys([...path, word]).some((inner) => inner !== 'steps' && reading.isInvalid([...path, word, inner])));
}

function readStep(reading: Reading, path: Path, id: string, context: StepsContext): Step[] {
  const bare = reading.text(path);
  if (bare !== undefined) return readVerbs(reading, { path, verbs: [bare], id, actor: undefined, bare: true }, context);
  const keys = reading.keys(path);
  const actors = keys.filter((key) => reading.actors().includes(key));
  const actor = actors[0];
  if (actor === undefined) return readVerbs(reading, { path, verbs: verbsOf(reading, path), id, actor: undefined, bare: false }, context);
  const beside = keys.filter((key) => key !== actor && key !== 'hint');
  if (beside.length > 0) {
    reading.report({ code: 'E016', path: [...path, beside[0] as string], on: 'key', message: `a step has one actor, but here stand ${[actor, ...beside].map((word) => `"${word}"`).join(' and ')}`, suggestion: `put the verbs inside: ${actor}: { … }, one step for each actor` });
  }
  if (context.except?.includes(actor)) return [];
  const inner = [...path, actor];
  const word = reading.text(inner);
  if (word !== undefined) return readVerbs(reading, { path: inner, verbs: [word], id, actor, bare: true }, context, reading.text([...path, 'hint']));
  return readVerbs(reading, { path: inner, verbs: verbsOf(reading, inner), id, actor, bare: false }, context, reading.text([...path, 'hint']));
}

function verbsOf(reading: Reading, path: Path): string[] {
  return reading.keys(path).filter((key) => key in reading.language.steps);
}

interface Verbs {
  readonly path: Path;
  readonly verbs: readonly string[];
  readonly id: string;
  readonly actor: string | undefined;
  readonly bare: boolean;
}

function readVerbs(reading: Reading, map: Verbs, context: StepsContext, outerHint?: string): Step[] {
  if (map.verbs.length === 0) {
    reading.report({ code: 'E017', path: map.path, message: 'this step has no verb', suggestion: `the verbs are: ${Object.keys(reading.language.steps).join(', ')}` });
    context.incomplete();
    return [];
  }
  if (!map.bare) refuseStrayModifiers(reading, map);
  return map.verbs.flatMap((verb, index) => {
    const kind = reading.language.steps[verb] as StepSyntax;
    const id = map.verbs.length > 1 ? `${map.id}${String.fromCharCode(97 + index)}` : map.id;
    const actor = actorOf(reading, map, kind, verb, context);
    if (actor === false) {
      context.incomplete();
      return [];
    }
    return [buildStep(reading, { ...map, id, actor, verb, kind, joined: index > 0 }, context, outerHint)];
  });
}

function refuseStrayModifiers(reading: Reading, map: Verbs): void {
  const allowed = new Set(map.verbs.flatMap((verb) => [verb, ...Object.keys(reading.language.steps[verb]?.modifiers ?? {})]));
  for (const word of reading.keys(map.path)) {
    if (allowed.has(word) || word === 'hint' || reading.actors().includes(word)) continue;
    if (!Object.values(reading.language.steps).some((step) => word in step.modifiers)) continue;
    const owners = Object.values(reading.language.steps).filter((step) => word in step.modifiers).map((step) => step.word);
    reading.report({ code: 'E018', path: [...map.path, word], on: 'key', message: `"${word}" says nothing beside ${map.verbs.map((verb) => `"${verb}"`).join(' and ')}: it goes with ${owners.join(', ')}`, suggestion: 'take it away, or put it into the step that it is meant for' });
  }
}

/** Whose step it is; false where that cannot be said (and has been reported). */
function actorOf(reading: Reading, map: Verbs, kind: StepSyntax, verb: string, context: StepsContext): string | undefined | false {
  if (kind.actors.includes('none')) {
    if (map.actor === undefined) return undefined;
    reading.report({ code: 'E027', path: map.path, message: `"${verb}" is nobody's step: it stands without an actor`, suggestion: `write - ${verb}: … without "${map.actor}"` });
    return false;
  }
  const actor = map.actor ?? (kind.actors.includes('peer') ? (context.acting ?? onlyOne(reading.keys(['peers']))) : onlyOne(reading.keys([kind.actors.includes('program') ? 'programs' : 'links'])));
  if (actor === undefined) {
    const candidates = reading.keys([kind.actors.includes('peer') ? 'peers' : kind.actors.includes('program') ? 'programs' : 'links']);
    reading.report({ code: 'E019', path: map.path, message: `whose step is this? ${candidates.length === 0 ? `There is no ${kind.actors.join(' or ')}` : `It could be that of ${candidates.join(' or ')}`}`, suggestion: candidates.length === 0 ? `declare a ${kind.actors.join(' or ')} first` : `write - ${candidates[0]}: { ${map.verbs[0] ?? verb}: … }` });
    return false;
  }
  const is: ActorKind = reading.keys(['peers']).includes(actor) ? 'peer' : reading.keys(['programs']).includes(actor) ? 'program' : 'link';
  if (!kind.actors.includes(is)) {
    const fitting = Object.values(reading.language.steps).filter((step) => step.actors.includes(is)).map((step) => step.word);
    reading.report({ code: 'E027', path: map.path, message: `"${actor}" is a ${is} and cannot "${verb}"`, suggestion: `a ${is} knows: ${fitting.join(', ')}` });
    return false;
  }
  return actor;
}

function buildStep(reading: Reading, map: Verbs & { readonly verb: string; readonly kind: StepSyntax; readonly joined: boolean }, context: StepsContext, outerHint: string | undefined): Step {
  const peer = map.actor === undefined ? undefined : reading.peers[map.actor];
  const sight = map.actor === undefined || !peer ? context.sight : new Map([['me', 'text' as const], ...context.sight]);
  const words = wordsAt(reading, map.path, {
    sight,
    ...(peer && { peer, frame: context.frameOf(peer) }),
    readSteps: (path, inner) =>
      readSteps(reading, path, {
        ...context,
        prefix: `${map.id}.`,
        sight: new Map([...context.sight, ...inner.bind.map((name) => [name, name === 'me' ? ('text' as const) : ('number' as const)] as const)]),
        ...(inner.acting !== undefined && { acting: inner.acting }),
      }),
  });
  const args = map.kind.read(words);
  const hint = reading.text([...map.path, 'hint']) ?? outerHint;
  return {
    id: map.id,
    kind: map.verb,
    ...(map.actor !== undefined && { actor: map.actor }),
    args,
    withinMs: parseDurationMs(reading.text([...map.path, 'within']) ?? '') ?? context.withinMs,
    ...(hint !== undefined && { hint }),
    joined: map.joined,
    origin: originOf(reading, map),
  };
}

/** The verb's value is what a reader looks at; a bare verb is the step itself. */
function originOf(reading: Reading, map: Verbs & { readonly verb: string }): Step['origin'] {
  if (map.bare) return rangeAt(reading.tree, map.path);
  const key = keyRangeAt(reading.tree, [...map.path, map.verb]);
  const value = rangeAt(reading.tree, [...map.path, map.verb]);
  return value.start.line === key.start.line ? { ...key, end: value.end.line === key.start.line ? value.end : key.end } : key;
}

function onlyOne(names: readonly string[]): string | undefined {
  return names.length === 1 ? names[0] : undefined;
}

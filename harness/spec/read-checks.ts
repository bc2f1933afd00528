import { parseDurationMs } from '../model/duration.js';
import type { DamageSyntax } from '../model/language.js';
import type { CheckSpec, DamageRule, ForAny, PeerSpec } from '../model/spec.js';
import type { Bound, Payload } from '../model/value.js';
import { reportFlow } from './check-flow.js';
import { suggest } from '../yaml/near.js';
import { frameFor, readFrame } from './read-actors.js';
import { readSteps } from './read-steps.js';
import { readPayload, type InSight } from './read-value.js';
import type { Reading } from './reading.js';
import { keyRangeAt, rangeAt, type Path } from '../yaml/tree.js';
import { demandActor, wordsAt } from './words-at.js';

const DEFAULT_WITHIN_MS = 2000;
const DEFAULT_LIMIT_MS = 20_000;
const DEFAULT_TRIES = 25;

/** Reads the checks, in the order of the file. */
export function readChecks(reading: Reading): CheckSpec[] {
  const byId = new Map<string, Path>();
  for (let index = 0; index < reading.count(['checks']); index++) {
    const path = ['checks', index];
    const id = reading.text([...path, 'id']);
    const first = id === undefined ? undefined : byId.get(id);
    if (id !== undefined && first) {
      const { line, column } = rangeAt(reading.tree, [...first, 'id']).start;
      reading.report({ code: 'E024', path: [...path, 'id'], message: `there is already a check "${id}" (at ${line}:${column})`, suggestion: 'give each check an id of its own' });
    } else if (id !== undefined) byId.set(id, path);
  }
  return Array.from({ length: reading.count(['checks']) }, (_, index) => readCheck(reading, ['checks', index], byId));
}

/** Where a word of a check is written: in the check itself, or in the one that it is like. */
type Inherit = (word: string) => Path;

/** These say what is checked; a check that is like another has them too, unless it says otherwise. */
const INHERITED = new Set(['steps', 'frame', 'within', 'limit', 'extra', 'hold', 'cases', 'for_any', 'tries']);

function readCheck(reading: Reading, path: Path, byId: ReadonlyMap<string, Path>): CheckSpec {
  const models = readModels(reading, path, byId);
  const at: Inherit = (word) => [...(INHERITED.has(word) ? ([path, ...models].find((candidate) => reading.keys(candidate).includes(word)) ?? path) : path), word];
  const data = readData(reading, [['data'], ...models.toReversed().map((model) => [...model, 'data']), [...path, 'data']]);
  const cases = readCases(reading, at('cases'));
  const forAny = readForAny(reading, at('for_any'), at('tries'));
  const sight: InSight = new Map([
    ...Object.keys(data).map((name) => [name, 'bytes'] as const),
    ...Object.entries(cases[0] ?? {}).map(([name, value]) => [name, typeof value === 'number' ? 'number' : typeof value === 'string' ? 'text' : 'bytes'] as const),
    ...Object.keys(forAny?.values ?? {}).map((name) => [name, 'bytes'] as const),
  ]);
  for (const [name, payload] of Object.entries(data)) refuseUnknownSizes(reading, path, name, payload, sight);
  let complete = !models.some((model) => reading.isInvalid(model)) && !reading.isInvalid(path);
  const frame = readFrame(reading, at('frame'));
  const frameOf = (peer: PeerSpec): PeerSpec['frame'] => (frame ? frameFor(reading, peer.over, [{ frame, path: at('frame'), own: false }, { frame: peer.frame, path: at('frame'), own: false }]) : peer.frame);
  const except = reading.texts([...path, 'except']);
  for (const [index, actor] of except.entries()) demandActor(reading, [...path, 'except', index], actor, ['peer', 'program', 'link']);
  const steps = readSteps(reading, at('steps'), { sight, withinMs: duration(reading, [at('within'), ['within']], DEFAULT_WITHIN_MS), frameOf, except, incomplete: () => (complete = false) });
  const damage = readDamage(reading, [...path, 'damage']);
  const hint = reading.text([...path, 'hint']);
  const id = reading.text([...path, 'id']) ?? '';
  const check: CheckSpec = {
    id,
    name: reading.text([...path, 'name']) ?? id.replace(/[-_]+/g, ' '),
    points: reading.number([...path, 'points']) ?? 1,
    tags: reading.texts([...path, 'tags']),
    needs: reading.texts([...path, 'needs']),
    hidden: reading.data([...path, 'hidden']) === true,
    ...(hint !== undefined && { hint }),
    data,
    cases,
    seeds: Array.from({ length: reading.count([...path, 'seeds']) }, (_, index) => reading.number([...path, 'seeds', index]) ?? 0),
    ...(forAny && { forAny }),
    damage,
    frames: Object.fromEntries(Object.values(reading.peers).map((peer) => [peer.name, frameOf(peer)])),
    extraOk: reading.text(at('extra')) === 'ok',
    holdsPort: reading.text(at('hold')) === 'port',
    limitMs: duration(reading, [at('limit'), ['limit']], DEFAULT_LIMIT_MS),
    steps,
    origin: reading.kind([...path, 'id']) ? rangeAt(reading.tree, [...path, 'id']) : rangeAt(reading.tree, path),
  };
  if (check.seeds.length > 0 && forAny) reading.report({ code: 'E016', path: [...path, 'seeds'], on: 'key', message: '"seeds" and "for_any" both choose the chances', suggestion: 'keep one of the two' });
  if (complete) reportFlow(reading, path, check);
  return check;
}

/** The checks that this one is like, nearest first. */
function readModels(reading: Reading, path: Path, byId: ReadonlyMap<string, Path>): Path[] {
  const models: Path[] = [];
  const own = reading.keys(path);
  if (own.includes('like') && own.includes('steps')) reading.report({ code: 'E016', path: [...path, 'steps'], on: 'key', message: 'a check that is like another has its steps', suggestion: 'take "like" or "steps" away; `except` leaves the steps of an actor out' });
  if (!own.includes('like') && !own.includes('steps')) reading.report({ code: 'E011', path: [...path, 'id'], message: `the check "${reading.text([...path, 'id']) ?? ''}" has no steps`, suggestion: 'write `steps:` and a list, or `like:` another check' });
  if (own.includes('except') && !own.includes('like')) reading.report({ code: 'E016', path: [...path, 'except'], on: 'key', message: '"except" goes with "like"', suggestion: 'take it away' });
  for (let here = path; reading.keys(here).includes('like'); ) {
    const name = reading.text([...here, 'like']) ?? '';
    const model = byId.get(name);
    if (!model) {
      reading.report({ code: 'E023', path: [...here, 'like'], message: `there is no check "${name}"`, suggestion: suggest(name, [...byId.keys()]) });
      break;
    }
    if (model === path || models.includes(model)) {
      reading.report({ code: 'E026', path: [...path, 'like'], message: `"${reading.text([...path, 'id']) ?? ''}" is like itself, in a circle`, suggestion: 'one check of the circle needs steps of its own' });
      break;
    }
    models.push(model);
    here = model;
  }
  return models;
}

function readData(reading: Reading, sections: readonly Path[]): Record<string, Payload> {
  const data: Record<string, Payload> = {};
  for (const section of sections) {
    for (const name of reading.keys(section)) {
      const path = [...section, name];
      // Sizes may name variables of a case; whether they are known is looked at once all are.
      if (!reading.isInvalid(path)) data[name] = readPayload(reading, path, ANYTHING);
    }
  }
  return data;
}

const ANYTHING: InSight = new (class extends Map<string, 'number'> {
  override has(): boolean {
    return true;
  }
})();

function refuseUnknownSizes(reading: Reading, check: Path, name: string, payload: Payload, sight: InSight): void {
  const size = payload.kind === 'hex' ? undefined : payload.kind === 'repeat' ? payload.times : payload.bytes;
  if (typeof size !== 'object') return;
  const path = reading.kind([...check, 'data', name]) ? [...check, 'data', name] : ['data', name];
  if (!sight.has(size.name)) reading.report({ code: 'E022', path, message: `"${size.name}" is not known here; known: ${[...sight.keys()].join(', ')}`, suggestion: suggest(size.name, [...sight.keys()]) });
  else if (sight.get(size.name) !== 'number') reading.report({ code: 'E013', path, message: `a size is a number, but "${size.name}" holds ${sight.get(size.name)}`, suggestion: `give "${size.name}" whole numbers` });
}

function readCases(reading: Reading, path: Path): Record<string, Bound | Payload>[] {
  if (reading.isInvalid(path)) return [];
  const first = reading.keys([...path, 0]);
  return Array.from({ length: reading.count(path) }, (_, index) => {
    const row = [...path, index];
    const names = reading.keys(row);
    const odd = names.find((name) => !first.includes(name)) ?? first.find((name) => !names.includes(name));
    if (odd !== undefined) reading.report({ code: 'E016', path: row, message: `every row of cases has the same variables, but "${odd}" is not in all of them`, suggestion: 'fill the row up' });
    return Object.fromEntries(names.map((name) => [name, reading.kind([...row, name]) === 'map' ? readPayload(reading, [...row, name], new Map()) : ((reading.text([...row, name]) ?? reading.number([...row, name]) ?? '') as Bound)]));
  });
}

function readForAny(reading: Reading, path: Path, tries: Path): ForAny | undefined {
  const names = reading.keys(path);
  if (names.length === 0 || reading.isInvalid(path)) {
    if (reading.kind(tries)) reading.report({ code: 'E016', path: tries, on: 'key', message: '"tries" goes with "for_any"', suggestion: 'take it away' });
    return undefined;
  }
  const values: Record<string, ForAny['values'][string]> = {};
  for (const name of names) {
    const kind = reading.keys([...path, name]).includes('text') ? 'text' : 'bytes';
    const [min, max] = (reading.text([...path, name, kind]) ?? '0..0').split('..').map(Number) as [number, number];
    if (max < min) reading.report({ code: 'E015', path: [...path, name, kind], message: `${min}..${max} is an empty range`, suggestion: 'write the smaller number first' });
    values[name] = { kind, min, max };
  }
  return { values, tries: reading.number(tries) ?? DEFAULT_TRIES };
}

function readDamage(reading: Reading, path: Path): DamageRule[] {
  return reading.keys(path).flatMap((link) => {
    if (!demandLink(reading, [...path, link], link)) return [];
    return Array.from({ length: reading.count([...path, link]) }, (_, index) => [...path, link, index]).flatMap((rule) => (reading.isInvalid(rule) ? [] : readRule(reading, rule, link)));
  });
}

function demandLink(reading: Reading, path: Path, name: string): boolean {
  const known = reading.keys(['links']);
  if (known.includes(name)) return reading.links[name] !== undefined;
  reading.report({ code: 'E021', path, on: 'key', message: `there is no link "${name}" (links: ${known.join(', ') || 'none'})`, suggestion: known.length > 0 ? suggest(name, known) : 'declare it: `links: { wire: { from: client, to: s } }`' });
  return false;
}

function readRule(reading: Reading, path: Path, linkName: string): DamageRule[] {
  const link = reading.links[linkName];
  if (!link) return [];
  const words = reading.keys(path);
  const kinds = words.filter((word) => word in reading.language.damages);
  const modifierOf = (word: string): boolean => kinds.some((kind) => word in (reading.language.damages[kind]?.modifiers ?? {}));
  // A word like `reset` or `pieces` may be a damage of its own or a modifier of the one beside it.
  const name = kinds.find((kind) => !kinds.some((other) => other !== kind && kind in (reading.language.damages[other]?.modifiers ?? {})));
  if (name === undefined) {
    reading.report({ code: 'E017', path, message: 'this rule does no damage', suggestion: `the kinds of damage are: ${Object.keys(reading.language.damages).join(', ')}` });
    return [];
  }
  const syntax = reading.language.damages[name] as DamageSyntax;
  const stray = words.find((word) => word !== name && word !== 'from' && !(word in syntax.modifiers));
  if (stray !== undefined) {
    const also = stray in reading.language.damages ? 'a rule does one kind of damage' : `"${stray}" says nothing beside "${name}"`;
    reading.report({ code: modifierOf(stray) ? 'E016' : 'E018', path: [...path, stray], on: 'key', message: also, suggestion: Object.keys(syntax.modifiers).length > 0 ? `"${name}" goes with: ${Object.keys(syntax.modifiers).join(', ')}` : `"${name}" stands alone` });
  }
  const medium = link.over === 'tcp' ? 'stream' : 'datagram';
  if (!syntax.worksOn.includes(medium)) {
    reading.report({ code: 'E041', path: [...path, name], on: 'key', message: `"${name}" cannot be used on a ${link.over.toUpperCase()} link: ${medium === 'stream' ? 'TCP never loses, repeats or swaps bytes' : 'it works on a stream of bytes, and a datagram travels whole'}`, suggestion: syntax.instead });
    return [];
  }
  const from = reading.text([...path, 'from']);
  if (from !== undefined && from !== link.from && from !== link.to) {
    reading.report({ code: 'E021', path: [...path, 'from'], message: `"${from}" is not at the link "${linkName}"`, suggestion: `its ends are ${link.from} and ${link.to}` });
  }
  const args = syntax.read(wordsAt(reading, path, { sight: new Map(), readSteps: () => [] }));
  return [{ link: linkName, ...(from !== undefined && { from }), name, args, text: `${syntax.describe(args)}${from === undefined ? '' : ` from ${from}`}`, origin: keyRangeAt(reading.tree, [...path, name]) }];
}

function duration(reading: Reading, paths: readonly Path[], otherwise: number): number {
  for (const path of paths) {
    const ms = parseDurationMs(reading.text(path) ?? '');
    if (ms !== undefined) return ms;
  }
  return otherwise;
}

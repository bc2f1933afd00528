import type { ProgramSpec } from '../model/spec.js';
import type { Entry } from './languages/language.js';
import { nameOf } from './paths.js';

/** What was found for one program of the spec: one entry and why, several that are equally likely, or none. */
export type Choice =
  | { readonly kind: 'one'; readonly entry: Entry; readonly because: string }
  | { readonly kind: 'several'; readonly entries: readonly Entry[] }
  | { readonly kind: 'none' };

interface Candidate {
  readonly entry: Entry;
  readonly rank: number;
  readonly reasons: readonly string[];
}

/**
 * Which of the programs in a folder is meant, by name and by what its source opens. An entry that speaks
 * against it (it only connects, but a server is looked for; it has the other program's name) is no candidate.
 */
export function chooseEntry(program: ProgramSpec, others: readonly string[], entries: readonly Entry[]): Choice {
  const candidates = entries.flatMap((entry) => weigh(program, others, entry) ?? []);
  const best = Math.max(...candidates.map(({ rank }) => rank));
  const [first, second] = candidates.filter(({ rank }) => rank === best);
  if (!first) return { kind: 'none' };
  if (second)
    return { kind: 'several', entries: candidates.filter(({ rank }) => rank === best).map(({ entry }) => entry) };
  const reasons = candidates.length === 1 && first.reasons.length === 0 ? ['it is the only one'] : first.reasons;
  return { kind: 'one', entry: first.entry, because: `${first.entry.name}: ${reasons.join(', and ')}` };
}

/** What people call these programs, in the languages that submissions come in. */
const NAMES: Readonly<Record<string, RegExp>> = {
  server: /serv|сервер/i,
  client: /clien|клиент|клієнт/i,
};

function weigh(program: ProgramSpec, others: readonly string[], entry: Entry): Candidate | undefined {
  const { listens, connects, over } = entry.opens;
  const wantsListening = program.over !== undefined;
  const stem = nameOf(entry.name).replace(/\.\w+$/, '');
  const isNamed = (name: string): boolean => (NAMES[name] ?? new RegExp(name, 'i')).test(stem);
  const hasOwnName = isNamed(program.name);
  if (!hasOwnName && others.some(isNamed)) return undefined;
  // Over UDP a client may bind, and one that only sends opens nothing that can be told from listening.
  const speaksUdp = over.includes('udp');
  if (wantsListening && connects && !listens) return undefined;
  if (!wantsListening && listens && !connects && !speaksUdp) return undefined;
  const does = wantsListening ? listens : connects || (speaksUdp && !listens);
  // What is called a client, and does not listen, is one, also where the spec has none.
  if (!hasOwnName && !does && Object.hasOwn(NAMES, program.name) && Object.keys(NAMES).some(isNamed)) return undefined;
  const reasons: string[] = [];
  if (hasOwnName) reasons.push(`its name says ${program.name}`);
  if (does) reasons.push(wantsListening ? 'it listens' : 'it connects');
  const isMain = does && entry.isMain === true;
  if (isMain) reasons.push('package.json names it');
  const isOver = program.over === undefined || over.length === 0 || over.includes(program.over);
  return {
    entry,
    reasons,
    rank:
      (stem.toLowerCase() === program.name ? 5 : hasOwnName ? 4 : 0) +
      (does ? 2 : 0) +
      (isOver ? 1 : 0) +
      (isMain ? 0.5 : 0),
  };
}

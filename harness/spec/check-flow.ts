import type { ConnectionEffect } from '../model/language.js';
import type { CheckSpec, PeerSpec, Step } from '../model/spec.js';
import type { Path } from '../yaml/tree.js';
import type { Reading } from './reading.js';

/** What a peer's connection has come to, as far as the script alone can tell. */
interface State {
  readonly is: 'fresh' | 'open' | 'half-closed' | 'ended' | 'reported';
  readonly line: number;
}

/** Reports checks that cannot fail, and steps that nothing can reach. `place` is the word that gives the check its steps. */
export function reportFlow(reading: Reading, place: Path, check: CheckSpec): void {
  if (!expectsSomething(reading, check.steps)) {
    reading.report({
      code: 'E062',
      path: place,
      on: 'key',
      message: `the check "${check.id}" expects nothing, so no program can fail it`,
      suggestion: 'add an `expect`, a `closed`, or `server: running`',
    });
  }
  reportUnreachable(reading, check.steps, new Map());
  reportLonelyMeetings(reading, check.steps, { isParallel: false });
}

/** The steps inside of a step. */
export function innerSteps(reading: Reading, step: Step): readonly Step[] {
  return reading.language.steps[step.kind]?.inner?.(step.args) ?? [];
}

function expectsSomething(reading: Reading, steps: readonly Step[]): boolean {
  return steps.some(
    (step) =>
      reading.language.steps[step.kind]?.expects === true || expectsSomething(reading, innerSteps(reading, step)),
  );
}

/** False where the steps never come to their end: each way leaves the loop around them. */
function reportUnreachable(reading: Reading, steps: readonly Step[], states: Map<string, State>): boolean {
  for (const step of steps) {
    const kind = reading.language.steps[step.kind];
    if (step.kind === 'leave') return false;
    const inner = innerSteps(reading, step);
    if (kind?.ways) {
      if (!followWays(reading, kind.ways(step.args), states)) return false;
    } else if (kind?.copiesPeer) {
      // Each copy has connections of its own.
      reportUnreachable(reading, inner, new Map());
    } else if (inner.length > 0) {
      // The second round begins where the first one ended.
      for (let round = 0; round < roundsOf(step); round++) if (!reportUnreachable(reading, inner, states)) break;
    }
    const peer = step.actor === undefined ? undefined : reading.peers[step.actor];
    if (peer) states.set(peer.name, follow(reading, step, peer, states.get(peer.name) ?? { is: 'fresh', line: 0 }));
  }
  return true;
}

/** Behind several ways a connection is known to be closed where it is on all of them. */
function followWays(reading: Reading, ways: readonly (readonly Step[])[], states: Map<string, State>): boolean {
  const ends = ways.flatMap((way) => {
    const own = new Map(states);
    return reportUnreachable(reading, way, own) ? [own] : [];
  });
  for (const name of new Set(ends.flatMap((end) => [...end.keys()]))) {
    const [first, ...others] = ends.map((end) => end.get(name));
    const isSure = first !== undefined && others.every((other) => other?.is === first.is);
    states.set(name, isSure ? first : { is: 'open', line: 0 });
  }
  return ends.length > 0;
}

function roundsOf(step: Step): 1 | 2 {
  const { from, to } = step.args as { readonly from?: number; readonly to?: number };
  return from !== undefined && to !== undefined && to > from ? 2 : 1;
}

function follow(reading: Reading, step: Step, peer: PeerSpec, state: State): State {
  const effect = reading.language.steps[step.kind]?.connection(step.args) ?? 'none';
  if (effect === 'receives' && peer.reads === 'never' && state.is !== 'reported') {
    reading.reportAt(step.origin, {
      code: 'E074',
      message: `no program can do this: nothing comes to "${peer.name}", which never reads`,
      suggestion: `take \`reads: never\` away, or let another peer look`,
    });
    return { is: 'reported', line: state.line };
  }
  if (!isUnreachable(state, effect, peer)) return after(state, effect, step.origin.start.line);
  const where = step.origin.start.line > state.line ? `line ${state.line}` : `line ${state.line}, in the round before,`;
  reading.reportAt(step.origin, {
    code: 'E071',
    message:
      state.is === 'half-closed'
        ? `nothing can be sent here: ${where} has closed the writing side`
        : `nothing can reach this step: after ${where} the connection is closed`,
    suggestion:
      state.is === 'half-closed'
        ? 'send before the half close'
        : `write \`${peer.name}: connect\` before it, if ${peer.name} is to connect again`,
  });
  // All that this peer does from here on is as unreachable; it is told once.
  return { is: 'reported', line: state.line };
}

function isUnreachable(state: State, effect: ConnectionEffect, peer: PeerSpec): boolean {
  if (effect === 'none' || effect === 'opens') return false;
  if (state.is === 'ended') return peer.role.kind === 'connect';
  return state.is === 'half-closed' && (effect === 'sends' || effect === 'half-closes');
}

function after(state: State, effect: ConnectionEffect, line: number): State {
  if (state.is === 'reported') return state;
  switch (effect) {
    case 'none':
      return state;
    case 'ends':
      return { is: 'ended', line };
    case 'half-closes':
      return { is: 'half-closed', line };
    case 'opens':
      return { is: 'open', line };
    case 'sends':
    case 'receives':
      return state.is === 'half-closed' ? state : { is: 'open', line };
  }
}

function reportLonelyMeetings(
  reading: Reading,
  steps: readonly Step[],
  { isParallel }: { readonly isParallel: boolean },
): void {
  for (const step of steps) {
    if (step.kind === 'meet' && !isParallel)
      reading.reportAt(step.origin, {
        code: 'E063',
        message: 'there is nobody to meet: "meet" works inside of a "parallel"',
        suggestion: 'take it away, or put the steps into `parallel`',
      });
    reportLonelyMeetings(reading, innerSteps(reading, step), {
      isParallel: isParallel || reading.language.steps[step.kind]?.copiesPeer === true,
    });
  }
}

import type { ConnectionEffect } from '../model/language.js';
import type { CheckSpec, Step } from '../model/spec.js';
import type { Reading } from './reading.js';
import type { Path } from '../yaml/tree.js';

/** What a peer's connection has come to, as far as the script alone can tell. */
interface State {
  readonly is: 'fresh' | 'open' | 'half-closed' | 'ended';
  readonly line: number;
}

/** Reports checks that cannot fail, and steps that nothing can reach. */
export function reportFlow(reading: Reading, path: Path, check: CheckSpec): void {
  if (!expectsSomething(reading, check.steps)) {
    const place = reading.kind([...path, 'steps']) ? [...path, 'steps'] : [...path, 'like'];
    reading.report({ code: 'E062', path: place, on: 'key', message: `the check "${check.id}" expects nothing, so no program can fail it`, suggestion: 'add an `expect`, a `closed`, or `server: running`' });
  }
  reportUnreachable(reading, check.steps, new Map());
  reportLonelyMeetings(reading, check.steps, false);
}

function expectsSomething(reading: Reading, steps: readonly Step[]): boolean {
  return steps.some((step) => reading.language.steps[step.kind]?.expects === true || expectsSomething(reading, innerOf(reading, step)));
}

function innerOf(reading: Reading, step: Step): readonly Step[] {
  return reading.language.steps[step.kind]?.inner?.(step.args) ?? [];
}

function reportUnreachable(reading: Reading, steps: readonly Step[], states: Map<string, State>): void {
  for (const step of steps) {
    const inner = innerOf(reading, step);
    if (reading.language.steps[step.kind]?.copiesPeer) {
      // Each copy has connections of its own.
      reportUnreachable(reading, inner, new Map());
    } else if (inner.length > 0) {
      reportUnreachable(reading, inner, states);
    }
    const peer = step.actor === undefined ? undefined : reading.peers[step.actor];
    if (!peer) continue;
    const state = states.get(peer.name) ?? { is: 'fresh', line: 0 };
    const effect = reading.language.steps[step.kind]?.connection(step.args) ?? 'none';
    if (isUnreachable(state, effect, peer.role.kind)) {
      const why = state.is === 'half-closed' ? `line ${state.line} has already closed the writing side` : `after line ${state.line} the connection is closed`;
      reading.problems.push({ code: 'E071', severity: 'error', origin: step.origin, message: `nothing can reach this step: ${why}`, suggestion: state.is === 'half-closed' ? 'send before the half close' : `write \`connect\` before it, if ${peer.name} is to connect again` });
      return;
    }
    states.set(peer.name, after(state, effect, step.origin.start.line));
  }
}

function isUnreachable(state: State, effect: ConnectionEffect, role: 'connect' | 'listen'): boolean {
  if (effect === 'none' || effect === 'opens') return false;
  if (state.is === 'ended') return role === 'connect';
  return state.is === 'half-closed' && (effect === 'sends' || effect === 'half-closes');
}

function after(state: State, effect: ConnectionEffect, line: number): State {
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

function reportLonelyMeetings(reading: Reading, steps: readonly Step[], isParallel: boolean): void {
  for (const step of steps) {
    if (step.kind === 'meet' && !isParallel) reading.problems.push({ code: 'E063', severity: 'error', origin: step.origin, message: 'there is nobody to meet: "meet" works inside of a "parallel"', suggestion: 'take it away, or put the steps into `parallel`' });
    reportLonelyMeetings(reading, innerOf(reading, step), isParallel || reading.language.steps[step.kind]?.copiesPeer === true);
  }
}

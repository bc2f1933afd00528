import type { ProgramEffect } from '../model/language.js';
import type { CheckSpec, ProgramSpec, Step } from '../model/spec.js';
import { innerSteps } from './check-flow.js';
import type { Reading } from './reading.js';
import { top } from './shape-paths.js';

/** Reports steps that need a program before it is started, and programs that are started when they run already. */
export function reportStarts(reading: Reading, check: CheckSpec): void {
  // Where a program was refused, nothing is known of when it starts.
  if (reading.keys(top('programs')).some((name) => !reading.programs[name])) return;
  const running = new Map(
    Object.values(reading.programs)
      .filter((program) => program.start === 'at once')
      .map((program) => [program.name, 0] as const),
  );
  follow(reading, check.steps, running);
}

/** `running`: the programs that run by now, and the line of the step that started each; 0 where the spec starts it. */
function follow(reading: Reading, steps: readonly Step[], running: Map<string, number>): void {
  for (const step of steps) {
    const effect = reading.language.steps[step.kind]?.program?.(step.args);
    if (effect?.kind === 'starts') start(reading, step, effect, running);
    else demandRunning(reading, step, running);
    if (effect?.kind === 'ends' && step.actor !== undefined) running.set(step.actor, ENDED);
    if (effect?.kind === 'signalled') demandAlive(reading, step, running);
    if (effect?.kind === 'types') demandInput(reading, step, running);
    if (effect?.kind === 'ends-input') running.set(inputOf(step), step.origin.start.line);
    if (effect?.kind === 'starts') running.delete(`input of ${effect.program}`);
    const ways = reading.language.steps[step.kind]?.ways?.(step.args);
    if (ways) followWays(reading, ways, running);
    else follow(reading, innerSteps(reading, step), running);
  }
}

/** Only one of the ways is gone: what one of them starts may run behind them, and is not told to be missing. */
function followWays(reading: Reading, ways: readonly (readonly Step[])[], running: Map<string, number>): void {
  const ends = ways.map((way) => {
    const own = new Map(running);
    follow(reading, way, own);
    return own;
  });
  for (const [program, line] of ends.flatMap((end) => [...end])) running.set(program, line);
}

/** The end of a program's input is remembered beside the program itself. */
function inputOf({ actor }: Step): string {
  return `input of ${actor}`;
}

function demandAlive(reading: Reading, { actor = '', origin }: Step, running: ReadonlyMap<string, number>): void {
  if (running.get(actor) !== ENDED) return;
  reading.reportAt(origin, {
    code: 'E071',
    message: `"${actor}" has ended by then, and nobody is there to be sent a signal`,
    suggestion: 'put it before the step that waits for the end',
  });
}

function demandInput(reading: Reading, step: Step, running: Map<string, number>): void {
  const endedOn = running.get(inputOf(step));
  if (endedOn === undefined) return;
  reading.reportAt(step.origin, {
    code: 'E071',
    message: `nobody can read this: line ${endedOn} has ended the input of "${step.actor}"`,
    suggestion: 'type it before `eof`',
  });
  running.delete(inputOf(step));
}

/** It ran and has ended: it may be started again, and what it printed can still be looked at. */
const ENDED = -1;

function start(
  reading: Reading,
  step: Step,
  { program, towards }: Extract<ProgramEffect, { kind: 'starts' }>,
  running: Map<string, number>,
): void {
  const since = running.get(program);
  const peer = towards === undefined ? undefined : reading.peers[towards];
  if (peer?.role.kind === 'connect')
    reading.reportAt(reading.narrowed(step.origin, `port: ${peer.name}`), {
      code: 'E029',
      message: `"${peer.name}" connects and has no port that "${program}" could be given`,
      suggestion: 'name a peer that listens, or `unused`',
    });
  if (towards !== undefined && reading.programs[towards] && !leadsTo(reading, program, towards))
    reading.reportAt(reading.narrowed(step.origin, `port: ${towards}`), {
      code: 'E029',
      message: `no link leads from "${program}" to "${towards}", whose port it is given here`,
      suggestion: `declare it: \`links: { between: { from: ${program}, to: ${towards} } }\``,
    });
  if (since === 0)
    reading.reportAt(step.origin, {
      code: 'E072',
      message: `"${program}" runs already: it is started before the first step`,
      suggestion: `write \`start: by step\` at the program, or take this step away`,
    });
  else if (since !== undefined && since !== ENDED)
    reading.reportAt(step.origin, {
      code: 'E072',
      message: `"${program}" runs already: line ${since} has started it`,
      suggestion: `expect that it \`exits\` before it is started again`,
    });
  else running.set(program, step.origin.start.line);
}

/** A link with a mistake is not known: it may be the one. */
function leadsTo(reading: Reading, program: string, other: string): boolean {
  const links = Object.values(reading.links);
  const isClear = links.length === reading.keys(top('links')).length && !reading.isIncomplete([]);
  return !isClear || links.some(({ from, to }) => from === program && to === other);
}

function demandRunning(reading: Reading, step: Step, running: Map<string, number>): void {
  const idle = idleProgram(reading, step, running);
  if (!idle) return;
  reading.reportAt(step.origin, {
    code: 'E072',
    message: `"${idle.name}" has not been started when this step needs it`,
    suggestion: `write \`- start: ${idle.name}\` before it`,
  });
  // It is told once.
  running.set(idle.name, step.origin.start.line);
}

/** The program that a step needs and that does not run. */
function idleProgram(reading: Reading, { actor }: Step, running: ReadonlyMap<string, number>): ProgramSpec | undefined {
  if (actor === undefined) return undefined;
  const peer = reading.peers[actor];
  const own = reading.programs[peer?.role.kind === 'connect' ? peer.role.to : actor];
  if (own) return running.has(own.name) ? undefined : own;
  // Whoever may connect to a listening peer is not known for certain; but if nothing runs, nobody can.
  return peer?.role.kind === 'listen' && running.size === 0 ? Object.values(reading.programs)[0] : undefined;
}

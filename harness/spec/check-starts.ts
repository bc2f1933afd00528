import type { ProgramEffect } from '../model/language.js';
import type { CheckSpec, ProgramSpec, Step } from '../model/spec.js';
import { innerSteps } from './check-flow.js';
import { after, askedTooMuch, type Life } from './program-life.js';
import type { Problem, Reading } from './reading.js';
import { top } from './shape-paths.js';

type Lives = Map<string, Life>;

/**
 * Reports steps that need a program before it is started, or more of it than it can do by then; and programs that are
 * started when they run already.
 */
export function reportStarts(reading: Reading, check: CheckSpec): void {
  // Where a program was refused, nothing is known of when it starts.
  if (reading.keys(top('programs')).some((name) => !reading.programs[name])) return;
  const lives: Lives = new Map(
    Object.values(reading.programs)
      .filter((program) => program.start === 'at once')
      .map((program) => [program.name, { is: 'running', line: 0 }] as const),
  );
  follow(reading, check.steps, lives);
}

/** `use`: the step of the check that these steps of a block are done by. */
function follow(reading: Reading, steps: readonly Step[], lives: Lives, use?: Step): void {
  for (const step of steps) {
    const report = (problem: Told): void => reportIn(reading, step, use, problem);
    const inside = use ?? (step.kind === 'use' ? step : undefined);
    const effect = reading.language.steps[step.kind]?.program?.(step.args);
    if (effect?.kind === 'starts') start(reading, step, effect, { lives, report });
    else demandRunning(reading, step, { lives, report });
    const asked = effect && effect.kind !== 'starts' ? { program: step.actor, effect } : connected(reading, step);
    const life = asked?.program === undefined ? undefined : lives.get(asked.program);
    if (asked?.program !== undefined && life) {
      const problem = askedTooMuch(asked.program, asked.effect, life);
      if (problem) report(problem);
      // It is told once.
      lives.set(asked.program, problem ? { is: 'any', line: 0 } : after(asked.effect, life, step.origin.start.line));
    }
    const ways = reading.language.steps[step.kind]?.ways?.(step.args);
    if (ways) followWays(reading, ways, lives, inside);
    else follow(reading, innerSteps(reading, step), lives, inside);
  }
}

type Told = Pick<Problem, 'code' | 'message' | 'suggestion'>;

/** What a step is looked at with. */
interface Along {
  readonly lives: Lives;
  readonly report: (problem: Told) => void;
}

/** A block may be right in one check and wrong in another: what is wrong is where it is used. */
function reportIn(reading: Reading, step: Step, use: Step | undefined, problem: Told): void {
  const message = `${problem.message} (line ${step.origin.start.line}, in the block)`;
  if (use) reading.reportAt(use.origin, { ...problem, message });
  else reading.reportAt(step.origin, problem);
}

/** The program that a peer connects to in so many words; over UDP that asks nothing of it. */
function connected(
  reading: Reading,
  { kind, args, actor }: Step,
): { readonly program: string; readonly effect: { readonly kind: 'is-connected-to' } } | undefined {
  const { role, over } = (actor === undefined ? undefined : reading.peers[actor]) ?? {};
  if (role?.kind !== 'connect' || over !== 'tcp' || reading.language.steps[kind]?.connection(args) !== 'opens')
    return undefined;
  return { program: role.to, effect: { kind: 'is-connected-to' } };
}

/** Only one of the ways is gone: what one of them starts may run behind them, and is not told to be missing. */
function followWays(reading: Reading, ways: readonly (readonly Step[])[], lives: Lives, use?: Step): void {
  const ends = ways.map((way) => {
    const own = new Map(lives);
    follow(reading, way, own, use);
    return own;
  });
  for (const program of new Set(ends.flatMap((end) => [...end.keys()]))) {
    const [first, ...others] = ends.map((end) => end.get(program));
    const isSure = first && others.every((other) => other?.is === first.is);
    lives.set(program, isSure ? first : { is: 'any', line: 0 });
  }
}

function start(
  reading: Reading,
  step: Step,
  { program, towards }: Extract<ProgramEffect, { kind: 'starts' }>,
  { lives, report }: Along,
): void {
  const life = lives.get(program);
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
  const runsSince = life?.is === 'running' || life?.is === 'killed' ? life.line : undefined;
  if (runsSince === undefined) lives.set(program, { is: 'running', line: step.origin.start.line });
  else if (runsSince === 0)
    report({
      code: 'E072',
      message: `"${program}" runs already: it is started before the first step`,
      suggestion: `write \`start: by step\` at the program, or take this step away`,
    });
  else
    report({
      code: 'E072',
      message:
        life?.is === 'killed'
          ? `"${program}" may run still: line ${runsSince} has killed it, and nobody has waited for its end`
          : `"${program}" runs already: line ${runsSince} has started it`,
      suggestion: `expect that it \`${life?.is === 'killed' ? 'exits: any' : 'exits'}\` before it is started again`,
    });
}

/** A link with a mistake is not known: it may be the one. */
function leadsTo(reading: Reading, program: string, other: string): boolean {
  const links = Object.values(reading.links);
  const isClear = links.length === reading.keys(top('links')).length && !reading.isIncomplete([]);
  return !isClear || links.some(({ from, to }) => from === program && to === other);
}

function demandRunning(reading: Reading, step: Step, { lives, report }: Along): void {
  const idle = idleProgram(reading, step, lives);
  if (!idle) return;
  report({
    code: 'E072',
    message: `"${idle.name}" has not been started when this step needs it`,
    suggestion: `write \`- start: ${idle.name}\` before it`,
  });
  // It is told once.
  lives.set(idle.name, { is: 'any', line: step.origin.start.line });
}

/** The program that a step needs and that does not run. */
function idleProgram(reading: Reading, { actor }: Step, lives: Lives): ProgramSpec | undefined {
  if (actor === undefined) return undefined;
  const peer = reading.peers[actor];
  const own = reading.programs[peer?.role.kind === 'connect' ? peer.role.to : actor];
  if (own) return lives.has(own.name) ? undefined : own;
  // Whoever may connect to a listening peer is not known for certain; but if nothing runs, nobody can.
  return peer?.role.kind === 'listen' && lives.size === 0 ? Object.values(reading.programs)[0] : undefined;
}

import { sayDuration } from '../model/duration.js';
import { shapes } from '../model/shapes.js';
import { anyOf, waitUntil } from '../model/waiting.js';
import { sayEnd } from '../model/own-end.js';
import type { StepKind } from './step-kind.js';

interface ExitsArgs {
  readonly code: number | 'nonzero' | 'any';
}

/** Expects that the program ends by itself, in time and with this exit code. */
export const exits: StepKind<ExitsArgs> = {
  word: 'exits',
  summary: 'expects that the program ends by itself: with 0, another number, `nonzero`, or `any`',
  schema: {
    type: ['integer', 'string'],
    minimum: 0,
    maximum: 255,
    pattern: '^(nonzero|any)$',
    description: 'the exit code',
  },
  modifiers: { within: shapes.duration },
  actors: ['program'],
  bare: false,
  expects: true,
  connection: () => 'none',
  program: ({ code }) => ({ kind: 'ends', bySelf: code !== 'any' }),
  read: (words) => ({ code: words.data('exits') as ExitsArgs['code'] }),
  describe: (args) =>
    `ends with ${args.code === 'any' ? 'any exit code' : args.code === 'nonzero' ? 'an exit code other than 0' : `exit code ${args.code}`}`,
  async run(args, context) {
    const program = context.program();
    const { goodbyes } = context;
    const deadline = context.deadline(context.withinMs);
    const ended = waitUntil(
      () => {
        // A client that is to end well has all that it needs. Where it is to see that something is wrong, a goodbye
        // of ours would be a hint.
        if (args.code !== 'nonzero') goodbyes.answer();
        return program.exit;
      },
      anyOf([program, goodbyes]),
      deadline,
      () => undefined,
    );
    const [exit] = await Promise.all([ended, program.letEnd(deadline)]);
    if (!exit) return { ended: 'silence', waitedMs: context.withinMs };
    return { ended: isRight(args, exit) ? 'done' : 'mismatch', exit };
  },
  decides: () => true,
  glance(args, context) {
    const program = context.program();
    return Promise.resolve({
      changing: program,
      look() {
        const { exit } = program;
        if (!exit) return { isFinal: false, outcome: { ended: 'silence', waitedMs: context.withinMs } };
        return isRight(args, exit) ? 'met' : { isFinal: true, outcome: { ended: 'mismatch', exit } };
      },
    });
  },
  judge(args, outcome, { step, program, events }) {
    const name = step.actor ? `the ${step.actor}` : program;
    if (outcome.ended === 'silence')
      return {
        code: 'did-not-exit',
        summary: `${name} did not end: it still ran after ${sayDuration(outcome.waitedMs ?? 0)}`,
      };
    if (outcome.ended !== 'mismatch') return undefined;
    const { signal } = outcome.exit ?? {};
    const known = events();
    const launched = known.findLastIndex((event) => event.type === 'started' && event.program === step.actor);
    const wasSent = known
      .slice(launched + 1)
      .some((event) => event.type === 'signalled' && event.program === step.actor && event.signal === signal);
    if (signal !== undefined && !wasSent) return { code: 'crashed', summary: `${name} died: ${sayEnd(outcome.exit)}` };
    const wanted =
      args.code === 'nonzero'
        ? 'another one than 0, which tells its caller that something went wrong'
        : String(args.code);
    if (wasSent)
      return {
        code: 'wrong-exit',
        summary: `the ${signal} that it was sent has ended ${name}; expected was that it ends by itself, with ${args.code === 'nonzero' ? 'an exit code other than 0' : `exit code ${wanted}`}`,
      };
    return { code: 'wrong-exit', summary: `${name} ended with ${sayEnd(outcome.exit)}; expected was ${wanted}` };
  },
};

function isRight(args: ExitsArgs, exit: { readonly code?: number; readonly signal?: string }): boolean {
  if (args.code === 'any') return true;
  if (exit.signal !== undefined) return false;
  return args.code === 'nonzero' ? exit.code !== 0 : exit.code === args.code;
}

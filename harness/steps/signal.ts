import { judgeGone } from './running.js';
import type { StepKind } from './step-kind.js';
import { done } from './step-kind.js';

interface SignalArgs {
  readonly signal: 'SIGINT' | 'SIGTERM' | 'SIGKILL';
}

/** Who is still busy then is sent it all the same. */
const SETTLED_WITHIN_MS = 1000;

/** Sends a signal to the program, and to all that it has begun (signal(7)). What that does to it is for later steps to see. */
export const signal: StepKind<SignalArgs> = {
  word: 'signal',
  summary:
    'sends it a signal: `INT` as Ctrl-C does, `TERM`, or `KILL`, as when the power goes; `exits` waits for its end',
  schema: { enum: ['INT', 'TERM', 'KILL'], description: 'the signal' },
  modifiers: {},
  actors: ['program'],
  bare: false,
  expects: false,
  connection: () => 'none',
  program: (args) => ({ kind: 'signalled', kills: args.signal === 'SIGKILL' }),
  read: (words) => ({ signal: `SIG${words.text('signal') ?? 'TERM'}` as SignalArgs['signal'] }),
  describe: (args) => `is sent ${args.signal}${args.signal === 'SIGINT' ? ' (Ctrl-C)' : ''}`,
  async run(args, context) {
    const program = context.program();
    // It listens before it has come to its loop, or has said what it does at a signal.
    if (args.signal !== 'SIGKILL') await program.comesToRest(context.deadline(SETTLED_WITHIN_MS));
    if (program.exit) return { ended: 'exited', exit: program.exit };
    program.signal(args.signal);
    return done;
  },
  judge: (_args, outcome, { step }) => judgeGone(outcome, step, 'it was to run until it is told to end'),
};

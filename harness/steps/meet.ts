import { shapes } from '../model/shapes.js';
import { andThen } from '../model/waiting.js';
import type { StepKind } from './step-kind.js';
import { done } from './step-kind.js';

interface MeetArgs {
  readonly name: string;
}

/** A barrier: every copy of the surrounding `parallel` waits here until all have come. */
export const meet: StepKind<MeetArgs> = {
  word: 'meet',
  summary: 'waits until all copies of the surrounding parallel are here',
  schema: { ...shapes.name, description: 'a name for the meeting, for readers' },
  modifiers: {},
  actors: ['none'],
  bare: false,
  expects: false,
  connection: () => 'none',
  read: (words) => ({ name: words.text('meet') ?? '' }),
  describe: (args) => `wait for all others (${args.name})`,
  run: (args, context) => andThen(context.meet(args.name), (met) => (met ? done : { ended: 'abandoned' })),
  judge: () => undefined,
};

import { sayDuration } from '../model/duration.js';
import { shapes } from '../model/shapes.js';
import { andThen, waitUntil } from '../model/waiting.js';
import type { StepKind } from './step-kind.js';
import { done } from './step-kind.js';
import { wiretapped } from './wiretapped.js';

interface RecordArgs {
  readonly side: string;
  readonly as: string;
}

/** Keeps what one side has said on the link, as it crossed, so that it can be said again: all of its latest connection, or its last datagram. */
export const record: StepKind<RecordArgs> = {
  word: 'record',
  summary: 'keeps what a side has said on it, in its latest connection or datagram: `record: client, as: login`',
  schema: { ...shapes.name, description: 'whose words are kept' },
  modifiers: {
    as: { ...shapes.name, description: 'a name for what was taken: later steps may use it' },
    within: shapes.duration,
  },
  actors: ['link'],
  bare: false,
  expects: false,
  connection: () => 'none',
  read(words) {
    const side = words.text('record') ?? '';
    const { link } = words;
    if (words.actor('record', side, ['peer', 'program']) && link && side !== link.from && side !== link.to)
      words.problem({
        code: 'E021',
        at: 'record',
        on: 'value',
        message: `"${side}" is not at the link "${link.name}"`,
        suggestion: `its two ends are ${link.from} and ${link.to}`,
      });
    if (!words.has('as'))
      words.problem({
        code: 'E017',
        at: 'record',
        message: 'what is recorded has no name, so that no step can use it',
        suggestion: 'write `as: login` beside it',
      });
    return { side, as: words.keeps('as', 'bytes') ?? '' };
  },
  describe: ({ side, as }) => `record what ${side} has said, kept as ${as}`,
  run({ side, as }, context) {
    const tap = context.link();
    const said = waitUntil<Uint8Array | undefined>(
      () => wiretapped(tap, side).at(-1),
      tap,
      context.deadline(context.withinMs),
      () => undefined,
    );
    return andThen(said, (bytes) => {
      if (!bytes) return { ended: 'silence', waitedMs: context.withinMs };
      context.keep({ [as]: bytes });
      return done;
    });
  },
  judge({ side }, { ended, waitedMs = 0 }, { step }) {
    if (ended !== 'silence') return undefined;
    return {
      code: 'nothing-recorded',
      summary: `nothing crossed ${step.actor} from the ${side} within ${sayDuration(waitedMs)}`,
    };
  },
};

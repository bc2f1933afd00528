import { excerpt } from '../match/compare.js';
import { concat } from '../model/bytes.js';
import { sayDuration } from '../model/duration.js';
import { sayBytes } from '../model/grouped.js';
import type { Way } from '../model/language.js';
import { shapes } from '../model/shapes.js';
import type { StepOutcome } from '../model/trace.js';
import { anyOf, waitUntil } from '../model/waiting.js';
import { judgeUnreachable } from './connect.js';
import { sayUnended } from './expect-judge.js';
import type { FindingDraft, Glance, JudgeContext, StepContext, StepKind } from './step-kind.js';

interface EitherArgs {
  readonly ways: readonly Way[];
}

/** Several ways on: the first whose expectation comes true is taken. What it waits for is looked at, and taken by that way alone. */
export const either: StepKind<EitherArgs> = {
  word: 'either',
  summary: 'several ways on: the first whose expectation comes true is gone, with what stands under its `then`',
  schema: shapes.ways,
  modifiers: {},
  actors: ['none'],
  bare: false,
  expects: false,
  connection: () => 'none',
  read: (words) => ({ ways: words.ways('either') }),
  describe: (args) => `one of ${args.ways.length} ways:`,
  inner: (args) => args.ways.flatMap(({ steps }) => steps),
  ways: (args) => args.ways.map(({ steps }) => steps),
  async run(args, context) {
    const chosen = await choose(args.ways, context);
    if ('ended' in chosen) return chosen;
    const outcome = await context.runSteps(chosen.steps, { bindings: {} });
    return outcome.ended === 'done' || outcome.ended === 'left' ? outcome : { ended: 'abandoned' };
  },
  judge: judgeEither,
};

/** The way to go; or how it ended where there is none. */
async function choose(ways: readonly Way[], context: StepContext): Promise<Way | StepOutcome> {
  const glances = await Promise.all(ways.map(({ steps }) => context.glance(steps[0])));
  const deadline = context.deadline(Math.max(...glances.map(({ withinMs }) => withinMs)));
  const look = (): Way | StepOutcome | undefined => {
    const looks = glances.map((glance) => glance.look());
    const met = looks.indexOf('met');
    if (met >= 0) return ways[met];
    const open = looks.flatMap((each) => (each === 'met' ? [] : [each]));
    if (deadline.isReached || open.every(({ isFinal }) => isFinal)) return mostTelling(open, deadline.isReached);
    // Something came: the whole time is given again.
    deadline.restart();
    return undefined;
  };
  const changing = anyOf(glances.flatMap((glance) => glance.changing ?? []));
  return waitUntil(look, changing, deadline, () => ({ ended: 'silence' }));
}

/** Of all that did not come, what shows most: something that came instead, then how it ended. */
function mostTelling(looks: readonly Exclude<ReturnType<Glance['look']>, 'met'>[], isLate: boolean): StepOutcome {
  const outcomes = looks.map(({ outcome }) => outcome);
  return (
    outcomes.find(({ ended }) => ended === 'mismatch') ??
    outcomes.find(({ ended }) => ended !== 'silence' || !isLate) ??
    outcomes[0] ?? { ended: 'silence' }
  );
}

function judgeEither(args: EitherArgs, outcome: StepOutcome, evidence: JudgeContext): FindingDraft | undefined {
  const came = concat([...(outcome.messages ?? []), outcome.rest ?? new Uint8Array()]);
  const comparison = { wanted: args.ways.map(({ says }) => says).join(', or '), actual: excerpt(came) };
  const unended = came.length > 0 ? sayUnended(evidence) : '';
  const rest = unended && `; ${sayBytes(came.length)} came${unended}`;
  switch (outcome.ended) {
    case 'mismatch':
      return {
        code: 'no-way-on',
        summary: `what came is none of the ${args.ways.length} things that may come here`,
        comparison,
      };
    case 'silence':
      return {
        code: 'no-way-on',
        summary: `none of the ${args.ways.length} things that may come here came within ${sayDuration(outcome.waitedMs ?? 0)}${rest}`,
        comparison,
      };
    case 'closed':
    case 'reset':
      return {
        code: 'no-way-on',
        summary: `${evidence.program} ${outcome.ended === 'reset' ? 'broke the connection off (a reset)' : 'closed the connection'} where one of ${args.ways.length} things should come${rest}`,
        comparison,
      };
    default:
      return judgeUnreachable(outcome, evidence);
  }
}

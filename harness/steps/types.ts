import { describeValue } from '../match/describe.js';
import { concat, toBytes } from '../model/bytes.js';
import { shapes } from '../model/shapes.js';
import type { StepOutcome } from '../model/trace.js';
import type { Value } from '../model/value.js';
import { andThen, type Eventual } from '../model/waiting.js';
import { evaluate } from '../value/evaluate.js';
import { judgeGone } from './running.js';
import type { ProgramHandle, StepContext, StepKind } from './step-kind.js';
import { done } from './step-kind.js';

interface TypesArgs {
  readonly value: Value;
  /** Without the line end that Enter makes. */
  readonly raw: boolean;
}

/** Types a line at the keyboard of a program: its standard input, which stays open. */
export const types: StepKind<TypesArgs> = {
  word: 'types',
  summary: 'types a line at its keyboard (standard input)',
  schema: shapes.value,
  modifiers: { raw: { type: 'boolean', description: 'send the bytes alone, without the frame' } },
  actors: ['program'],
  bare: false,
  expects: false,
  connection: () => 'none',
  program: () => ({ kind: 'types' }),
  read: (words) => ({
    value: words.value('types') ?? { kind: 'template', parts: [] },
    raw: words.data('raw') === true,
  }),
  describe: (args) => `type ${describeValue(args.value)}${args.raw ? ' without Enter' : ''}`,
  run(args, context) {
    return atItsTurn(context, (program) => {
      const text = evaluate(args.value, context.sight);
      program.type(args.raw ? text : concat([text, toBytes('\n')]));
    });
  },
  judge: (_args, outcome, { step }) => judgeGone(outcome, step, 'its user still had something to type'),
};

/** Ends the standard input of a program, as Ctrl-D does. */
export const eof: StepKind<Record<string, never>> = {
  word: 'eof',
  summary: 'ends its standard input, as Ctrl-D does',
  schema: { const: 'now', description: 'write it alone: `- client: eof`' },
  modifiers: {},
  actors: ['program'],
  bare: true,
  expects: false,
  connection: () => 'none',
  program: () => ({ kind: 'ends-input' }),
  read: () => ({}),
  describe: () => 'end the input (Ctrl-D)',
  run(_args, context) {
    return atItsTurn(context, (program) => program.endInput());
  },
  judge: (_args, outcome, { step }) => judgeGone(outcome, step, 'its user still had something to type'),
};

function atItsTurn(context: StepContext, act: (program: ProgramHandle) => void): Eventual<StepOutcome> {
  const program = context.program();
  return andThen(program.scriptsTurn(context.deadline(context.withinMs)), () => {
    if (program.exit) return { ended: 'exited', exit: program.exit };
    act(program);
    return done;
  });
}

import type { StepKind } from './step-kind.js';

/** Ends the repetition around it; the steps behind that go on. */
export const leave: StepKind<Record<string, never>> = {
  word: 'leave',
  summary: 'ends the `repeat` around it',
  schema: { const: 'now', description: 'write it alone: `- leave`' },
  modifiers: {},
  actors: ['none'],
  bare: true,
  expects: false,
  connection: () => 'none',
  read(words) {
    if (!words.leaves())
      words.problem({
        code: 'E064',
        message: 'there is nothing to leave: "leave" ends the `repeat` around it',
        suggestion: 'take it away, or put the steps into `repeat`',
      });
    return {};
  },
  describe: () => 'leave the repetition',
  run: () => ({ ended: 'left' }),
  judge: () => undefined,
};

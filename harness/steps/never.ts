import { excerpt } from '../match/compare.js';
import { describeValue } from '../match/describe.js';
import { isNothing } from '../match/met-by-nothing.js';
import { indexOfBytes } from '../model/bytes.js';
import { shapes } from '../model/shapes.js';
import type { Value } from '../model/value.js';
import { evaluate } from '../value/evaluate.js';
import { DISGUISES, disguised, type Disguise } from './disguises.js';
import type { StepKind } from './step-kind.js';
import { done } from './step-kind.js';
import { wiretapped } from './wiretapped.js';

interface NeverArgs {
  readonly value: Value;
  readonly alsoAs: readonly Disguise[];
}

/** What a report shows before and behind what was found. */
const AROUND_BYTES = 16;

/** Expects that something has not crossed the link until now, whichever way: as a sniffer would look for it. */
export const never: StepKind<NeverArgs> = {
  word: 'never',
  summary: 'expects that something has not crossed it, either way: `never: $password`',
  schema: shapes.value,
  modifiers: {
    also_as: {
      type: 'array',
      minItems: 1,
      uniqueItems: true,
      items: { type: 'string', enum: DISGUISES },
      description: `nor disguised: ${DISGUISES.join(', ')}`,
    },
  },
  actors: ['link'],
  bare: false,
  expects: true,
  connection: () => 'none',
  messages: ({ value }) => [{ value, as: 'part' }],
  read(words) {
    const value = words.value('never') ?? { kind: 'template', parts: [] };
    if (words.has('never') && isNothing(value))
      words.problem({
        code: 'E077',
        at: 'never',
        on: 'value',
        message: 'nothing is looked for here, and nothing is found everywhere: no program can pass this',
        suggestion: 'say what must not cross the link',
      });
    return { value, alsoAs: (words.data('also_as') ?? []) as readonly Disguise[] };
  },
  describe: (args) =>
    `never saw ${describeValue(args.value)}${args.alsoAs.length === 0 ? '' : `, nor as ${args.alsoAs.join(', ')}`}`,
  run(args, context) {
    const secret = evaluate(args.value, context.sight);
    for (const { form } of formsOf(args, secret))
      for (const data of wiretapped(context.link())) {
        const at = indexOfBytes(data, form);
        if (at < 0) continue;
        const seen = data.slice(Math.max(0, at - AROUND_BYTES), at + form.length + AROUND_BYTES);
        return { ended: 'mismatch', messages: [seen] };
      }
    return done;
  },
  judge(args, outcome, { step, sight }) {
    if (outcome.ended !== 'mismatch') return undefined;
    const seen = outcome.messages?.[0] ?? new Uint8Array();
    const forms = formsOf(args, evaluate(args.value, sight));
    const disguise = forms.find(({ form }) => indexOfBytes(seen, form) >= 0)?.disguise;
    return {
      code: 'seen-on-the-wire',
      summary: `${describeValue(args.value)} crossed ${step.actor}${disguise === undefined ? '' : ` as ${disguise}`}, where everybody can read it`,
      comparison: { wanted: 'that it never crosses the wire', actual: excerpt(seen) },
    };
  },
};

function formsOf(
  { alsoAs }: NeverArgs,
  secret: Uint8Array,
): readonly { readonly disguise: Disguise | undefined; readonly form: Uint8Array }[] {
  const disguises = alsoAs.flatMap((disguise) => disguised(secret, disguise).map((form) => ({ disguise, form })));
  return [{ disguise: undefined, form: secret }, ...disguises];
}

import { sayDuration } from '../model/duration.js';
import { shapes } from '../model/shapes.js';
import { waitUntil } from '../model/waiting.js';
import { findPattern } from '../match/pattern.js';
import type { LinkTap, StepKind } from './step-kind.js';

interface SawArgs {
  readonly from: string;
  readonly unit: 'datagrams' | 'bytes';
  readonly comparison: '>=' | '<=' | '=';
  readonly count: number;
  readonly matching?: string;
}

const COUNT = { type: ['integer', 'string'], minimum: 0, pattern: '^(>=|<=|=) ?[0-9]+$' };

/** Expects something of what crossed a link, as a tap on the wire would count it (before any damage). */
export const saw: StepKind<SawArgs> = {
  word: 'saw',
  summary: 'expects that so much crossed the link',
  schema: {
    type: 'object',
    properties: {
      from: { ...shapes.name, description: 'whose traffic is counted' },
      datagrams: { ...COUNT, description: 'how many: 6, ">= 6", "<= 6"' },
      bytes: { ...COUNT, description: 'how many bytes in all: ">= 100"' },
      matching: { ...shapes.pattern, description: 'only those that match' },
    },
    required: ['from'],
    additionalProperties: false,
    description: 'what must have crossed the link',
  },
  modifiers: { within: shapes.duration },
  actors: ['link'],
  bare: false,
  expects: true,
  connection: () => 'none',
  read(words) {
    const inside = words.inside('saw');
    const from = inside.text('from') ?? '';
    const { link } = words;
    if (inside.actor('from', from, ['peer', 'program']) && link && from !== link.from && from !== link.to) {
      inside.problem({
        code: 'E021',
        at: 'from',
        on: 'value',
        message: `"${from}" is not at the link "${link.name}"`,
        suggestion: `its two ends are ${link.from} and ${link.to}`,
      });
    }
    for (const word of ['datagrams', 'matching'].filter((each) => link?.over === 'tcp' && inside.has(each))) {
      inside.problem({
        code: 'E043',
        at: word,
        message: 'a TCP link carries a stream of bytes, which nothing cuts into datagrams',
        suggestion: 'count its bytes: `bytes: ">= 5"`',
      });
    }
    const matching = inside.pattern('matching');
    const unit = inside.has('bytes') ? 'bytes' : 'datagrams';
    if (inside.has('bytes') === inside.has('datagrams')) {
      words.problem({
        code: 'E016',
        at: 'saw',
        message: 'saw counts either datagrams or bytes',
        suggestion: 'write `datagrams: ">= 6"`',
      });
    }
    const written = inside.data(unit) as string | number | undefined;
    const [, comparison, digits] = /^(>=|<=|=)? ?(\d+)$/.exec(String(written ?? 0)) ?? [];
    if (comparison === '>=' && Number(digits) === 0)
      inside.problem({
        code: 'E077',
        at: unit,
        on: 'value',
        message: 'no fewer than 0 can cross a link, so no program can fail this',
        suggestion: `write \`${unit}: 0\` where nothing must cross, or ">= 1"`,
      });
    return {
      from,
      unit,
      comparison: (comparison ?? '=') as SawArgs['comparison'],
      count: Number(digits),
      ...(matching !== undefined && { matching }),
    };
  },
  describe: (args) =>
    `saw ${sayComparison(args)} ${args.count} ${args.unit} from ${args.from}${args.matching === undefined ? '' : ` that match /${args.matching}/`}`,
  async run(args, context) {
    const tap = context.link();
    const deadline = context.deadline(context.withinMs);
    // Only "at least" can still come true by waiting.
    const met =
      args.comparison === '>='
        ? await waitUntil(
            () => isMet(args, count(args, tap)) || undefined,
            tap,
            deadline,
            () => false,
          )
        : isMet(args, count(args, tap));
    return { ended: met ? 'done' : 'mismatch', counted: count(args, tap), waitedMs: context.withinMs };
  },
  judge(args, outcome) {
    if (outcome.ended !== 'mismatch') return undefined;
    const waited = args.comparison === '>=' ? ` within ${sayDuration(outcome.waitedMs ?? 0)}` : '';
    return {
      code: 'wrong-count',
      summary: `${outcome.counted} ${outcome.counted === 1 ? args.unit.slice(0, -1) : args.unit} came from the ${args.from}${waited}; expected were ${sayComparison(args)} ${args.count}`,
    };
  },
};

function count(args: SawArgs, tap: LinkTap): number {
  const counted = tap.crossed.filter(
    ({ from, data }) => from === args.from && (args.matching === undefined || findPattern(args.matching, data)),
  );
  return args.unit === 'datagrams' ? counted.length : counted.reduce((total, { data }) => total + data.length, 0);
}

function isMet(args: SawArgs, counted: number): boolean {
  return args.comparison === '>='
    ? counted >= args.count
    : args.comparison === '<='
      ? counted <= args.count
      : counted === args.count;
}

function sayComparison(args: SawArgs): string {
  return args.comparison === '>=' ? 'at least' : args.comparison === '<=' ? 'at most' : 'exactly';
}

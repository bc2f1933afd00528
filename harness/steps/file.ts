import { compareBytes, excerpt } from '../match/compare.js';
import { describePredicates, describeValue } from '../match/describe.js';
import { captures, meets } from '../match/meets.js';
import { grouped } from '../model/grouped.js';
import { sayDuration } from '../model/duration.js';
import type { Predicate } from '../model/matcher.js';
import { shapes } from '../model/shapes.js';
import type { StepOutcome } from '../model/trace.js';
import type { Value } from '../model/value.js';
import { reached } from '../model/waiting.js';
import { evaluate, type Sight } from '../value/evaluate.js';
import { exactBytes } from './expect-take.js';
import type { FindingDraft, JudgeContext, StepContext, StepKind } from './step-kind.js';

interface FileArgs {
  readonly path: Value;
  readonly exists: boolean;
  /** What is in it; empty where that does not matter. */
  readonly predicates: readonly Predicate[];
}

/** How often the folder is looked at. */
const LOOK_EVERY_MS = 20;

/** Expects a file in the folder of the program, and something of what is in it; or that there is no such file. */
export const file: StepKind<FileArgs> = {
  word: 'file',
  summary: 'expects a file in its folder, and what is in it: `file: pic.bin, is: $body`',
  schema: { type: 'string', pattern: '\\S', description: 'the path of the file in the folder, with ${names} in it' },
  modifiers: {
    is: { ...shapes.predicates, description: 'what is in the file' },
    exists: { type: 'boolean', description: '`false`: there is no such file' },
    within: shapes.duration,
  },
  actors: ['program'],
  bare: false,
  expects: true,
  connection: () => 'none',
  read(words) {
    const path = words.value('file') ?? { kind: 'template', parts: [] };
    const exists = words.data('exists') !== false;
    const fixed = path.kind === 'template' && path.parts.every((part) => 'text' in part);
    if (fixed) words.demandPath('file');
    if (!exists && words.has('is'))
      words.problem({
        code: 'E016',
        at: 'is',
        message: 'a file that must not exist has nothing in it',
        suggestion: 'keep one of "is" and "exists: false"',
      });
    return { path, exists, predicates: words.has('is') ? words.predicates('is') : [] };
  },
  describe(args) {
    const content = args.predicates.length === 0 ? '' : `, which is ${describePredicates(args.predicates)}`;
    return `${args.exists ? 'has' : 'has no'} file ${describeValue(args.path)}${content}`;
  },
  run,
  judge,
};

async function run(args: FileArgs, context: StepContext): Promise<StepOutcome> {
  const program = context.program();
  const path = pathOf(args, context.sight);
  const deadline = context.deadline(context.withinMs);
  for (;;) {
    // Looked at after that, it is as the program has left it.
    const hasEnded = program.exit !== undefined;
    const data = await program.file(path);
    if (isRight(args, data, context.sight)) {
      if (data) context.keep(captures(args.predicates, data));
      return { ended: 'done' };
    }
    if (deadline.isReached || hasEnded)
      return { ended: 'mismatch', messages: data ? [data] : [], waitedMs: context.withinMs };
    await reached(context.deadline(LOOK_EVERY_MS));
  }
}

function isRight(args: FileArgs, data: Uint8Array | undefined, sight: Sight): boolean {
  if (!args.exists) return data === undefined;
  return data !== undefined && meets(args.predicates, data, sight);
}

function pathOf(args: FileArgs, sight: Sight): string {
  return new TextDecoder().decode(evaluate(args.path, sight));
}

function judge(args: FileArgs, outcome: StepOutcome, { sight, step }: JudgeContext): FindingDraft | undefined {
  if (outcome.ended !== 'mismatch') return undefined;
  const name = JSON.stringify(pathOf(args, sight));
  const within = `within ${sayDuration(outcome.waitedMs ?? 0)}`;
  const data = outcome.messages?.[0];
  if (!args.exists)
    return { code: 'file-still-there', summary: `the ${step.actor} still has the file ${name} in its folder` };
  if (!data) return { code: 'no-file', summary: `the ${step.actor} had no file ${name} in its folder ${within}` };
  const wanted = describePredicates(args.predicates, sight);
  const exact = exactBytes(args.predicates, sight);
  const size = (bytes: Uint8Array): string => grouped(bytes.length);
  return {
    code: 'file-differs',
    summary: exact
      ? `the file ${name} is not what it should be: it has ${size(data)} bytes, and should have ${exact.length === data.length ? 'other ones' : size(exact)}`
      : `the file ${name} is not ${wanted}`,
    comparison: exact ? compareBytes(exact, data, wanted) : { wanted, actual: excerpt(data) },
  };
}

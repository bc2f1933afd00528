import { sayDuration } from '../model/duration.js';
import { grouped, sayBytes } from '../model/grouped.js';
import type { Predicate } from '../model/matcher.js';
import { shapes } from '../model/shapes.js';
import type { StepOutcome } from '../model/trace.js';
import { waitUntil } from '../model/waiting.js';
import { compareBytes, excerpt } from '../match/compare.js';
import { describePredicates } from '../match/describe.js';
import { captures, firstUnmet, meets } from '../match/meets.js';
import { areMetByAnything } from '../match/met-by-nothing.js';
import type { Sight } from '../value/evaluate.js';
import { brokenOff } from './broken-off.js';
import { exactBytes } from './expect-take.js';
import type { StepKind } from './step-kind.js';

interface PrintsArgs {
  readonly predicates: readonly Predicate[];
}

/** Expects something of what the program has written to its standard output, since something was typed into it last. */
export const prints = ofOutput({
  word: 'prints',
  stream: 'stdout',
  summary: 'expects something of what the program prints (standard output)',
  description: 'what the output must be like',
  code: 'not-printed',
});

/** Expects something of what the program tells a person about trouble: on standard error or standard output, as beginners do. */
export const complains = ofOutput({
  word: 'complains',
  stream: 'either',
  summary: 'expects a message about trouble (standard error or output)',
  description: 'what the message must be like',
  code: 'no-complaint',
});

function ofOutput(kind: {
  readonly word: string;
  readonly stream: 'stdout' | 'either';
  readonly summary: string;
  readonly description: string;
  readonly code: string;
}): StepKind<PrintsArgs> {
  return {
    word: kind.word,
    summary: kind.summary,
    schema: { ...shapes.predicates, description: kind.description },
    modifiers: { within: shapes.duration },
    actors: ['program'],
    bare: false,
    expects: true,
    connection: () => 'none',
    read(words) {
      const predicates = words.predicates(kind.word);
      if (areMetByAnything(predicates))
        words.problem({
          code: 'E077',
          at: kind.word,
          on: 'value',
          message: 'this is met by a program that prints nothing, so none can fail it',
          suggestion: 'say something that must be printed, like { match: "\\\\S" } for anything at all',
        });
      return { predicates };
    },
    describe: (args) => `${kind.word} ${describePredicates(args.predicates)}`,
    run(args, context) {
      const program = context.program();
      const deadline = context.deadline(context.withinMs);
      const missing = (ended: 'mismatch' | 'silence'): StepOutcome => ({
        ended,
        messages: [program.printed(kind.stream)],
        waitedMs: context.withinMs,
      });
      return waitUntil<StepOutcome>(
        () => {
          const output = program.printed(kind.stream);
          // Once it has ended nothing more will come, and there is no need to wait.
          if (!isWanted(args.predicates, output, context.sight)) return program.exit && missing('mismatch');
          context.keep(captures(args.predicates, output));
          return { ended: 'done', messages: [output] };
        },
        program,
        deadline,
        () => missing('silence'),
      );
    },
    decides: () => true,
    glance(args, context) {
      const program = context.program();
      return {
        changing: program,
        look() {
          const output = program.printed(kind.stream);
          if (isWanted(args.predicates, output, context.sight)) return 'met';
          const ended = program.exit ? 'mismatch' : 'silence';
          return {
            isFinal: program.exit !== undefined,
            outcome: { ended, messages: [output], waitedMs: context.withinMs },
          };
        },
      };
    },
    judge(args, outcome, { step, sight, program }) {
      if (outcome.ended !== 'mismatch' && outcome.ended !== 'silence') return undefined;
      const output = outcome.messages?.[0] ?? new Uint8Array();
      const name = step.actor ? `the ${step.actor}` : program;
      const unmet = firstUnmet(args.predicates, output, sight);
      const wanted = describePredicates(args.predicates, sight);
      const when = outcome.ended === 'silence' ? ` within ${sayDuration(outcome.waitedMs ?? 0)}` : '';
      const problem =
        output.length === 0
          ? `${name} printed nothing${when}; expected was ${wanted}`
          : `what ${name} printed is not ${unmet ? describePredicates([unmet], sight) : wanted}`;
      const part = unmet && brokenOff(unmet, output, sight);
      const comparison = part
        ? compareBytes(part.wanted, part.actual, wanted)
        : { wanted, actual: excerpt(output, 0, 512) };
      return {
        code: kind.code,
        summary: part
          ? `${problem}: only the first ${grouped(part.sharedBytes)} of ${sayBytes(part.wanted.length)} are there`
          : problem,
        comparison: { ...comparison, printed: true },
      };
    },
  };
}

const NEWLINE = 0x0a;
const CARRIAGE_RETURN = 0x0d;

/** Whoever wants exactly a text means a line: the line end that `print` puts behind it does not count, unless the text has one. */
function isWanted(predicates: readonly Predicate[], output: Uint8Array, sight: Sight): boolean {
  if (meets(predicates, output, sight)) return true;
  const wanted = exactBytes(predicates, sight);
  if (!wanted?.length || output.at(-1) !== NEWLINE) return false;
  return meets(predicates, output.subarray(0, output.at(-2) === CARRIAGE_RETURN ? -2 : -1), sight);
}

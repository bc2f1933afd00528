import type { JsonSchema } from '../model/language.js';
import type {
  CheckReport,
  Exchange,
  ExchangeEvent,
  FindingReport,
  OutputReport,
  Report,
  RunInfo,
  RunReport,
  Sheet,
  StepReport,
  Totals,
} from '../model/report.js';
import type { Position, SourceRange } from '../model/source.js';
import type { Because, Comparison, Excerpt, Explanation, Remark } from '../model/verdict.js';
import { amount, bytes, choice, count, flag, list, maybe, must, object, ordinal, tagged, text } from './shape.js';

/** The version that this wiremark writes and reads. */
export const REPORT_VERSION = 1;

/** The JSON Schema of an encoded report; `schemas/report.schema.json` is this, as a file. */
export function reportSchema(): JsonSchema {
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: 'https://wiremark.dev/schemas/report-1.json',
    title: 'wiremark report, version 1',
    ...report.schema,
    $defs: Object.fromEntries(Object.entries(report.definitions).sort(([a], [b]) => (a < b ? -1 : 1))),
  };
}

const status = choice('passed', 'failed', 'blocked', 'inconclusive');
const because = choice<Because>('harness', 'host', 'kernel', 'machine', 'damage-never-fired', 'spec');

const totals = object<Totals>('Totals', 'Points and verdicts, added up.', {
  points: must('Earned.', amount),
  maxPoints: must('What all checks together are worth.', amount),
  passed: must('How many checks passed.', count),
  failed: must('How many checks failed.', count),
  blocked: must('How many checks were not tried, because one that they need did not pass.', count),
  inconclusive: must('How many checks could not be judged; no marks were taken for them.', count),
});

const run = object<RunInfo>('RunInfo', 'When, where and how the run was made.', {
  id: must("The name of the run's folder under reports/.", text),
  startedAt: must('ISO 8601, UTC.', text),
  durationMs: must('From start to end.', amount),
  seed: must('All chance of the run comes from it: the same seed makes the same run.', text),
  slow: must('Every deadline was multiplied by it; 1 is as the spec says.', amount),
  wiremark: must('The version of wiremark that made the run.', text),
  machine: must(
    'The machine that it ran on.',
    object<RunInfo['machine']>('Machine', 'The machine that a run was made on.', {
      platform: must('The operating system and processor.', text),
      cores: must('How many processor cores it has.', count),
      node: must('The version of Node.js.', text),
    }),
  ),
  isolation: must('How the submission was kept apart from the machine, and what that could not observe.', text),
});

const position = object<Position>('Position', 'A place in a text file.', {
  line: must('From 1.', ordinal),
  column: must('From 1, in UTF-16 units, as editors count.', ordinal),
});

const origin = object<SourceRange>('SourceRange', 'A stretch of a text file, end exclusive.', {
  file: must('The file.', text),
  start: must('Its first character.', position),
  end: must('Behind its last character.', position),
});

const excerpt = object<Excerpt>('Excerpt', 'Some bytes of a longer run of bytes.', {
  length: must('Of the whole.', count),
  from: must('Offset of `data` in the whole.', count),
  data: must('The bytes shown.', bytes),
});

const comparison = object<Comparison>(
  'Comparison',
  'Expected against actual, cut to a window round the first difference.',
  {
    expected: maybe('Absent where there is no exact text to show; then `wanted` says it in words.', excerpt),
    wanted: must('What was expected, in words.', text),
    actual: must('What came.', excerpt),
    differsAt: maybe('The first byte at which the two part, from 0.', count),
    printed: maybe('What came is what a program printed; nothing of it passed on a wire.', flag),
  },
);

const finding = object<FindingReport>('Finding', 'One thing that the program did wrong, with the evidence.', {
  code: must('A stable name; `wiremark explain CODE` tells more.', text),
  summary: must('One sentence for the student.', text),
  run: must('The run of the check that it happened in.', text),
  step: maybe('The step of the check that it happened in.', text),
  actor: maybe('The peer or program of that step.', text),
  comparison: maybe('Where bytes were compared.', comparison),
  hint: maybe("The step's own hint.", text),
  origin: must('Where the spec asks for it.', origin),
  usedAt: maybe(
    'Where its step stands in a block: the lines that use the block, from the check inwards.',
    list(
      object<NonNullable<FindingReport['usedAt']>[number]>('UsedAt', 'A line of a spec that uses a block.', {
        line: must('From 1.', ordinal),
        text: must('The whole line.', text),
      }),
    ),
  ),
  source: must(
    "The author's line.",
    object<FindingReport['source']>(
      'SourceLine',
      'One line of a spec, with the stretch of it that a finding is about.',
      {
        file: must('The file.', text),
        line: must('From 1.', ordinal),
        column: must('Of the first character of the stretch, from 1.', ordinal),
        endColumn: must('Behind its last character.', ordinal),
        text: must('The whole line.', text),
      },
    ),
  ),
});

const explanation = object<Explanation>('Explanation', 'The mistake that explains the findings.', {
  code: must('The name of the diagnosis.', text),
  title: must('The mistake, in a few words.', text),
  evidence: must('What shows it.', text),
  advice: must('What to do.', text),
});

const remark = object<Remark>('Remark', 'Something about a program that should be known, and costs nothing.', {
  code: must('A stable name; `wiremark explain CODE` tells more.', text),
  program: must('Whose it is.', text),
  summary: must('One sentence for the student.', text),
});

const step = object<StepReport>('Step', 'A step of a check, in words.', {
  id: must('Its path in the check: `3`, or `2.1` inside the second.', text),
  depth: must('How deep it is nested, from 0.', count),
  actor: maybe('Who does or expects it.', text),
  text: must('What is done or expected.', text),
  line: must('Its line in the spec.', ordinal),
  state: must('`not reached`: a step before it ended the run.', choice('done', 'failed', 'not reached')),
});

const runOfCheck = object<RunReport>('Run', 'One run of a check that has several.', {
  id: must('Its name in this report.', text),
  label: must('What is special about it, in words.', text),
  status: must('Its verdict.', status),
});

type EventOf<Kind extends ExchangeEvent['kind']> = Extract<ExchangeEvent, { readonly kind: Kind }>;
const at = must('Milliseconds since the run began.', amount);

const event = tagged<ExchangeEvent, 'kind'>('kind', {
  message: object<EventOf<'message'>>('Message', 'Bytes that passed, or were meant to.', {
    kind: must('Always `message`.', choice('message')),
    atMs: at,
    from: must('The lane that it left.', text),
    to: must('The lane that it was meant for.', text),
    flow: must('Its connection.', text),
    length: must('Its whole size in bytes.', count),
    data: must('Its bytes; of a long one the beginning only.', bytes),
    damage: maybe('What a link did to it, in words.', text),
  }),
  signal: object<EventOf<'signal'>>('Signal', 'A connection opened, half closed, closed or reset.', {
    kind: must('Always `signal`.', choice('signal')),
    atMs: at,
    from: must('The lane that it left.', text),
    to: must('The lane that it was meant for.', text),
    flow: must('Its connection.', text),
    text: must('In words.', text),
  }),
  note: object<EventOf<'note'>>('Note', 'Something that happened at one lane.', {
    kind: must('Always `note`.', choice('note')),
    atMs: at,
    at: must('The lane.', text),
    text: must('In words.', text),
    tone: must('`bad`: this is part of what went wrong.', choice('plain', 'bad')),
    endsScript: maybe('The script ends here: what follows came when our sides were closed.', flag),
  }),
});

const exchange = object<Exchange>('Exchange', 'A ladder diagram as data.', {
  lanes: must('Who takes part, from left to right.', list(text)),
  events: must('What passed between them, in order.', list(event)),
  leftOut: must('How many events in the middle were left out.', count),
});

const output = object<OutputReport>('Output', 'What a program wrote to one of its streams.', {
  program: must('The program.', text),
  stream: must('Where it wrote.', choice('stdout', 'stderr')),
  length: must('Of all that it wrote, in bytes.', count),
  head: must('The beginning.', bytes),
  tail: must('The end, where it is too long to show whole.', bytes),
  lateLines: maybe('So many of its lines, the last ones, came when the script had ended.', count),
  log: must("Path of the whole log, relative to the run's folder.", text),
});

const check = object<CheckReport>('Check', 'One graded behaviour and its verdict.', {
  id: must('Its name in the spec.', text),
  name: must('What it asks, in a line.', text),
  tags: must('Words to select it by.', list(text)),
  hidden: must('True where its content is not shown.', flag),
  points: must('Earned.', amount),
  maxPoints: must('What it is worth.', amount),
  status: must('Its verdict.', status),
  blockedBy: maybe('The check that it waited for, when blocked.', text),
  inconclusive: maybe(
    'Why marks are withheld, when inconclusive.',
    object<NonNullable<CheckReport['inconclusive']>>('Withheld', 'Why marks are withheld.', {
      because: must("Whose fault it is; never the submission's.", because),
      detail: must('What happened.', text),
    }),
  ),
  findings: must('What the program did wrong.', list(finding)),
  remarks: maybe('What was seen besides, and costs nothing.', list(remark)),
  diagnosis: maybe('The mistake that explains the findings.', explanation),
  hint: maybe("The check's own hint, when it did not pass.", text),
  values: maybe('What names of the spec stood for when it failed.', list(text)),
  durationMs: must('How long its runs took.', amount),
  seed: must('The seed of the run that is shown.', text),
  again: must('The command that runs just this check again, with the same chances.', text),
  steps: must('Its steps, in words.', list(step)),
  runs: must('Its runs, where it has more than one.', list(runOfCheck)),
  exchange: must('What passed on the wire in the run that is shown.', exchange),
  output: must('What the programs wrote in that run.', list(output)),
  copy: maybe(
    'The copy of the submission that they ran in.',
    object<NonNullable<CheckReport['copy']>>('Copy', 'A copy of a submission.', {
      seenAs: must('What the programs called it.', text),
      of: must('The folder that their student knows; empty where a file alone was handed in.', text),
    }),
  ),
  damage: must('Damage that the links did, in words.', list(text)),
});

const sheet = object<Sheet>('Sheet', 'One spec, one submission.', {
  spec: must(
    'The assignment.',
    object<Sheet['spec']>('Spec', 'The assignment.', {
      id: must("The file's name without its ending.", text),
      name: must('Its title.', text),
      about: maybe('What it is about.', text),
      file: must('Its file.', text),
      sha256: must('Of the file, in hex: two reports with the same one were marked by the same spec.', text),
    }),
  ),
  submission: must(
    'What was handed in.',
    object<Sheet['submission']>('Submission', 'What was handed in.', {
      name: must('Whose it is, or how it is called.', text),
      folder: must('Where it was found.', text),
      programs: must(
        'How each program of the spec was launched.',
        list(
          object<Sheet['submission']['programs'][number]>('Program', 'How one program was launched.', {
            name: must('Its name in the spec.', text),
            command: must('The command.', text),
            because: must('Where the command came from.', text),
          }),
        ),
      ),
    }),
  ),
  totals: must('Of this sheet.', totals),
  checks: must('In the order of the spec.', list(check)),
});

/** How a report stands in `report.json`. */
export const report = object<Report>('Report', 'What one run of wiremark found.', {
  format: must('Tells this file from other JSON.', choice('wiremark-report')),
  version: must('Of this format. Readers refuse versions that they do not know.', choice(REPORT_VERSION)),
  run: must('When, where and how.', run),
  sheets: must('One for each spec and submission.', list(sheet)),
  totals: must('Of all sheets.', totals),
});

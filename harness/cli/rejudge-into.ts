import { existsSync, readFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { markedClass } from '../marking/graded-class.js';
import { Journal, readJournal, type JournalRead } from '../marking/journal.js';
import type { SpecIdentity } from '../marking/journal-entry.js';
import type { MarkingFolder } from '../marking/marking-folder.js';
import { rejudgeClass } from '../marking/rejudge-class.js';
import { writeClass } from '../marking/write-class.js';
import type { Submission } from '../model/plan.js';
import { makePlan } from '../plan/make-plan.js';
import { rejudgeSheet } from '../report/rejudge-sheet.js';
import { renderDiagnostics } from '../reporters/diagnostics.js';
import { readSpec } from '../spec/read-spec.js';
import { checksOf } from './class-checks.js';
import type { OwnWorksheet } from './class-worksheet.js';
import { packageVersion } from './files.js';
import { language } from './language.js';
import type { LoadedSpec } from './load-spec.js';
import { loadDiagnoses, registries } from './registries.js';
import { logPath } from './run-folder.js';
import { runInfoOf } from './run-info.js';
import { UsageError } from './usage-error.js';

export interface Rejudged {
  /** The keys of those who have no evidence any more. */
  readonly lost: readonly string[];
  readonly filled: ReturnType<OwnWorksheet['fill']> | undefined;
}

/**
 * Judges a whole marking again, and writes all that comes out of one into another folder, by the same code as `mark`.
 * What does not fit is told before anything is judged.
 */
export async function rejudgeInto(
  from: MarkingFolder,
  to: MarkingFolder,
  before: JournalRead,
  worksheet: OwnWorksheet | undefined,
): Promise<Rejudged> {
  const { begun } = before;
  const specs = begun.specs.map((each) => loadSaved(from, each, begun.settings));
  const maxPoints = specs.flatMap(({ spec }) => spec.checks).reduce((sum, { points }) => sum + points, 0);
  const rules = { course: begun.course, overrides: new Map(begun.overrides), maxPoints };
  worksheet?.fill(markedClass(begun.roll, new Map(), to), rules);
  await mkdir(to.path, { recursive: true });
  for (const { spec } of specs) await to.saveSpec(spec.id, readFileSync(from.specFile(spec.id)));
  const journal = await Journal.open(to.journal);
  try {
    const now = { ...begun, wiremark: packageVersion() };
    await journal.append(now);
    const judges = { ...registries, diagnoses: await loadDiagnoses() };
    const lost = await rejudgeClass(before, {
      from,
      to,
      journal,
      planOf: (id, submission) => planOf(specs, id, submission, begun),
      rejudge: (plan, sheet, traces) =>
        rejudgeSheet(plan, sheet, traces, {
          judges,
          context: {
            again: (check) => sheet.checks.find(({ id }) => id === check)?.again ?? '',
            logOf: (id, program, stream) =>
              logPath({ spec: plan.spec.id, submission: plan.submission.name }, id, program, stream),
          },
        }),
    });
    const read = await readJournal(to.journal);
    if (!read || 'problem' in read) throw new Error('the journal that was just written cannot be read');
    const entries = markedClass(begun.roll, read.ended, to);
    const filled = worksheet?.fill(entries, rules);
    await writeClass({
      entries,
      rules,
      markedBy: now,
      checks: checksOf(specs.map(({ spec }) => spec)),
      markedAt: begun.at,
      folder: to,
      runInfo: (key, startedAt) => runInfoOf(now, begun.isolation, key, startedAt),
      ...(filled && { worksheet: filled }),
    });
    await journal.append({ type: 'done' });
    return { lost, filled };
  } finally {
    await journal.close();
  }
}

/** As it was when the class was marked, under the name that it had. */
function loadSaved(
  from: MarkingFolder,
  { id, file, sha256 }: SpecIdentity,
  settings: Readonly<Record<string, string>>,
): LoadedSpec {
  const saved = from.specFile(id);
  if (!existsSync(saved)) throw new UsageError(`there is no ${saved}: without it nothing can be judged again`);
  const { spec, diagnostics, source } = readSpec(readFileSync(saved), file, language, settings);
  if (!spec)
    throw new UsageError(
      `this wiremark does not understand the saved spec any more: ${saved}\n${renderDiagnostics(diagnostics, () => source)}`,
    );
  return { spec, file, sha256 };
}

function planOf(
  specs: readonly LoadedSpec[],
  id: string,
  submission: Submission,
  { seed, slow }: JournalRead['begun'],
): ReturnType<typeof makePlan> {
  const loaded = specs.find(({ spec }) => spec.id === id);
  if (!loaded) throw new Error(`the marking knows no spec ${id}`);
  return makePlan(loaded.spec, submission, { seed, slow, only: () => true });
}

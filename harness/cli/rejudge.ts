import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { diffMarkings } from '../marking/diff-markings.js';
import { markedClass } from '../marking/graded-class.js';
import { Journal, readJournal, type JournalRead } from '../marking/journal.js';
import { loadMarking } from '../marking/load-marking.js';
import type { SpecIdentity } from '../marking/journal-entry.js';
import { MarkingFolder } from '../marking/marking-folder.js';
import { rejudgeClass } from '../marking/rejudge-class.js';
import { writeClass } from '../marking/write-class.js';
import type { Submission } from '../model/plan.js';
import { makePlan } from '../plan/make-plan.js';
import { rejudgeSheet } from '../report/rejudge-sheet.js';
import { renderDiagnostics } from '../reporters/diagnostics.js';
import { counted } from '../reporters/wording.js';
import { readSpec } from '../spec/read-spec.js';
import { checksOf } from './class-checks.js';
import { packageVersion } from './files.js';
import { language } from './language.js';
import type { LoadedSpec } from './load-spec.js';
import { loadDiagnoses, registries } from './registries.js';
import { logPath } from './run-folder.js';
import { runInfoOf } from './run-info.js';
import { openTemporaryFolder } from './temporary-folder.js';
import { EXIT, UsageError } from './usage-error.js';

/**
 * Judges a marking of a class again from its traces, without running anything, and shows what that changes. Where a
 * folder is named, the new marking is written there, whole. Exit code 0 where nothing changes, 1 where something does.
 */
export async function rejudge(run: string, { out }: { readonly out?: string | undefined }): Promise<number> {
  const from = new MarkingFolder(run);
  const journal = await readJournal(from.journal);
  if (journal === undefined)
    throw new UsageError(`there is no marking in ${run}\nGive the folder that "wiremark mark" has written to.`);
  if ('problem' in journal) throw new UsageError(`${from.journal}: ${journal.problem}`);
  if (!journal.isDone)
    throw new UsageError(`the marking in ${run} was cut off\nGo on with it first: wiremark mark … --resume`);
  if (out !== undefined) {
    if (existsSync(out) && readdirSync(out).length > 0)
      throw new UsageError(`${out} is not empty\nName another folder: --out FOLDER`);
    return rejudgeInto(from, new MarkingFolder(out), journal);
  }
  const temporary = await openTemporaryFolder();
  try {
    return await rejudgeInto(from, new MarkingFolder(join(temporary.path, 'rejudged')), journal);
  } finally {
    await temporary.close();
  }
}

async function rejudgeInto(from: MarkingFolder, to: MarkingFolder, before: JournalRead): Promise<number> {
  const { begun } = before;
  const specs = begun.specs.map((each) => loadSaved(from, each, begun.settings));
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
    const maxPoints = specs.flatMap(({ spec }) => spec.checks).reduce((sum, { points }) => sum + points, 0);
    await writeClass({
      entries: markedClass(begun.roll, read.ended, to),
      rules: { course: begun.course, overrides: new Map(begun.overrides), maxPoints },
      markedBy: now,
      checks: checksOf(specs.map(({ spec }) => spec)),
      markedAt: begun.at,
      folder: to,
      runInfo: (key, startedAt) => runInfoOf(now, begun.isolation, key, startedAt),
    });
    await journal.append({ type: 'done' });
    return await sayChanges(from.path, to.path, lost);
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

async function sayChanges(before: string, after: string, lost: readonly string[]): Promise<number> {
  const [old, now] = [await loadMarking(before), await loadMarking(after)];
  if ('problem' in old) throw new UsageError(old.problem);
  if ('problem' in now) throw new Error(now.problem);
  const { text, isEmpty } = await diffMarkings(old, now);
  process.stdout.write(text);
  if (lost.length > 0)
    process.stdout.write(
      `${counted(lost.length, 'submission has', 'submissions have')} no evidence any more, and kept the verdicts: ${lost.join(', ')}\n`,
    );
  return isEmpty ? EXIT.passed : EXIT.failed;
}

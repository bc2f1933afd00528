import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile, rename } from 'node:fs/promises';
import { resolve } from 'node:path';
import { archiveFormats } from '../archives/index.js';
import { unpackStudent } from '../intake/unpack-student.js';
import { markedClass } from '../marking/graded-class.js';
import { Journal, readJournal, type JournalRead } from '../marking/journal.js';
import { JOURNAL_VERSION } from '../marking/journal-entry.js';
import { lineProgress } from '../marking/line-progress.js';
import { liveProgress } from '../marking/live-progress.js';
import { markClass } from '../marking/mark-class.js';
import { MarkingFolder } from '../marking/marking-folder.js';
import { writeClass } from '../marking/write-class.js';
import { sayDryRun } from './class-dry-run.js';
import { ClassJob } from './class-job.js';
import { abortWhenInterrupted } from './interruption.js';
import { sayIsolation } from './isolation-words.js';
import type { MarkFlags } from './mark-flags.js';
import { earlierMarking, inLockedFolder, refuseOther } from './marking-place.js';
import { goOnCommand, greeting, isWithheld, summary } from './marking-words.js';
import { runInfoOf } from './run-info.js';
import { openScreen } from './screen.js';
import { shownPath } from './shown-path.js';
import { EXIT, MachineFault, UsageError } from './usage-error.js';
import { openPools } from './worker-pools.js';
import { isWriteError, sayWriteError } from './write-error.js';

/** Carries out `wiremark mark`. Resolves with the exit code: 0 where every submission has its mark. */
export async function markCommand(input: string, flags: MarkFlags): Promise<number> {
  if (flags.resume && flags.fresh) throw new UsageError('--resume and --fresh do not go together');
  const folder = new MarkingFolder(flags.out);
  const before = await earlierMarking(folder, flags);
  const job = await ClassJob.open(input, flags, {
    seed: flags.seed ?? before?.begun.seed ?? randomBytes(4).toString('hex'),
  });
  try {
    if (before) refuseOther(before, job.markedBy, flags.out);
    if (flags.dryRun) {
      process.stdout.write(await sayDryRun(job, folder, before));
      return EXIT.passed;
    }
    return await inLockedFolder(folder, (scratch) => markLocked(folder, job, flags, before, scratch));
  } catch (error) {
    if (isWriteError(error))
      throw new MachineFault(
        `${shownPath(resolve(folder.path))}: ${sayWriteError(error)}; what was marked is kept\nGo on when that is put right: ${goOnCommand(process.argv.slice(2))}`,
      );
    throw error;
  } finally {
    await job.close();
  }
}

async function markLocked(
  folder: MarkingFolder,
  job: ClassJob,
  flags: MarkFlags,
  before: JournalRead | undefined,
  scratch: string,
): Promise<number> {
  const screen = openScreen(process.stdout, process.env);
  const say = (text: string): void => screen.write(`${text}\n`);
  say(greeting(job, flags.out, before));
  const markedAt = before && !before.isDone ? before.begun.at : new Date().toISOString();
  const { signal, forget } = abortWhenInterrupted();
  const { isolation: tier, jobs } = flags;
  const pools = await openPools({ isolation: tier, jobs, signal, scratch });
  const isolation = sayIsolation(pools.tier, pools.because);
  await folder.removeTorn();
  if (flags.fresh && existsSync(folder.journal)) await rename(folder.journal, `${folder.journal}.before`);
  const journal = await Journal.open(folder.journal);
  try {
    await journal.append({
      type: 'begun',
      format: 'wiremark-journal',
      version: JOURNAL_VERSION,
      at: markedAt,
      ...job.markedBy,
      roll: job.students.map(({ work: _work, where: _where, ...student }) => student),
      course: job.rules.course,
      overrides: [...job.rules.overrides],
      isolation,
    });
    for (const { spec, file } of job.specs) await folder.saveSpec(spec.id, await readFile(file));
    const runInfo = (key: string, startedAt: Date) => runInfoOf(job.markedBy, isolation, key, startedAt);
    const live = screen.isLive ? liveProgress(screen, job.students.length, () => performance.now()) : undefined;
    await markClass(
      { students: job.students, known: before?.ended ?? new Map(), jobs: flags.jobs },
      {
        unpack: (student, into) =>
          unpackStudent(student, job.intake.shelf, { into, archiveFormats, nested: job.settled.nested, signal }),
        prepare: (student, unpacked) => job.prepare(student, unpacked),
        markedBy: (student) => job.markedByFor(student),
        pool: pools.pool,
        quietPool: pools.quietPool,
        journal,
        folder,
        progress: live ?? lineProgress(say, job.students.length),
        runInfo,
        scratch,
        signal,
        now: () => new Date(),
        silenceMs: SILENCE_MS * flags.slow,
      },
    );
    live?.clear();
    const read = await readJournal(folder.journal);
    if (!read || 'problem' in read) throw new Error('the journal that was just written cannot be read');
    if (signal.aborted) {
      process.stderr.write(
        `wiremark: ${read.ended.size} of ${job.students.length} are marked, and kept. Go on: ${goOnCommand(process.argv.slice(2))}\n`,
      );
      return EXIT.interrupted;
    }
    const entries = markedClass(job.students, read.ended, folder);
    const worksheet = job.fillWorksheet(entries);
    const written = await writeClass({
      entries,
      rules: job.rules,
      markedBy: job.markedBy,
      checks: job.checks,
      markedAt,
      folder,
      runInfo,
      ...(worksheet && { worksheet }),
    });
    await journal.append({ type: 'done' });
    say(summary(written, folder));
    return written.graded.some(isWithheld) ? EXIT.fault : EXIT.passed;
  } finally {
    forget();
    await Promise.all([pools.pool.close(), pools.quietPool.close()]);
    await journal.close();
  }
}

/** A worker that tells nothing for so long hangs: no check waits for minutes. */
const SILENCE_MS = 600_000;

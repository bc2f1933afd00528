import { randomBytes } from 'node:crypto';
import { setMaxListeners } from 'node:events';
import { existsSync, readdirSync } from 'node:fs';
import { readFile, rename } from 'node:fs/promises';
import { cpus } from 'node:os';
import { resolve } from 'node:path';
import { archiveFormats } from '../archives/index.js';
import { unpackStudent } from '../intake/unpack-student.js';
import { lockFolder } from '../marking/lock.js';
import { Journal, readJournal, type JournalRead } from '../marking/journal.js';
import { JOURNAL_VERSION, type MarkedBy } from '../marking/journal-entry.js';
import { lineProgress } from '../marking/line-progress.js';
import { liveProgress } from '../marking/live-progress.js';
import { markClass } from '../marking/mark-class.js';
import { MarkingFolder } from '../marking/marking-folder.js';
import { markedClass } from '../marking/graded-class.js';
import { Pool } from '../marking/pool.js';
import { writeClass, type Written } from '../marking/write-class.js';
import { visibleString } from '../reporters/visible-text.js';
import { counted, dateText } from '../reporters/wording.js';
import { ClassJob } from './class-job.js';
import type { MarkFlags } from './mark-flags.js';
import { sayIsolation } from './isolation-words.js';
import { openWorker } from './open-marker.js';
import { openScreen } from './screen.js';
import { runInfoOf } from './run-info.js';
import { quoted } from './shell-words.js';
import { shownPath } from './shown-path.js';
import { makeTemporaryFolder, temporaryName } from './temporary-folder.js';
import { EXIT, MachineFault, UsageError } from './usage-error.js';
import type { Worker } from './worker-marker.js';
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
    if (before) refuseOther(before, job, flags);
    if (flags.dryRun) {
      process.stdout.write(await job.sayDryRun(folder, before));
      return EXIT.passed;
    }
    return await markInto(folder, job, { ...flags, input }, before);
  } catch (error) {
    if (isWriteError(error))
      throw new MachineFault(
        `${shownPath(resolve(folder.path))}: ${sayWriteError(error)}; what was marked is kept\nGo on when that is put right: ${againCommand({ ...flags, input })}`,
      );
    throw error;
  } finally {
    await job.close();
  }
}

/** With what stands before the options. */
interface GivenFlags extends MarkFlags {
  readonly input: string;
}

/** What an earlier marking has left in the folder; undefined where all is to be marked. */
async function earlierMarking(
  folder: MarkingFolder,
  { resume, fresh, out }: MarkFlags,
): Promise<JournalRead | undefined> {
  const journal = await orUnwritable(out, readJournal(folder.journal));
  if (journal === undefined) {
    if (resume) throw new UsageError(`--resume: there is no marking in ${out} to go on with`);
    if (existsSync(out) && readdirSync(out).some((name) => name !== '.lock' && name !== 'journal.jsonl'))
      throw new UsageError(`${out} is not empty, and holds no marking\nName another folder: --out FOLDER`);
    return undefined;
  }
  if (fresh) return undefined;
  if ('problem' in journal)
    throw new UsageError(
      `${shownPath(resolve(folder.journal))}: ${journal.problem}\nMark all anew: --fresh. Or name another folder: --out FOLDER`,
    );
  return journal;
}

/** A folder that is of no use is the caller's to change. */
async function orUnwritable<T>(out: string, work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (!isWriteError(error)) throw error;
    throw new UsageError(
      `results cannot be written to ${out}: ${sayWriteError(error)}\nName another folder: --out FOLDER`,
    );
  }
}

function refuseOther({ begun }: JournalRead, { markedBy }: ClassJob, { out }: MarkFlags): void {
  const ids = (by: MarkedBy): string => by.specs.map(({ id }) => id).join(', ');
  if (ids(begun) !== ids(markedBy))
    throw new UsageError(
      `${out} holds a marking by ${ids(begun)}, and this one is by ${ids(markedBy)}\nName another folder: --out FOLDER. Or write over that marking: --fresh`,
    );
}

async function markInto(
  folder: MarkingFolder,
  job: ClassJob,
  flags: GivenFlags,
  before: JournalRead | undefined,
): Promise<number> {
  const scratch = temporaryName();
  const lock = await orUnwritable(flags.out, lockFolder(folder.path, scratch));
  if ('heldBy' in lock)
    throw new UsageError(
      `another wiremark (process ${lock.heldBy}) is marking into ${flags.out}\nWait for its end, or name another folder: --out FOLDER`,
    );
  try {
    const temporary = await makeTemporaryFolder(scratch);
    try {
      return await markLocked(folder, job, flags, before, scratch);
    } finally {
      await temporary.close();
    }
  } finally {
    await lock.release();
  }
}

async function markLocked(
  folder: MarkingFolder,
  job: ClassJob,
  flags: GivenFlags,
  before: JournalRead | undefined,
  scratch: string,
): Promise<number> {
  const screen = openScreen(process.stdout, process.env);
  const say = (text: string): void => screen.write(`${text}\n`);
  say(greeting(job, flags, before));
  await folder.removeTorn();
  if (flags.fresh && existsSync(folder.journal)) await rename(folder.journal, `${folder.journal}.before`);
  for (const { spec, file } of job.specs) await folder.saveSpec(spec.id, await readFile(file));
  const journal = await Journal.open(folder.journal);
  const markedAt = before && !before.isDone ? before.begun.at : new Date().toISOString();
  const interruption = new AbortController();
  // Each worker listens to it.
  setMaxListeners(0, interruption.signal);
  const stop = (): void => {
    if (interruption.signal.aborted) return;
    process.stderr.write('\nwiremark: interrupted; ending what was launched\n');
    interruption.abort();
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
  const { signal } = interruption;
  try {
    const first = await openWorker(flags.isolation, workerOptions(flags, signal, scratch));
    const isolation = sayIsolation(first.marker.tier, first.because);
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
    const runInfo = (key: string, startedAt: Date) => runInfoOf(job.markedBy, isolation, key, startedAt);
    const live = screen.isLive ? liveProgress(screen, job.students.length, () => performance.now()) : undefined;
    await markClass(
      { students: job.students, known: before?.ended ?? new Map(), jobs: flags.jobs },
      {
        unpack: (student, into) =>
          unpackStudent(student, job.intake.shelf, { into, archiveFormats, nested: job.settled.nested, signal }),
        prepare: (student, unpacked) => job.prepare(student, unpacked),
        markedBy: (student) => job.markedByFor(student),
        pool: poolOf(flags, signal, scratch, first.marker),
        quietPool: poolOf({ ...flags, isolation: first.marker.tier, jobs: cpus().length * 8 }, signal, scratch),
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
    if (signal.aborted) return sayInterrupted(folder, job, flags);
    const read = await readJournal(folder.journal);
    if (!read || 'problem' in read) throw new Error(`the journal that was just written cannot be read`);
    const entries = markedClass(job.students, read.ended, folder);
    const worksheet = await job.fillWorksheet(entries);
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
    process.off('SIGINT', stop);
    process.off('SIGTERM', stop);
    await journal.close();
  }
}

/** A worker that tells nothing for so long hangs: no check waits for minutes. */
const SILENCE_MS = 600_000;

/** What could pile up in a worker (folders of what was compiled, addresses of its loopback) ends with it. */
const USES = 25;

function poolOf(flags: MarkFlags, signal: AbortSignal, scratch: string, first?: Worker): Pool<Worker> {
  let begun = first;
  return new Pool({
    uses: USES,
    async open() {
      const marker = begun ?? (await openWorker(flags.isolation, workerOptions(flags, signal, scratch))).marker;
      begun = undefined;
      return marker;
    },
  });
}

/** As many checks side by side as `check` runs, shared by those that are marked at once. */
function workerOptions({ jobs }: MarkFlags, signal: AbortSignal, scratch: string) {
  const checks = Math.max(2, Math.floor(Math.min(32, cpus().length * 8) / jobs));
  return { jobs: checks, variables: process.env, signal, scratch };
}

function greeting(job: ClassJob, { out }: MarkFlags, before: JournalRead | undefined): string {
  const { convention } = job.intake;
  const about = `${counted(job.students.length, 'submission')} (${convention}), marked by ${job.specs.map(({ spec }) => spec.id).join(', ')}`;
  if (!before) return about;
  const since = job.whatChanged(before.begun);
  const why =
    since.length > 0
      ? `${since.join(' and ')} changed since: all are marked anew`
      : before.isDone
        ? `what has not changed since ${dateText(before.begun.at)} is not marked again (--fresh does that)`
        : `going on with the marking of ${dateText(before.begun.at)} in ${out}, which was cut off: ${before.ended.size} were done (--fresh begins anew)`;
  return `${about}\n${why}`;
}

function isWithheld({ student: { outcome }, override }: Written['graded'][number]): boolean {
  const isDecided = override?.points !== undefined || override?.grade !== undefined;
  return !isDecided && (outcome.state === 'inconclusive' || outcome.state === 'not-marked');
}

function summary({ graded, files }: Written, folder: MarkingFolder): string {
  const withheld = graded.filter(isWithheld);
  const listed = withheld.map(({ student: { id, name, outcome } }) =>
    visibleString(`  ${id === name ? id : `${id} ${name}`}: ${'reason' in outcome ? outcome.reason : ''}`),
  );
  return [
    `${counted(graded.length, 'student')}: ${graded.length - withheld.length} with a mark${withheld.length === 0 ? '' : `, ${withheld.length} without one, for a person to look at:`}`,
    ...listed,
    ...files.map((file) => shownPath(resolve(folder.path, file))),
  ].join('\n');
}

async function sayInterrupted(folder: MarkingFolder, job: ClassJob, flags: GivenFlags): Promise<number> {
  const read = await readJournal(folder.journal);
  const done = read && !('problem' in read) ? read.ended.size : 0;
  process.stderr.write(
    `wiremark: ${done} of ${job.students.length} are marked, and kept. Go on: ${againCommand(flags)}\n`,
  );
  return EXIT.interrupted;
}

function againCommand({ input, spec, out }: GivenFlags): string {
  return `wiremark mark ${quoted(input)} --spec ${spec.map(quoted).join(' ')} --out ${quoted(out)} --resume`;
}

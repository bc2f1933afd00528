import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Unpacked } from '../archives/unpack.js';
import type { Outcome } from '../gradebook/marked-student.js';
import type { IntakeStudent } from '../intake/student.js';
import type { Report, RunInfo } from '../model/report.js';
import { totalOf } from '../report/make-sheet.js';
import { fingerprintOf } from './fingerprint.js';
import type { Journal } from './journal.js';
import type { EndedEntry } from './journal-entry.js';
import { markWatched } from './mark-watched.js';
import type { MarkRequest, WorkerMarker } from './marker.js';
import type { MarkedSpec, MarkingFolder } from './marking-folder.js';
import type { Pool } from './pool.js';
import type { Prepared } from './prepared.js';
import type { Progress } from './progress.js';
import { outcomeOf } from './outcome.js';

/** What marking a class needs of the world around it. */
export interface ClassTools {
  readonly unpack: (student: IntakeStudent, into: string) => Promise<Unpacked>;
  readonly prepare: (student: IntakeStudent, folder: string) => Prepared;
  /** All that marks depend on, besides what was handed in. */
  readonly markedBy: (student: IntakeStudent) => unknown;
  readonly pool: Pool<WorkerMarker>;
  /** For who is run again: nothing else runs beside it. */
  readonly quietPool: Pool<WorkerMarker>;
  readonly journal: Journal;
  readonly folder: MarkingFolder;
  readonly progress: Progress;
  readonly runInfo: (key: string, startedAt: Date) => Omit<RunInfo, 'durationMs'>;
  /** For what is unpacked. */
  readonly scratch: string;
  readonly signal: AbortSignal;
  readonly now: () => Date;
  /** A worker that tells nothing for so long hangs. */
  readonly silenceMs: number;
}

export interface ClassWork {
  readonly students: readonly IntakeStudent[];
  /** What an earlier run has done, by key. */
  readonly known: ReadonlyMap<string, EndedEntry>;
  /** So many submissions at once. */
  readonly jobs: number;
}

/**
 * Marks a class. Whatever a submission does, the others are marked; one that takes its worker down, or proves nothing,
 * is run again alone at the end. What has ended is in the journal, and its report on disk.
 */
export async function markClass(work: ClassWork, tools: ClassTools): Promise<void> {
  const marking = new ClassMarking(work, tools);
  const queue = [...work.students];
  const again: Postponed[] = [];
  const markNext = async (): Promise<void> => {
    for (let student = queue.shift(); student && !tools.signal.aborted; student = queue.shift()) {
      const postponed = await marking.mark(student, undefined);
      if (postponed) again.push(postponed);
    }
  };
  try {
    await allOrNone(
      Array.from({ length: work.jobs }, () => markNext()),
      () => queue.splice(0),
    );
    await tools.pool.close();
    for (const { student, why } of again) if (!tools.signal.aborted) await marking.mark(student, why);
  } finally {
    await Promise.all([tools.pool.close(), tools.quietPool.close()]);
  }
}

/** Waits for all of them. Where one fails, nothing more is begun, and its reason is thrown. */
async function allOrNone(works: readonly Promise<void>[], stop: () => void): Promise<void> {
  let failure: { readonly reason: unknown } | undefined;
  await Promise.all(
    works.map((work) =>
      work.catch((reason: unknown) => {
        failure ??= { reason };
        stop();
      }),
    ),
  );
  if (failure) throw failure.reason;
}

interface Postponed {
  readonly student: IntakeStudent;
  readonly why: string;
}

/** Of an ended submission, besides its outcome. */
interface About extends Partial<Pick<EndedEntry, 'submissions' | 'remarks'>> {
  /** Empty where nothing was run. */
  readonly fingerprint: string;
}

const NOTHING_RUN: About = { fingerprint: '' };

class ClassMarking {
  private readonly work: ClassWork;
  private readonly tools: ClassTools;

  constructor(work: ClassWork, tools: ClassTools) {
    this.work = work;
    this.tools = tools;
  }

  /** Marks one; `again` says why it is run once more. Resolves with one that has to be run again. */
  async mark(student: IntakeStudent, again: string | undefined): Promise<Postponed | undefined> {
    const { work } = student;
    if (work.kind === 'unsettled') throw new Error(`the work of ${student.key} is not settled`);
    const run = new StudentRun(this.tools, student, again, this.work.known.get(student.key));
    if (work.kind === 'nothing') return run.end({ state: 'nothing-handed-in', reason: work.why });
    const into = join(this.tools.scratch, student.key);
    try {
      const unpacked = await this.tools.unpack(student, into);
      if (unpacked.kind === 'refused') {
        const { code, sentence, advice } = unpacked;
        return await run.end({ state: 'unpack-failed', code, reason: sentence, advice });
      }
      if (unpacked.kind === 'host-fault') return await run.fault(unpacked.detail, NOTHING_RUN);
      const fingerprint = await fingerprintOf(into, this.tools.markedBy(student));
      const known = this.work.known.get(student.key);
      if (known?.fingerprint === fingerprint && isFinal(known) && this.tools.folder.hasReport(student.key)) {
        this.tools.progress.ended?.(student, known.outcome, { by: 'reused', durationMs: known.durationMs });
        return undefined;
      }
      return await run.markIn(into, { fingerprint, remarks: unpacked.remarks });
    } finally {
      await rm(into, { recursive: true, force: true, maxRetries: 3 });
    }
  }
}

/** Marks are withheld for these until they are run again: so they are. */
function isFinal({ outcome }: EndedEntry): boolean {
  return outcome.state !== 'inconclusive' && outcome.state !== 'not-marked';
}

/** One submission on its way through a worker. */
class StudentRun {
  private readonly tools: ClassTools;
  private readonly student: IntakeStudent;
  private readonly again: string | undefined;
  private readonly known: EndedEntry | undefined;
  private readonly startedAt: Date;
  private readonly started = performance.now();

  constructor(tools: ClassTools, student: IntakeStudent, again: string | undefined, known: EndedEntry | undefined) {
    this.tools = tools;
    this.student = student;
    this.again = again;
    this.known = known;
    this.startedAt = tools.now();
    tools.progress.began?.(student);
  }

  async markIn(folder: string, about: About): Promise<Postponed | undefined> {
    const prepared = this.tools.prepare(this.student, folder);
    if (prepared.kind === 'no-program')
      return this.end({ state: 'not-launched', sheets: [], reason: prepared.reason }, about);
    if (prepared.kind === 'unclear') return this.end({ state: 'not-marked', reason: prepared.reason }, about);
    const { requests } = prepared;
    const pool = this.again === undefined ? this.tools.pool : this.tools.quietPool;
    let marked: MarkedSpec[];
    try {
      marked = await pool.use((marker) => this.markAll(marker, requests));
    } catch (error) {
      if (this.tools.signal.aborted) return undefined;
      // Then it is not the worker that has failed.
      if (this.tools.journal.failure !== undefined) throw error;
      const why = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error);
      return this.fault(why, about);
    }
    if (this.tools.signal.aborted) return undefined;
    const outcome = outcomeOf(marked.map(({ sheet }) => sheet));
    if (outcome.state === 'inconclusive' && this.again === undefined) return this.postpone(outcome.reason);
    await this.tools.folder.save(this.student.key, this.reportOf(marked), marked);
    const submissions = Object.fromEntries(requests.map(({ plan }) => [plan.spec.id, plan.submission]));
    return this.end(outcome, { ...about, submissions });
  }

  /** Not the submission's doing as far as anybody knows: once more alone, then it is for a person. */
  async fault(why: string, about: About): Promise<Postponed | undefined> {
    if (this.again === undefined) return this.postpone(why);
    return this.end({ state: 'not-marked', reason: `${why}; and before, with others: ${this.again}` }, about);
  }

  async end(outcome: Outcome, about: About = NOTHING_RUN): Promise<undefined> {
    const durationMs = Math.round(performance.now() - this.started);
    // What nothing was run for is found out anew each time; the journal has it once.
    if (
      JSON.stringify(this.known?.outcome) === JSON.stringify(outcome) &&
      this.known?.fingerprint === about.fingerprint
    ) {
      this.tools.progress.ended?.(this.student, outcome, { by: 'reused', durationMs });
      return undefined;
    }
    await this.tools.journal.append({
      type: 'ended',
      key: this.student.key,
      fingerprint: about.fingerprint,
      outcome,
      submissions: about.submissions ?? {},
      durationMs,
      remarks: about.remarks ?? [],
      ...(this.again !== undefined && { again: this.again }),
    });
    this.tools.progress.ended?.(this.student, outcome, { by: 'marking', durationMs });
    return undefined;
  }

  private postpone(why: string): Postponed {
    this.tools.progress.postponed?.(this.student, why);
    return { student: this.student, why };
  }

  private async markAll(marker: WorkerMarker, requests: readonly MarkRequest[]): Promise<MarkedSpec[]> {
    const marked: MarkedSpec[] = [];
    for (const request of requests) {
      const traces: MarkedSpec['traces'][number][] = [];
      const sheet = await markWatched(marker, request, this.tools.silenceMs, async (check, ofCheck) => {
        traces.push(...ofCheck);
        this.tools.progress.checkEnded?.(this.student, check);
        const { key } = this.student;
        const entry = { key, spec: request.plan.spec.id, check: check.id, status: check.status };
        await this.tools.journal.append({ type: 'check', ...entry });
      });
      marked.push({ sheet, traces });
    }
    return marked;
  }

  private reportOf(marked: readonly MarkedSpec[]): Report {
    const sheets = marked.map(({ sheet }) => sheet);
    return {
      format: 'wiremark-report',
      version: 1,
      run: {
        ...this.tools.runInfo(this.student.key, this.startedAt),
        durationMs: Math.round(performance.now() - this.started),
      },
      sheets,
      totals: totalOf(sheets.flatMap(({ checks }) => checks)),
    };
  }
}

import type { Outcome } from '../gradebook/marked-student.js';
import type { IntakeStudent } from '../intake/student.js';
import type { Report } from '../model/report.js';
import { totalOf } from '../report/make-sheet.js';
import type { ClassTools } from './class-tools.js';
import type { EndedEntry } from './journal-entry.js';
import { markWatched } from './mark-watched.js';
import type { MarkRequest, WorkerMarker } from './marker.js';
import type { MarkedSpec } from './marking-folder.js';
import { outcomeOf } from './outcome.js';

/** A submission that is to be run again alone. */
export interface Postponed {
  readonly student: IntakeStudent;
  readonly why: string;
}

/** Of an ended submission, besides its outcome. */
export interface About extends Partial<Pick<EndedEntry, 'submissions' | 'remarks'>> {
  /** Empty where nothing was run. */
  readonly fingerprint: string;
}

export const NOTHING_RUN: About = { fingerprint: '' };

/** One submission on its way through a worker. */
export class StudentRun {
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
    let prepared: ReturnType<ClassTools['prepare']>;
    try {
      prepared = this.tools.prepare(this.student, folder);
    } catch (error) {
      // It is one submission that we cannot read.
      return this.fault(firstLineOf(error), about);
    }
    if (prepared.kind === 'no-program')
      return this.end({ state: 'not-launched', sheets: [], reason: prepared.reason }, about);
    if (prepared.kind === 'unclear')
      return this.end({ state: 'not-marked', reason: prepared.reason, settle: prepared.settle }, about);
    const { requests } = prepared;
    const pool = this.again === undefined ? this.tools.pool : this.tools.quietPool;
    let marked: MarkedSpec[];
    try {
      marked = await pool.use((marker) => this.markAll(marker, requests));
    } catch (error) {
      if (this.tools.signal.aborted) return undefined;
      // Then it is not the worker that has failed.
      if (this.tools.journal.failure !== undefined) throw error;
      return this.fault(firstLineOf(error), about);
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
    const nothingWasSaved = about.submissions === undefined;
    if (nothingWasSaved) await this.tools.folder.clear(this.student.key);
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

function firstLineOf(error: unknown): string {
  return error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error);
}

import { join } from 'node:path';
import type { IntakeStudent } from '../intake/student.js';
import { removeTree } from '../process/remove-tree.js';
import type { ClassTools } from './class-tools.js';
import { fingerprintOf } from './fingerprint.js';
import type { EndedEntry } from './journal-entry.js';
import { isStillKnown } from './known-work.js';
import { NOTHING_RUN, StudentRun, type Postponed } from './student-run.js';

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
      if (known && isStillKnown(known, fingerprint, this.tools.folder.hasReport(student.key))) {
        this.tools.progress.ended?.(student, known.outcome, { by: 'reused', durationMs: known.durationMs });
        return undefined;
      }
      return await run.markIn(into, { fingerprint, remarks: unpacked.remarks });
    } catch (error) {
      // Ctrl-C: nothing is known of it, and it is marked when somebody goes on.
      if (this.tools.signal.aborted && (error as Error).name === 'AbortError') return undefined;
      throw error;
    } finally {
      // What cannot be removed now goes with the folder around it.
      await removeTree(into).catch(() => {});
    }
  }
}

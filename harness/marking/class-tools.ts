import type { Unpacked } from '../archives/unpack.js';
import type { IntakeStudent } from '../intake/student.js';
import type { RunInfo } from '../model/report.js';
import type { Journal } from './journal.js';
import type { WorkerMarker } from './marker.js';
import type { MarkingFolder } from './marking-folder.js';
import type { Pool } from './pool.js';
import type { Prepared } from './prepared.js';
import type { Progress } from './progress.js';

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

import type { Plan } from '../model/plan.js';
import type { CheckReport, Sheet } from '../model/report.js';
import type { RunTrace } from '../model/trace.js';

/** One submission under one spec, as plain data: it may be marked in another process. */
export interface MarkRequest {
  readonly plan: Plan;
  /** The command that repeats it, up to the check. */
  readonly again: string;
  readonly spec: Pick<Sheet['spec'], 'file' | 'sha256'>;
}

export type OnCheck = (report: CheckReport, traces: readonly RunTrace[]) => void | Promise<void>;

/** Marks submissions, as far away from us as it can. */
export interface Marker {
  mark(request: MarkRequest, onCheck: OnCheck): Promise<Sheet>;
  /** Ends what is left; errors of the clearing up. */
  close(): Promise<readonly unknown[]>;
}

/** A marker in a process of its own, which can be ended from outside whatever it does. */
export interface WorkerMarker extends Marker {
  kill(): void;
}

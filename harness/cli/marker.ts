import type { Plan } from '../model/plan.js';
import type { CheckReport, Sheet } from '../model/report.js';
import type { RunTrace } from '../model/trace.js';
import type { Tier } from '../process/sandbox.js';

/** One submission under one spec, as plain data: it may be marked in another process. */
export interface MarkRequest {
  readonly plan: Plan;
  /** The command that repeats it, up to the check. */
  readonly again: string;
  readonly spec: Pick<Sheet['spec'], 'file' | 'sha256'>;
}

export type OnCheck = (report: CheckReport, traces: readonly RunTrace[]) => void | Promise<void>;

/** Marks submissions, as far away from this machine as its tier says. */
export interface Marker {
  readonly tier: Tier;
  mark(request: MarkRequest, onCheck: OnCheck): Promise<Sheet>;
  /** Ends what is left; errors of the clearing up. */
  close(): Promise<readonly unknown[]>;
}

export interface MarkerOptions {
  /** How many checks run side by side. */
  readonly jobs: number;
  /** The environment that wiremark was started in. */
  readonly variables: Readonly<Record<string, string | undefined>>;
  readonly signal: AbortSignal;
}

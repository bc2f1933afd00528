import type { CheckReport, Sheet } from '../model/report.js';
import type { RunTrace } from '../model/trace.js';
import type { Tier } from '../process/sandbox.js';
import type { MarkRequest } from './marker.js';

/** What a worker is told. */
export type ToWorker =
  | { readonly type: 'mark'; readonly id: number; readonly request: MarkRequest }
  | { readonly type: 'abort' };

/** What a worker tells. */
export type FromWorker =
  | { readonly type: 'ready' }
  | {
      readonly type: 'check';
      readonly id: number;
      readonly report: CheckReport;
      readonly traces: readonly RunTrace[];
    }
  | { readonly type: 'sheet'; readonly id: number; readonly sheet: Sheet }
  | { readonly type: 'failed'; readonly id: number; readonly stack: string };

/** What a worker is given to begin with, as one word of its command. */
export interface WorkerSettings {
  readonly jobs: number;
  readonly place: string;
  readonly isRoot: boolean;
  /** How programs are kept apart. */
  readonly tier: Tier;
}

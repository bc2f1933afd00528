import type { Tier } from '../process/sandbox.js';
import type { IntakeFlags } from './class-inputs.js';

/** The options of `mark`, as the command line gives them. */
export interface MarkFlags extends IntakeFlags {
  readonly spec: readonly string[];
  readonly out: string;
  readonly jobs: number;
  readonly resume: boolean;
  readonly fresh: boolean;
  readonly course?: string | undefined;
  readonly overrides?: string | undefined;
  readonly worksheet?: string | undefined;
  readonly assignment?: string | undefined;
  readonly overwrite: boolean;
  readonly dryRun: boolean;
  readonly set?: readonly string[] | undefined;
  readonly run?: readonly string[] | undefined;
  readonly seed?: string | undefined;
  readonly slow: number;
  readonly isolation?: Tier | undefined;
}

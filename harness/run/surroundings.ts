import type { Certificate } from '../certs/certificate.js';
import type { Plan, PlannedCheck, PlannedRun } from '../model/plan.js';
import type { Address } from '../model/trace.js';
import type { RunClock } from './clock.js';
import type { RunEnvironment } from './environment.js';
import type { ProgramInRun } from './program.js';
import type { Recorder } from './recorder.js';
import type { Scope } from './scope.js';

/** What launching needs of the run around it. */
export interface Surroundings {
  readonly plan: Plan;
  readonly planned: PlannedCheck;
  readonly run: PlannedRun;
  readonly environment: RunEnvironment;
  readonly clock: RunClock;
  readonly recorder: Recorder;
  readonly scope: Scope;
  readonly programs: Map<string, ProgramInRun>;
  /** The certificates of the spec. */
  readonly certs: ReadonlyMap<string, Certificate>;
  /** The ports at which a program finds our peers and other programs, by name; links stand between where the spec says. */
  portsTowards(program: string): Promise<ReadonlyMap<string, number>>;
  openLinksTo(program: string, address: Address): Promise<void>;
}

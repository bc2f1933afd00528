import type { Plan, PlannedRun } from '../model/plan.js';
import type { StepOutcome } from '../model/trace.js';
import type { LaunchTarget, LinkTap, ProgramHandle } from '../steps/step-kind.js';
import type { RunClock } from './clock.js';
import type { RunEnvironment } from './environment.js';
import type { PeerInRun } from './peer.js';
import type { Recorder } from './recorder.js';

/** What a script is carried out on: the clock, the trace, and the actors of one run. */
export interface Stage {
  readonly plan: Pick<Plan, 'slow'>;
  readonly run: Pick<PlannedRun, 'seed'>;
  readonly environment: Pick<RunEnvironment, 'steps' | 'signal'>;
  /** The whole marking is to end now. */
  readonly isAborted: boolean;
  readonly clock: RunClock;
  readonly recorder: Recorder;
  readonly programs: ReadonlyMap<string, ProgramHandle>;
  /** By the name that each acts under: copies have names of their own. */
  readonly peers: ReadonlyMap<string, PeerInRun>;
  peer(name: string, as: string): PeerInRun;
  link(name: string): LinkTap;
  launch(program: string, target: LaunchTarget): Promise<StepOutcome>;
}

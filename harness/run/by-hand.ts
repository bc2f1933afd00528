import type { Certificate } from '../certs/certificate.js';
import { withInner } from '../model/inner-steps.js';
import type { Plan, PlannedCheck, PlannedRun } from '../model/plan.js';
import type { LinkSpec, PeerSpec } from '../model/spec.js';
import type { Address, RunTrace, StepOutcome, TraceEvent } from '../model/trace.js';
import { otherEnd } from '../process/kernel-sockets.js';
import type { LaunchTarget, LinkTap, ProgramHandle } from '../steps/step-kind.js';
import { bindingsOf } from '../value/bindings.js';
import { Incomputable } from '../value/evaluate.js';
import { RunClock } from './clock.js';
import { sayGoodbye } from './goodbye.js';
import { Arrivals } from './arrivals.js';
import type { RunEnvironment } from './environment.js';
import { asFault } from './fault.js';
import { PeerInRun } from './peer.js';
import { peerTransport } from './peer-transport.js';
import { programEnd } from './program-end.js';
import { actorsByHand, linkOf, stepsByHand } from './played-actors.js';
import { Recorder } from './recorder.js';
import { Scope } from './scope.js';
import { Tap } from './tap.js';
import type { Stage } from './stage.js';
import { StepRunner } from './step-runner.js';
import { recordUnread } from './unread.js';

export interface ByHand {
  readonly plan: Plan;
  readonly planned: PlannedCheck;
  readonly run: PlannedRun;
  readonly environment: Pick<
    RunEnvironment,
    | 'steps'
    | 'frames'
    | 'damages'
    | 'transports'
    | 'secureTransport'
    | 'groupTransport'
    | 'openLink'
    | 'observer'
    | 'signal'
  >;
  /** The peer that is played. */
  readonly peer: PeerSpec;
  /** Where the program is that it connects to; or where it waits for one. */
  readonly address: Address;
  /** What the spec names; the program was started with the same. */
  readonly certs: ReadonlyMap<string, Certificate>;
  /** Told of everything as it happens. */
  readonly tell: (event: TraceEvent) => void;
  /** Asks the person to start a program. `towards`: the one that is played, or nobody. */
  readonly ask: (request: {
    readonly program: string;
    readonly towards: 'peer' | 'nobody';
    readonly host?: string;
  }) => void;
}

/**
 * Plays one peer of a check against a program that a person has started, or starts when asked. Steps of other actors
 * are left to that person. Never throws for what the program does; rejects where the address cannot be listened at.
 */
export async function playByHand(options: ByHand): Promise<RunTrace> {
  const { planned, run } = options;
  const stage = new StageByHand(options);
  const { recorder } = stage;
  try {
    const bindings = bindingsOf(planned.check, run, largest(planned));
    await stage.open();
    recorder.record({ type: 'phase', phase: 'steps' });
    const outcome = await new StepRunner(stage, 1).run(planned.check.steps, bindings);
    if (outcome.ended === 'done') await recordUnread(stage);
    // The program is the person's, and lives on. What it does now is no part of what was asked.
    recorder.record({ type: 'phase', phase: 'aftermath' });
    await sayGoodbye(stage, 'fin');
  } catch (error) {
    if (!(error instanceof Incomputable)) throw error;
    recorder.record(asFault(error));
  } finally {
    recorder.record({ type: 'phase', phase: 'stop' });
    for (const error of await stage.close()) recorder.record(asFault(error));
  }
  return { check: planned.check.id, run: run.id, sizes: largest(planned), events: recorder.events };
}

/** A property is tried once: with the largest of its values. */
function largest({ check }: PlannedCheck): Readonly<Record<string, number>> {
  return Object.fromEntries(Object.entries(check.forAny?.values ?? {}).map(([name, { max }]) => [name, max]));
}

class StageByHand implements Stage {
  readonly plan: Plan;
  readonly run: PlannedRun;
  readonly environment: Stage['environment'];
  readonly clock = new RunClock();

  get isAborted(): boolean {
    return this.environment.signal.aborted;
  }

  readonly recorder: Recorder;
  /** Programs are the person's: no step of theirs is carried out. */
  readonly programs: ReadonlyMap<string, ProgramHandle> = new Map();
  private readonly arrivals = new Arrivals();
  readonly peers = new Map<string, PeerInRun>();
  private readonly options: ByHand;
  private readonly scope = new Scope();
  private readonly tap: Tap;

  constructor(options: ByHand) {
    const { plan, run, environment, peer, tell } = options;
    this.options = options;
    this.plan = plan;
    this.run = run;
    this.recorder = new Recorder(this.clock, tell);
    this.tap = new Tap(linkOf(plan.spec.links, peer)?.over ?? 'tcp', this.recorder);
    const endWaits = (): void => this.clock.endAllWaits();
    environment.signal.addEventListener('abort', endWaits, { once: true });
    this.scope.defer(() => environment.signal.removeEventListener('abort', endWaits));
    this.environment = {
      signal: environment.signal,
      steps: stepsByHand(environment.steps, actorsByHand(plan.spec, peer)),
    };
  }

  /** Opens the way to the program, damaged as the check says; a listening peer has its first client then, unless a step asks for it. */
  async open(): Promise<void> {
    const { plan, planned, peer, address, ask } = this.options;
    const link = linkOf(plan.spec.links, peer);
    if (peer.role.kind === 'connect') {
      if (link) await this.openLink(link, address, { host: '127.0.0.1', port: 0 });
      return;
    }
    const played = this.peer(peer.name, peer.name);
    if (link) await this.openLink(link, await played.listen(), address);
    else await played.listen(address.port, address.host);
    const { steps } = this.environment;
    const isStarted = withInner(planned.check.steps, steps).some(
      ({ kind, args }) => steps[kind]?.program?.(args).kind === 'starts',
    );
    if (isStarted) return;
    ask({ program: link?.from ?? Object.keys(plan.spec.programs)[0] ?? 'client', towards: 'peer' });
    await played.clientCame(this.environment.signal);
  }

  private async openLink(link: LinkSpec, target: Address, entrance: Address): Promise<void> {
    const { environment, planned } = this.options;
    const opened = await environment.openLink({
      link,
      target,
      ...entrance,
      isOneClient: link.from in this.plan.spec.programs,
      rules: planned.check.damage,
      damages: environment.damages,
      seed: this.run.seed,
      ...(environment.observer.how === 'kernel' && { unreadBytes: (ours) => otherEnd(ours)?.unreadBytes }),
      tell: this.tap.hear,
    });
    this.scope.defer(() => opened.close());
    await this.tap.open(opened);
  }

  peer(name: string, as: string): PeerInRun {
    const known = this.peers.get(as);
    if (known) return known;
    const { planned, environment, address, certs } = this.options;
    const spec = this.plan.spec.peers[name] as PeerSpec;
    const frameSpec = planned.check.frames[name] ?? spec.frame;
    const frame = environment.frames[frameSpec.name];
    if (!frame) throw new Error(`there is no frame "${frameSpec.name}"`);
    const peer = new PeerInRun({
      spec,
      as,
      frame,
      frameSpec,
      transport: peerTransport(spec, environment, certs),
      recorder: this.recorder,
      listenHost: '127.0.0.1',
      programEnd:
        environment.observer.how === 'kernel'
          ? (ours) => programEnd(ours, this.tap.link ? [this.tap.link] : [])
          : undefined,
      target: () => (linkOf(this.plan.spec.links, spec) && this.tap.link) ?? address,
      // Who starts programs by hand may start another one.
      comers: { all: () => [], areGone: () => false, lastMoment: () => this.clock.deadline(0) },
      arrivals: this.arrivals,
    });
    this.peers.set(as, peer);
    this.scope.defer(() => peer.close());
    return peer;
  }

  link(): LinkTap {
    return this.tap;
  }

  async launch(program: string, { port, host }: LaunchTarget): Promise<StepOutcome> {
    const { peer, ask } = this.options;
    const isTowardsPeer = peer.role.kind === 'listen' && (port === undefined || port === peer.name);
    ask({ program, towards: isTowardsPeer ? 'peer' : 'nobody', ...(host !== undefined && { host }) });
    if (isTowardsPeer) await this.peer(peer.name, peer.name).clientCame(this.environment.signal);
    return { ended: 'done' };
  }

  close(): Promise<unknown[]> {
    return this.scope.close();
  }
}

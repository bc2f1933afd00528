import type { Certificate } from '../certs/certificate.js';
import { certsOf } from '../certs/make-certs.js';
import type { Link } from '../links/link.js';
import { actorsOf } from '../model/inner-steps.js';
import type { Plan, PlannedCheck, PlannedRun } from '../model/plan.js';
import type { LinkSpec, PeerSpec } from '../model/spec.js';
import type { Address, StepOutcome } from '../model/trace.js';
import { otherEnd } from '../process/kernel-sockets.js';
import type { LaunchTarget, LinkTap } from '../steps/step-kind.js';
import { RunClock } from './clock.js';
import { Arrivals } from './arrivals.js';
import { comersOf } from './comers.js';
import type { RunEnvironment } from './environment.js';
import { listenHost } from '../process/sandbox.js';
import { isInvolved, involvedPrograms } from './involved.js';
import { Launcher } from './launcher.js';
import { PeerInRun } from './peer.js';
import { peerTransport } from './peer-transport.js';
import type { ProgramInRun } from './program.js';
import { programEnd } from './program-end.js';
import { Recorder } from './recorder.js';
import { Scope } from './scope.js';
import { Tap } from './tap.js';

/** Everything that exists during one run: programs, peers, links, ports, clock and trace. */
export class World {
  readonly clock = new RunClock(
    () => new Map([...this.programs.values()].flatMap((program) => [...program.processorUse()])),
  );
  readonly recorder = new Recorder(this.clock);
  readonly scope = new Scope();
  readonly programs = new Map<string, ProgramInRun>();
  readonly peers = new Map<string, PeerInRun>();
  certs: ReadonlyMap<string, Certificate> = new Map();
  readonly plan: Plan;
  planned: PlannedCheck;
  run: PlannedRun;
  readonly environment: RunEnvironment;
  private readonly arrivals = new Arrivals();
  private readonly taps = new Map<string, Tap>();
  private readonly launcher = new Launcher(this);
  private readonly comers = comersOf(this);
  /** The whole marking ends now: nothing more is begun. */
  isAborted = false;

  constructor(plan: Plan, planned: PlannedCheck, run: PlannedRun, environment: RunEnvironment) {
    this.plan = plan;
    this.planned = planned;
    this.run = run;
    this.environment = environment;
  }

  abort(): void {
    this.isAborted = true;
    this.clock.endAllWaits();
  }

  /** Opens our listeners and launches what the check needs from its beginning. Resolves with the first failure. */
  async prepare(): Promise<StepOutcome | undefined> {
    const { spec } = this.plan;
    const used = actorsOf(this.planned.check.steps, this.environment.steps);
    const involved = involvedPrograms(spec, this.planned.check.steps, this.environment.steps);
    this.certs = await certsOf(this.plan);
    await this.launcher.learn(involved.map(({ name }) => name));
    for (const peer of Object.values(spec.peers)) {
      if (peer.role.kind !== 'connect' && isInvolved(peer, used, spec))
        await this.addPeer(peer, peer.name).listen(
          involved
            .filter(({ name }) => !this.linkBetween(name, peer.name))
            .map(({ name }) => this.demandedPort(name, peer.name))
            .find((port) => port !== undefined),
        );
    }
    for (const program of involved) {
      if (program.start !== 'at once') continue;
      const outcome = await this.launch(program.name, {});
      if (outcome.ended !== 'done') return outcome;
    }
    return undefined;
  }

  /** The port at which a client that has it in its source looks for this peer: the one it is pointed at, or the first. */
  private demandedPort(program: string, peer: string): number | undefined {
    const port = this.environment.habits.all.get(program)?.port;
    if (port === undefined || this.plan.spec.programs[program]?.ready !== 'running') return undefined;
    const [start] = this.planned.check.steps.flatMap((step) => {
      const effect = this.environment.steps[step.kind]?.program?.(step.args);
      return effect?.kind === 'starts' && effect.program === program ? [effect] : [];
    });
    if (start?.alone) return undefined;
    const first = Object.values(this.plan.spec.peers).find(({ role }) => role.kind === 'listen')?.name;
    return (start?.towards ?? first) === peer ? port : undefined;
  }

  /** The peer under this name; copies get peers of their own. */
  peer(name: string, as: string): PeerInRun {
    return this.peers.get(as) ?? this.addPeer(this.plan.spec.peers[name] as PeerSpec, as);
  }

  private addPeer(spec: PeerSpec, as: string): PeerInRun {
    const frameSpec = this.planned.check.frames[spec.name] ?? spec.frame;
    const frame = this.environment.frames[frameSpec.name];
    if (!frame) throw new Error(`there is no frame "${frameSpec.name}"`);
    const peer = new PeerInRun({
      spec,
      as,
      frame,
      frameSpec,
      transport: peerTransport(spec, this.environment, this.certs),
      recorder: this.recorder,
      listenHost: listenHost(this.environment.sandbox),
      programEnd:
        this.environment.observer.how === 'kernel'
          ? (ours) =>
              programEnd(
                ours,
                [...this.taps.values()].flatMap(({ link }) => link ?? []),
              )
          : undefined,
      target: () => this.targetOf(spec),
      otherTarget: () => this.otherTargetOf(spec),
      comers: this.comers,
      arrivals: this.arrivals,
    });
    this.peers.set(as, peer);
    this.scope.defer(() => peer.close());
    return peer;
  }

  /** The next attempt begins with connections of its own; what listens goes on. */
  async forgetConnectingPeers(): Promise<void> {
    for (const [as, peer] of this.peers) {
      if (peer.address) continue;
      this.peers.delete(as);
      await peer.close();
    }
  }

  /** The programs go on, for another run: connections, links and what was printed are its own. */
  async turnTo(planned: PlannedCheck, run: PlannedRun): Promise<void> {
    await this.forgetConnectingPeers();
    for (const { link } of this.taps.values()) await link?.close();
    this.taps.clear();
    this.planned = planned;
    this.run = run;
    for (const program of this.programs.values()) {
      program.beginAnew();
      if (program.address) await this.openLinksTo(program.name, program.address);
    }
  }

  private targetOf(peer: PeerSpec): Address | undefined {
    if (peer.role.kind !== 'connect') return undefined;
    const link = this.linkBetween(peer.name, peer.role.to);
    return link ? this.tapOf(link.name).link : this.programs.get(peer.role.to)?.address;
  }

  /** A link takes everybody: only who connects to the program itself can be refused by it. */
  private async otherTargetOf({ name, role }: PeerSpec): Promise<Address | undefined> {
    if (role.kind !== 'connect' || this.linkBetween(name, role.to)) return undefined;
    return this.programs.get(role.to)?.otherAddress();
  }

  /** Launches a program and waits until it is ready, as its spec says. */
  launch(name: string, target: LaunchTarget): Promise<StepOutcome> {
    return this.launcher.launch(name, target);
  }

  async portsTowards(program: string): Promise<ReadonlyMap<string, number>> {
    const ports = new Map<string, number>();
    for (const peer of Object.values(this.plan.spec.peers)) {
      const address = this.peers.get(peer.name)?.address;
      if (!address) continue;
      const link = this.linkBetween(program, peer.name);
      ports.set(peer.name, link ? (await this.open(link, address)).port : address.port);
    }
    for (const link of Object.values(this.plan.spec.links))
      if (link.from === program && link.to in this.plan.spec.programs)
        ports.set(link.to, (await this.open(link, await this.launcher.addressOf(link.to))).port);
    return ports;
  }

  private linkBetween(from: string, to: string): LinkSpec | undefined {
    return Object.values(this.plan.spec.links).find((candidate) => candidate.from === from && candidate.to === to);
  }

  async openLinksTo(program: string, address: Address): Promise<void> {
    for (const link of Object.values(this.plan.spec.links)) if (link.to === program) await this.open(link, address);
  }

  private async open(link: LinkSpec, target: Address): Promise<Link> {
    const tap = this.tapOf(link.name);
    if (tap.link) return tap.link;
    const port = this.demandedPort(link.from, link.to);
    const opened = await this.environment.openLink({
      link,
      ...(port !== undefined && { port }),
      isOneClient: link.from in this.plan.spec.programs,
      rules: this.planned.check.damage,
      damages: this.environment.damages,
      seed: this.run.seed,
      target,
      ...(this.environment.observer.how === 'kernel' && { unreadBytes: (ours) => otherEnd(ours)?.unreadBytes }),
      tell: tap.hear,
    });
    this.scope.defer(() => opened.close());
    await tap.open(opened);
    return opened;
  }

  private tapOf(name: string): Tap {
    const known = this.taps.get(name) ?? new Tap(this.plan.spec.links[name]?.over ?? 'tcp', this.recorder);
    this.taps.set(name, known);
    return known;
  }

  link(name: string): LinkTap {
    return this.tapOf(name);
  }
}

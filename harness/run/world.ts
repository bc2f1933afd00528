import { join } from 'node:path';
import type { Link } from '../links/link.js';
import type { Plan, PlannedCheck, PlannedRun } from '../model/plan.js';
import type { LinkSpec, PeerSpec, ProgramSpec, Step } from '../model/spec.js';
import type { Address, NotLaunched, StepOutcome } from '../model/trace.js';
import { fillWords } from '../model/command.js';
import { freePort } from '../process/ports.js';
import { openWorkplace } from '../process/workplace.js';
import type { LaunchTarget, LinkTap } from '../steps/step-kind.js';
import { Changes } from './changes.js';
import { RunClock } from './clock.js';
import type { RunEnvironment } from './environment.js';
import { PeerInRun } from './peer.js';
import { ProgramInRun } from './program.js';
import { Recorder } from './recorder.js';
import { Scope } from './scope.js';

/** A program that boots slowly (a Java machine on a busy host) is no program that hangs. */
const READY_WITHIN_MS = 10_000;

/** Everything that exists during one run: programs, peers, links, ports, clock and trace. */
export class World {
  readonly clock = new RunClock();
  readonly recorder = new Recorder(this.clock);
  readonly scope = new Scope();
  readonly programs = new Map<string, ProgramInRun>();
  readonly peers = new Map<string, PeerInRun>();
  readonly plan: Plan;
  readonly planned: PlannedCheck;
  readonly run: PlannedRun;
  readonly environment: RunEnvironment;
  private readonly links = new Map<string, Link>();
  private readonly taps = new Map<
    string,
    { readonly crossed: { from: string; data: Uint8Array }[]; readonly changes: Changes }
  >();
  private readonly ports = new Map<string, number>();
  private copy: Promise<string> | undefined;

  constructor(plan: Plan, planned: PlannedCheck, run: PlannedRun, environment: RunEnvironment) {
    this.plan = plan;
    this.planned = planned;
    this.run = run;
    this.environment = environment;
  }

  /** Opens our listeners and launches what the check needs from its beginning. Resolves with the first failure. */
  async prepare(): Promise<StepOutcome | undefined> {
    const { spec } = this.plan;
    const used = actorsOf(this.planned.check.steps, this.environment.steps);
    for (const peer of Object.values(spec.peers)) {
      if (peer.role.kind === 'listen' && isInvolved(peer, used, this.plan))
        await this.addPeer(peer, peer.name).listen();
    }
    for (const program of Object.values(spec.programs)) {
      if (program.start !== 'at once' || !isProgramInvolved(program, used, this.plan)) continue;
      const outcome = await this.launch(program.name, {});
      if (outcome.ended !== 'done') return outcome;
    }
    return undefined;
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
      transport: this.environment.transports[spec.over],
      recorder: this.recorder,
      seesReading: this.environment.observer.how === 'kernel',
      target: () => this.targetOf(spec),
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

  private targetOf(peer: PeerSpec): Address | undefined {
    if (peer.role.kind === 'listen') return undefined;
    const { to } = peer.role;
    const link = Object.values(this.plan.spec.links).find(
      (candidate) => candidate.from === peer.name && candidate.to === to,
    );
    return link ? this.links.get(link.name) : this.programs.get(to)?.address;
  }

  /** Launches a program and waits until it is ready, as its spec says. */
  async launch(name: string, target: LaunchTarget): Promise<StepOutcome> {
    const spec = this.plan.spec.programs[name] as ProgramSpec;
    const launch = this.plan.submission.launches[name];
    if (!launch) return this.notLaunched(name, { kind: 'no-command', detail: `no command is known for the ${name}` });
    const values = await this.valuesFor(spec, target);
    const words = fillWords(launch.words, values);
    const asked = launch.words.some((word) => word.includes('${port}')) ? Number(values['port']) : undefined;
    if (launch.buildFailure) return this.notLaunched(name, { kind: 'not-built' });
    const folder = join(await this.workplace(), launch.folder);
    const failure = await this.environment.startGate(async () => {
      const program = new ProgramInRun(spec, this.recorder);
      this.programs.set(name, program);
      this.scope.defer(() => program.stop());
      const problem = await program.launch({ words, folder, environment: this.environment.variables });
      // A program whose port is taken is expected to fail: what it does then is what the check looks at.
      if (problem || spec.ready === 'running' || this.planned.check.holdsPort) return problem;
      const readyMs = READY_WITHIN_MS * this.plan.slow;
      const deadline = this.clock.deadline(readyMs);
      const notReady = await program.waitUntilListening(this.environment.observer, asked, deadline, readyMs);
      deadline.cancel();
      return notReady;
    });
    if (failure) return this.notLaunched(name, failure);
    for (const link of Object.values(this.plan.spec.links)) {
      const address = this.programs.get(name)?.address;
      if (link.to === name && address) await this.open(link, address);
    }
    return { ended: 'done' };
  }

  /** All programs of a run share a fresh copy of the submission: what an earlier run wrote must not be found by this one. */
  private workplace(): Promise<string> {
    this.copy ??= openWorkplace(this.plan.submission.root).then(({ folder, remove }) => {
      this.scope.defer(remove);
      return folder;
    });
    return this.copy;
  }

  private notLaunched(program: string, reason: NotLaunched): StepOutcome {
    this.recorder.record({ type: 'not-launched', program, reason });
    return { ended: 'abandoned' };
  }

  /** What stands for `${port}` and `${host}` in the command of a program. */
  private async valuesFor(program: ProgramSpec, target: LaunchTarget): Promise<Record<string, string>> {
    const values: Record<string, string> = { host: target.host ?? '127.0.0.1' };
    for (const peer of Object.values(this.plan.spec.peers)) {
      const address = this.peers.get(peer.name)?.address;
      if (address) values[`port.${peer.name}`] = String(await this.portTowards(program, peer, address));
    }
    if (target.port === 'unused') values['port'] = String(await freePort());
    else if (target.port !== undefined) values['port'] = values[`port.${target.port}`] ?? '';
    else if (program.over) values['port'] = String(await this.portOf(program));
    else
      values['port'] =
        Object.entries(values).find(([name]) => name.startsWith('port.'))?.[1] ?? String(await freePort());
    return values;
  }

  private async portTowards(program: ProgramSpec, peer: PeerSpec, address: Address): Promise<number> {
    const link = Object.values(this.plan.spec.links).find(
      (candidate) => candidate.from === program.name && candidate.to === peer.name,
    );
    return link ? (await this.open(link, address)).port : address.port;
  }

  private async portOf(program: ProgramSpec): Promise<number> {
    const known = this.ports.get(program.name);
    if (known !== undefined) return known;
    const port = await freePort();
    this.ports.set(program.name, port);
    if (this.planned.check.holdsPort) {
      const holder = await this.environment.transports[program.over ?? 'tcp'].listen({ host: '0.0.0.0', port }, () => ({
        data: () => {},
        ended: () => {},
      }));
      this.scope.defer(() => holder.close());
    }
    return port;
  }

  private async open(link: LinkSpec, target: Address): Promise<Link> {
    const known = this.links.get(link.name);
    if (known) return known;
    const tap = this.tapOf(link.name);
    const opened = await this.environment.openLink({
      link,
      rules: this.planned.check.damage,
      damages: this.environment.damages,
      seed: this.run.seed,
      target,
      tell: (event) => {
        if (event.type === 'unreachable') return;
        this.recorder.record(event);
        if (event.type !== 'relayed') return;
        tap.crossed.push({ from: event.from, data: event.data });
        tap.changes.tell();
      },
    });
    this.links.set(link.name, opened);
    this.scope.defer(() => opened.close());
    return opened;
  }

  private tapOf(name: string): { readonly crossed: { from: string; data: Uint8Array }[]; readonly changes: Changes } {
    const known = this.taps.get(name) ?? { crossed: [], changes: new Changes() };
    this.taps.set(name, known);
    return known;
  }

  link(name: string): LinkTap {
    const tap = this.tapOf(name);
    return { crossed: tap.crossed, changed: () => tap.changes.next() };
  }
}

/** Every actor that the steps name, inner ones included. */
function actorsOf(steps: readonly Step[], kinds: RunEnvironment['steps']): Set<string> {
  const named = steps.flatMap((step) => {
    const kind = kinds[step.kind];
    return [
      ...(step.actor === undefined ? [] : [step.actor]),
      ...(kind?.names?.(step.args) ?? []),
      ...actorsOf(kind?.inner?.(step.args) ?? [], kinds),
    ];
  });
  return new Set(named);
}

function isInvolved(peer: PeerSpec, used: ReadonlySet<string>, plan: Plan): boolean {
  return (
    used.has(peer.name) ||
    Object.values(plan.spec.links).some((link) => link.to === peer.name && (used.has(link.name) || used.has(link.from)))
  );
}

/** A check launches only the programs that it has to do with: one about the client needs no server. */
function isProgramInvolved(program: ProgramSpec, used: ReadonlySet<string>, plan: Plan): boolean {
  if (used.has(program.name)) return true;
  const callers = Object.values(plan.spec.peers).filter(
    (peer) => peer.role.kind === 'connect' && peer.role.to === program.name,
  );
  if (callers.some((peer) => used.has(peer.name))) return true;
  return Object.values(plan.spec.links).some((link) => link.from === program.name && used.has(link.to));
}

import type { Plan, PlannedCheck, PlannedRun } from '../model/plan.js';
import type { CheckReport } from '../model/report.js';
import type { CheckSpec, PeerSpec, Spec, Step } from '../model/spec.js';
import type { Address, RunTrace } from '../model/trace.js';
import { canSeeSockets } from '../process/kernel-sockets.js';
import { kernelObserver, probingObserver } from '../process/listening.js';
import { painter } from '../reporters/paint.js';
import { playedLine } from '../reporters/played-lines.js';
import { quotedExcerpt } from '../reporters/quoted-excerpt.js';
import { renderFailure } from '../reporters/terminal-failure.js';
import type { Screen } from '../reporters/terminal.js';
import { withVisibleTexts } from '../reporters/visible-report.js';
import { visibleString } from '../reporters/visible-text.js';
import { makeCheckReport } from '../report/make-sheet.js';
import { playByHand, type ByHand } from '../run/by-hand.js';
import { actorsByHand, isPlayed, stepsByHand } from '../run/played-actors.js';
import { dataInWords } from '../value/command-data.js';
import { Incomputable } from '../value/evaluate.js';
import { filesOf } from '../value/program-files.js';
import { judgeCheck } from '../verdict/judge-check.js';
import { addressText } from './address.js';
import { AwaitedServer } from './awaited-server.js';
import { untilInterrupted } from './interruption.js';
import type { KeptCerts } from './kept-certs.js';
import { whyNotListening } from './live-link.js';
import { whyNotPlayed } from './played-side.js';
import { loadDiagnoses, registries } from './registries.js';
import { EXIT } from './usage-error.js';

/** The checks of a plan, played one after another. */
export class PlayedChecks {
  private readonly plan: Plan;
  private readonly peer: PeerSpec;
  private readonly address: Address;
  private readonly screen: Screen;
  private readonly certs: KeptCerts['certs'];
  private readonly again: (check: string) => string;
  private readonly interruption = new AbortController();
  private readonly program: string;
  /** Where we connect; whoever connects to us is asked for by the steps. */
  private readonly server: AwaitedServer | undefined;

  constructor(
    plan: Plan,
    peer: PeerSpec,
    address: Address,
    screen: Screen,
    certs: KeptCerts['certs'],
    again: (check: string) => string,
  ) {
    this.plan = plan;
    this.peer = peer;
    this.address = address;
    this.screen = screen;
    this.certs = certs;
    this.again = again;
    this.program = peer.role.kind === 'connect' ? peer.role.to : (callerOf(plan.spec, peer) ?? 'program');
    if (peer.role.kind === 'connect')
      this.server = new AwaitedServer(address, peer.over, {
        ask: () => this.write(`  the ${this.program} listens no more: start it again`),
        signal: this.interruption.signal,
      });
    void untilInterrupted().then(() => this.interruption.abort());
  }

  greet(leftOut: readonly CheckSpec[]): void {
    const where = `${this.peer.over.toUpperCase()} ${addressText(this.address)}`;
    this.write(
      this.peer.role.kind === 'connect'
        ? `${this.peer.name} → ${this.program} at ${where}, seed ${this.plan.seed}`
        : `${this.peer.name} waits for the ${this.program} at ${where}, seed ${this.plan.seed}`,
    );
    for (const check of leftOut)
      this.write(`left out: ${check.id} (${whyNotPlayed(check, this.plan.spec, this.peer) ?? ''})`);
  }

  async all(): Promise<number> {
    let passed = 0;
    for (const planned of this.plan.checks) {
      const report = await this.playCheck(planned);
      if (this.interruption.signal.aborted) return EXIT.interrupted;
      if (report.status === 'inconclusive') return EXIT.fault;
      if (report.status === 'passed') passed++;
    }
    this.write(`\n${passed} of ${this.plan.checks.length} went as the spec says`);
    return passed === this.plan.checks.length ? EXIT.passed : EXIT.failed;
  }

  private async playCheck(planned: PlannedCheck): Promise<CheckReport> {
    const traces: RunTrace[] = [];
    for (const run of planned.runs) {
      this.write(`\n${run.id}  ${planned.check.name}`);
      this.tellSurroundings(planned, run);
      await this.server?.listens();
      traces.push(await this.playRun({ ...this.options(planned), planned, run }));
    }
    const diagnoses = await loadDiagnoses();
    const mine = actorsByHand(this.plan.spec, this.peer);
    const report = makeCheckReport(
      planned,
      {
        kind: 'judged',
        verdict: judgeCheck(this.plan, planned, traces, {
          ...registries,
          diagnoses,
          steps: stepsByHand(registries.steps, mine),
        }),
        traces,
        durationMs: 0,
      },
      { plan: this.plan, steps: registries.steps, again: this.again, logOf: () => '' },
    );
    if (report.status === 'passed' || this.interruption.signal.aborted) return report;
    const [shown] = withVisibleTexts([report] as const);
    const paint = painter(this.screen.hasColour);
    // What passed on the wire stands above already.
    const exchange = { lanes: [], events: [], leftOut: 0 };
    this.screen.write(
      `\n${renderFailure({ ...shown, exchange }, { paint, columns: this.screen.columns, showWire: false })}`,
    );
    return report;
  }

  /** What a marking would put into its folder and its command; here both are the person's own. */
  private tellSurroundings({ check }: PlannedCheck, run: PlannedRun): void {
    const words = this.plan.spec.programs[this.program]?.run.map(({ command }) => command) ?? [];
    try {
      for (const [name, text] of Object.entries(dataInWords(words, check, run)))
        this.write(`  the ${this.program} must be given ${name}: ${visibleString(text)}`);
      for (const [path, bytes] of filesOf(check, run, this.program))
        this.write(
          `  the ${this.program} must find ${visibleString(path)} in its folder: ${quotedExcerpt(bytes, this.screen.columns)}`,
        );
    } catch (error) {
      // The verdict tells what has no value here.
      if (!(error instanceof Incomputable)) throw error;
    }
  }

  private options(planned: PlannedCheck): Omit<ByHand, 'planned' | 'run'> {
    const paint = painter(this.screen.hasColour);
    const steps = describeSteps(this.plan, planned.check.steps, actorsByHand(this.plan.spec, this.peer));
    return {
      plan: this.plan,
      environment: {
        ...registries,
        observer: canSeeSockets() ? kernelObserver : probingObserver,
        signal: this.interruption.signal,
      },
      peer: this.peer,
      address: this.address,
      certs: this.certs,
      tell: (event) => {
        const line = playedLine(event, { program: this.program, steps, paint, columns: this.screen.columns });
        if (line !== undefined) this.write(line);
      },
      ask: ({ program, towards, host }) => {
        const port = towards === 'peer' ? addressText(this.address) : 'a port where nobody listens';
        this.write(
          this.peer.role.kind === 'connect'
            ? `  the ${program} should be started by now`
            : `  start the ${program} now, towards ${port}${host === undefined ? '' : ` by the name ${host}`}`,
        );
      },
    };
  }

  private async playRun(options: ByHand): Promise<RunTrace> {
    try {
      return await playByHand(options);
    } catch (error) {
      throw whyNotListening(error, this.address) ?? error;
    }
  }

  private write(line: string): void {
    this.screen.write(`${line}\n`);
  }
}

function callerOf(spec: Spec, peer: PeerSpec): string | undefined {
  const link = Object.values(spec.links).find(({ to }) => to === peer.name);
  return link?.from ?? Object.keys(spec.programs)[0];
}

function describeSteps(
  plan: Plan,
  steps: readonly Step[],
  mine: ReadonlySet<string>,
): Map<string, { readonly text: string; readonly isPlayed: boolean }> {
  const described = new Map<string, { readonly text: string; readonly isPlayed: boolean }>();
  for (const step of steps) {
    const kind = registries.steps[step.kind];
    if (!kind) continue;
    const inner = kind.inner?.(step.args) ?? [];
    // What is sent or closed is seen on the wire; what holds other steps is told by those.
    const isSeen = step.actor !== undefined && step.actor in plan.spec.peers && !kind.expects;
    if (inner.length === 0 && !isSeen)
      described.set(step.id, {
        text: `${step.actor === undefined ? '' : `${step.actor}: `}${kind.describe(step.args)}`,
        isPlayed: isPlayed(kind, step, mine),
      });
    for (const [id, text] of describeSteps(plan, inner, mine)) described.set(id, text);
  }
  return described;
}

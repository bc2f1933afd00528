import { join } from 'node:path';
import { fillWords } from '../model/command.js';
import type { Launch, Plan, PlannedCheck, PlannedRun } from '../model/plan.js';
import type { ProgramSpec, Step } from '../model/spec.js';
import type { Address, NotLaunched, StepOutcome } from '../model/trace.js';
import { placeFile } from '../process/folder-files.js';
import { holdOwnPorts, portIsQuiet } from '../process/own-ports.js';
import { freePort } from '../process/ports.js';
import { openWorkplace, type Workplace } from '../process/workplace.js';
import type { LaunchTarget } from '../steps/step-kind.js';
import { bindingsOf } from '../value/bindings.js';
import { evaluate } from '../value/evaluate.js';
import { ANSWER_ORDERS, Answerer, type AnswerOrder } from './answers.js';
import type { Habit } from './habits.js';
import { ProgramInRun } from './program.js';
import { Recorder } from './recorder.js';
import { rehearseClient } from './rehearsal.js';
import { RunClock } from './clock.js';
import type { RunEnvironment } from './environment.js';
import { Scope } from './scope.js';

/** A program that boots slowly (a Java machine on a busy host) is no program that hangs. */
const READY_WITHIN_MS = 10_000;

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
  /** The ports at which a program finds our peers, by peer; links stand between where the spec says. */
  portsTowards(program: string): Promise<ReadonlyMap<string, number>>;
  openLinksTo(program: string, address: Address): Promise<void>;
}

/** Launches the programs of one run, each as it wants to be launched. */
export class Launcher {
  private readonly world: Surroundings;
  private readonly ports = new Map<string, number>();
  private readonly copies = new Map<string, Promise<Workplace>>();
  private readonly furnished = new Set<string>();
  private holdsOwnPorts = false;

  constructor(world: Surroundings) {
    this.world = world;
  }

  /**
   * Learns what has to be known before anything of the run exists: the ports that clients insist on, where we must
   * listen, and that of a server whose port is to be taken when it starts.
   */
  async learn(names: readonly string[]): Promise<void> {
    const { plan, planned, environment } = this.world;
    const ports: number[] = [];
    for (const name of names) {
      const spec = plan.spec.programs[name] as ProgramSpec;
      const launch = plan.submission.launches[name];
      if (!launch || launch.buildFailure) continue;
      if (spec.ready === 'running' || planned.check.holdsPort) {
        const known = await environment.habits.of(name);
        if ('tell' in known) known.tell(await this.rehearse(spec, launch));
      }
      const port = environment.habits.all.get(name)?.port;
      if (port !== undefined) ports.push(port);
    }
    if (ports.length > 0) await this.holdOwnPorts(ports);
  }

  private async rehearse(spec: ProgramSpec, launch: Launch): Promise<Habit> {
    const { plan, planned, environment } = this.world;
    const said = saidBy(launch);
    if (spec.ready === 'running') return { ...said, ...(await rehearseClient(plan, environment, spec.name)) };
    const scope = new Scope();
    const check = { ...planned, check: { ...planned.check, holdsPort: false } };
    const rehearsal = new Launcher({
      ...this.world,
      planned: check,
      clock: new RunClock(),
      recorder: new Recorder(new RunClock()),
      scope,
      programs: new Map(),
      portsTowards: () => Promise.resolve(new Map()),
      openLinksTo: () => Promise.resolve(),
    });
    try {
      return (await rehearsal.findOut(spec, launch, {}, said)).habit;
    } finally {
      await scope.close();
    }
  }

  /** Launches a program and waits until it is ready, as its spec says. */
  async launch(name: string, target: LaunchTarget): Promise<StepOutcome> {
    const { plan, environment } = this.world;
    const spec = plan.spec.programs[name] as ProgramSpec;
    const launch = plan.submission.launches[name];
    if (!launch) return this.failed(name, { kind: 'no-command', detail: `no command is known for the ${name}` });
    if (launch.buildFailure) return this.failed(name, { kind: 'not-built' });
    const known = await environment.habits.of(name);
    let failure: NotLaunched | undefined;
    if ('habit' in known) failure = await this.launchAs(spec, launch, target, known.habit);
    else {
      let habit: Habit | undefined;
      try {
        ({ habit, failure } = await this.findOut(spec, launch, target, saidBy(launch)));
      } finally {
        // A program that only ended at once may have been unlucky: it is looked at again.
        known.tell(failure?.kind === 'exited-early' ? undefined : habit);
      }
    }
    return failure ? this.failed(name, failure) : { ended: 'done' };
  }

  /** The first launch of a server: its questions are answered in one order after another, until it listens. */
  private async findOut(
    spec: ProgramSpec,
    launch: Launch,
    target: LaunchTarget,
    said: Habit,
  ): Promise<{ readonly habit: Habit; readonly failure: NotLaunched | undefined }> {
    const { recorder, programs } = this.world;
    const from = recorder.events.length;
    let first: { readonly failure: NotLaunched; readonly events: typeof recorder.events } | undefined;
    for (const order of ANSWER_ORDERS.server) {
      const failure = await this.launchAs(spec, launch, target, { ...said, dialogue: { order, answers: Infinity } });
      const program = programs.get(spec.name);
      const answers = program?.answered ?? 0;
      if (!failure) {
        const port = program?.portFrom === 'itself' ? program.address?.port : undefined;
        if (port !== undefined) await this.holdOwnPorts([]);
        return {
          habit: { ...said, ...(port !== undefined && { port }), ...(answers > 0 && { dialogue: { order, answers } }) },
          failure: undefined,
        };
      }
      first ??= { failure, events: recorder.events.slice(from) };
      // It stays as it is, for those who want to know what it does instead.
      if (answers === 0) break;
      await program?.stop();
      recorder.replaceFrom(from);
    }
    // What it did to the likeliest answers is what its student should see.
    recorder.replaceFrom(from, first?.events);
    return { habit: said, failure: first?.failure };
  }

  private async launchAs(
    spec: ProgramSpec,
    launch: Launch,
    target: LaunchTarget,
    habit: Habit,
  ): Promise<NotLaunched | undefined> {
    const { plan, environment, planned, recorder, scope, programs, clock } = this.world;
    if (habit.port !== undefined) await this.holdOwnPorts([habit.port]);
    const failure = await environment.startGate(async () => {
      const [values, { folder, place }] = await Promise.all([
        this.valuesFor(spec, target, habit),
        this.workplace(spec),
      ]);
      await this.placeFiles(spec.name, join(folder, launch.folder), place);
      const program = new ProgramInRun(spec, recorder, environment.observer);
      programs.set(spec.name, program);
      scope.defer(() => program.stop());
      const problem = await program.launch(
        {
          words: fillWords(launch.words, values),
          folder: join(folder, launch.folder),
          copy: folder,
          place,
          environment: { ...environment.variables, ...(spec.over && { PORT: values['port'] ?? '' }) },
        },
        environment.sandbox,
      );
      if (problem) return problem;
      // Where the script types at its keyboard, it says all that is typed.
      const dialogue = typesInto(spec.name, planned.check.steps, environment.steps) ? undefined : habit.dialogue;
      const { order, answers } = dialogue ?? { order: [] as AnswerOrder, answers: 0 };
      const answerer = new Answerer(
        launch.answers ?? {},
        { host: values['host'] ?? '', port: values['port'] ?? '' },
        order,
      );
      // A program whose port is taken is expected to fail: what it does then is what the check looks at.
      if (spec.ready === 'running' || planned.check.holdsPort) {
        if (dialogue) void program.answerWhileItAsks(answerer, answers);
        return undefined;
      }
      const readyMs = READY_WITHIN_MS * plan.slow;
      const deadline = clock.deadline(readyMs);
      const told = launch.words.some((word) => word.includes('${port}')) ? Number(values['port']) : undefined;
      return program.waitUntilListening({ told, habit, answerer, deadline, readyMs });
    });
    const address = programs.get(spec.name)?.address;
    if (!failure && address) await this.world.openLinksTo(spec.name, address);
    return failure;
  }

  /** From now on until the end of this run nobody else of ours uses ports that programs insist on. */
  private async holdOwnPorts(ports: readonly number[]): Promise<void> {
    if (!this.holdsOwnPorts) {
      this.holdsOwnPorts = true;
      this.world.scope.defer(await holdOwnPorts());
    }
    for (const port of ports) await portIsQuiet(port);
  }

  /**
   * A fresh copy of the submission: what an earlier run wrote must not be found by this one. Programs share it, unless
   * the spec gives one a folder of its own.
   */
  private workplace({ name, folder: whose }: ProgramSpec): Promise<Workplace> {
    const { plan, environment, scope } = this.world;
    const key = whose === 'own' ? name : '';
    let copy = this.copies.get(key);
    if (!copy) {
      copy = openWorkplace(plan.submission.root, environment.sandbox).then((workplace) => {
        scope.defer(() => workplace.remove());
        return workplace;
      });
      this.copies.set(key, copy);
    }
    return copy;
  }

  /** What the spec puts into the folder of a program; once, so that a program that is started again finds its own. */
  private async placeFiles(program: string, folder: string, place: string): Promise<void> {
    const { planned, run, environment } = this.world;
    const files = Object.entries(planned.check.files[program] ?? {});
    if (files.length === 0 || this.furnished.has(program)) return;
    this.furnished.add(program);
    const sight = { bindings: bindingsOf(planned.check, run, {}), seed: run.seed };
    for (const [path, value] of files) await placeFile(folder, path, evaluate(value, sight));
    await environment.sandbox.adopt(place);
  }

  private failed(program: string, reason: NotLaunched): StepOutcome {
    this.world.recorder.record({ type: 'not-launched', program, reason });
    return { ended: 'abandoned' };
  }

  /** What stands for `${port}` and `${host}` in the command of a program, and is typed where it asks for them. */
  private async valuesFor(program: ProgramSpec, target: LaunchTarget, habit: Habit): Promise<Record<string, string>> {
    const { params } = this.world.plan.spec;
    const values: Record<string, string> = { host: target.host ?? '127.0.0.1' };
    for (const [name, { value }] of Object.entries(params)) values[name] = String(value);
    for (const [peer, port] of await this.world.portsTowards(program.name)) values[`port.${peer}`] = String(port);
    if (target.port === 'unused') values['port'] = String(habit.port ?? (await freePort()));
    else if (target.port !== undefined) values['port'] = values[`port.${target.port}`] ?? '';
    else if (program.over) values['port'] = String(await this.portOf(program, habit));
    else
      values['port'] =
        Object.entries(values).find(([name]) => name.startsWith('port.'))?.[1] ?? String(await freePort());
    return values;
  }

  private async portOf(program: ProgramSpec, habit: Habit): Promise<number> {
    const { planned, environment, scope } = this.world;
    const known = this.ports.get(program.name);
    if (known !== undefined) return known;
    const port = await freePort();
    this.ports.set(program.name, port);
    if (planned.check.holdsPort) {
      const at = { host: '0.0.0.0', port: habit.port ?? port };
      const holder = await environment.transports[program.over ?? 'tcp'].listen(at, () => ({
        data: () => {},
        ended: () => {},
      }));
      scope.defer(() => holder.close());
    }
    return port;
  }
}

function typesInto(program: string, steps: readonly Step[], kinds: RunEnvironment['steps']): boolean {
  return steps.some((step) => {
    const kind = kinds[step.kind];
    const types = step.actor === program && kind?.program?.(step.args).kind === 'types';
    return types || typesInto(program, kind?.inner?.(step.args) ?? [], kinds);
  });
}

/** What its student says of it. */
function saidBy(launch: Launch): Habit {
  return launch.port === undefined ? {} : { port: launch.port };
}

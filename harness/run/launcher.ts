import { join } from 'node:path';
import { fillWords } from '../model/command.js';
import { withInner } from '../model/inner-steps.js';
import { isSubmitted, type Launch, type Plan, type ReferenceLaunch } from '../model/plan.js';
import type { ProgramSpec, Step } from '../model/spec.js';
import type { Address, NotLaunched, StepOutcome } from '../model/trace.js';
import { holdOwnPorts, portIsQuiet } from '../process/own-ports.js';
import type { LaunchTarget } from '../steps/step-kind.js';
import { terminalProblem } from '../process/terminal.js';
import { dataInWords } from '../value/command-data.js';
import { ANSWER_ORDERS, Answerer, type AnswerOrder } from './answers.js';
import type { RunEnvironment } from './environment.js';
import { MachineLacks } from './fault.js';
import type { Habit } from './habits.js';
import { ProgramInRun } from './program.js';
import { Rehearsal, saidAnswers, saidBy, type Rehearsing } from './rehearsal.js';
import type { Surroundings } from './surroundings.js';
import { ToldValues } from './told-values.js';
import { Workplaces } from './workplaces.js';

/** A program that boots slowly (a Java machine on a busy host) is no program that hangs. */
export const READY_WITHIN_MS = 10_000;

/** Launches the programs of one run, each as it wants to be launched. */
export class Launcher implements Rehearsing {
  private readonly world: Surroundings;
  private readonly told: ToldValues;
  private readonly workplaces: Workplaces;
  private holdsOwnPorts = false;

  constructor(world: Surroundings) {
    this.world = world;
    this.told = new ToldValues(world);
    this.workplaces = new Workplaces(world);
  }

  /**
   * Learns what has to be known before anything of the run exists: the ports that clients insist on, where we must
   * listen, and that of a server whose port is to be taken when it starts.
   */
  async learn(names: readonly string[]): Promise<void> {
    const { plan, planned, environment } = this.world;
    const rehearsal = new Rehearsal(this.world, (world) => new Launcher(world));
    const ports: number[] = [];
    for (const name of names) {
      const spec = plan.spec.programs[name] as ProgramSpec;
      const launch = plan.submission.launches[name];
      if (!launch || launch.buildFailure || this.referenceOf(name)) continue;
      if (spec.ready === 'running' || planned.check.holdsPort || isReachedByProgram(plan, name)) {
        const known = await environment.habits.of(name);
        if ('tell' in known) {
          let habit: Habit | undefined;
          try {
            habit = await rehearsal.habitOf(spec, launch);
          } finally {
            // All others wait for this, also where it went wrong.
            known.tell(habit);
          }
        }
      }
      const port = environment.habits.all.get(name)?.port;
      if (port !== undefined) ports.push(port);
    }
    if (ports.length > 0) await this.holdOwnPorts(ports);
  }

  /** Launches a program and waits until it is ready, as its spec says. */
  async launch(name: string, target: LaunchTarget): Promise<StepOutcome> {
    const { plan, environment, clock } = this.world;
    const spec = plan.spec.programs[name] as ProgramSpec;
    const reference = this.referenceOf(name);
    if (reference) {
      const why = await this.launchAs(spec, reference, target, {});
      if (why)
        throw new Error(`our own ${name}, which stands in for the submission's, could not be launched: ${why.kind}`);
      return { ended: 'done' };
    }
    const launch = plan.submission.launches[name];
    if (!launch) return this.failed(name, { kind: 'no-command', detail: `no command is known for the ${name}` });
    if (launch.buildFailure) return this.failed(name, { kind: 'not-built' });
    const resume = clock.suspend();
    // While others find out how it wants to be launched, its folder is made; if that fails, it is said further down.
    this.workplaces.of(spec, launch).catch(() => {});
    const known = await environment.habits.of(name).finally(resume);
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

  /** Our own program, where the submission does not play this one. */
  private referenceOf(name: string): ReferenceLaunch | undefined {
    const { plan, planned } = this.world;
    if (isSubmitted(name, planned)) return undefined;
    const reference = plan.submission.references?.[name];
    if (!reference) throw new Error(`there is no reference for the ${name}`);
    return reference;
  }

  /** The first launch of a server: its questions are answered in one order after another, until it listens. */
  async findOut(
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
      const answers = program?.questions.answered.length ?? 0;
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

  /** Launches a program in its known way. Resolves with the reason where it is not ready then. */
  async launchAs(
    spec: ProgramSpec,
    launch: Launch,
    target: LaunchTarget,
    habit: Habit,
  ): Promise<NotLaunched | undefined> {
    const { plan, environment, planned, run, recorder, scope, programs, clock } = this.world;
    if (habit.port !== undefined) await this.holdOwnPorts([habit.port]);
    const resume = clock.suspend();
    const failure = await environment.startGate(async () => {
      resume();
      const [values, { folder, place, installed }] = await Promise.all([
        this.told.of(spec, target, habit),
        this.workplaces.of(spec, launch),
      ]);
      await this.workplaces.furnish(spec.name, join(folder, launch.folder), place);
      const certs = await this.workplaces.placeCerts(launch, place);
      const terminal = launch.terminal ?? spec.terminal ?? false;
      const problem = terminal ? terminalProblem(environment.variables['PATH'] ?? '') : undefined;
      if (problem !== undefined) throw new MachineLacks(`the ${spec.name} wants a terminal, and ${problem}`);
      const program = new ProgramInRun(spec, recorder, environment.observer);
      programs.set(spec.name, program);
      scope.defer(() => program.stop());
      const failed = await program.launch(
        {
          words: fillWords(launch.words, { ...dataInWords(launch.words, planned.check, run), ...values, ...certs }),
          folder: join(folder, launch.folder),
          copy: folder,
          place,
          installed,
          environment: { ...environment.variables, ...(spec.over && { PORT: values['port'] ?? '' }) },
        },
        environment.sandbox,
        terminal,
      );
      if (failed) return failed;
      const { order, answers, beforeScript = 0 } = habit.dialogue ?? { order: [] as AnswerOrder, answers: 0 };
      const answerer = new Answerer(
        saidAnswers(launch, spec),
        { host: values['host'] ?? '', port: values['port'] ?? '' },
        order,
      );
      // A program whose port is taken is expected to fail: what it does then is what the check looks at.
      if (spec.ready === 'running' || planned.check.holdsPort) {
        const types = typesInto(spec.name, planned.check.steps, environment.steps);
        void program.questions.answerFirst(answerer, types ? beforeScript : answers);
        return undefined;
      }
      const readyMs = READY_WITHIN_MS * plan.slow;
      const deadline = clock.deadline(readyMs);
      const isTold = launch.words.some((word) => word.includes('${port}') || word.includes(`\${port.${spec.name}}`));
      const told = isTold ? Number(values['port']) : undefined;
      return program.waitUntilListening({ told, habit, answerer, deadline, readyMs });
    });
    const address = programs.get(spec.name)?.address;
    if (!failure && address) await this.world.openLinksTo(spec.name, address);
    return failure;
  }

  /** Where a program is found by another: where it listens, or will. */
  async addressOf(name: string): Promise<Address> {
    const { plan, environment, programs } = this.world;
    const here = programs.get(name)?.address;
    if (here) return here;
    const launch = plan.submission.launches[name];
    const habit = launch && !this.referenceOf(name) ? (environment.habits.all.get(name) ?? saidBy(launch)) : {};
    const port = habit.port ?? (await this.told.portOf(plan.spec.programs[name] as ProgramSpec, habit));
    return { host: '127.0.0.1', port };
  }

  /** From now on until the end of this run nobody else of ours uses ports that programs insist on. */
  private async holdOwnPorts(ports: readonly number[]): Promise<void> {
    if (!this.holdsOwnPorts) {
      this.holdsOwnPorts = true;
      this.world.scope.defer(await holdOwnPorts());
    }
    for (const port of ports) await portIsQuiet(port);
  }

  private failed(program: string, reason: NotLaunched): StepOutcome {
    this.world.recorder.record({ type: 'not-launched', program, reason });
    return { ended: 'abandoned' };
  }
}

function typesInto(program: string, steps: readonly Step[], kinds: RunEnvironment['steps']): boolean {
  return withInner(steps, kinds).some(
    ({ actor, kind, args }) => actor === program && kinds[kind]?.program?.(args).kind === 'types',
  );
}

function isReachedByProgram({ spec }: Plan, name: string): boolean {
  return Object.values(spec.links).some(({ from, to }) => to === name && from in spec.programs);
}

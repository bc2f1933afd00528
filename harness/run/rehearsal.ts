import { indexOfBytes, toBytes } from '../model/bytes.js';
import type { Launch, Plan } from '../model/plan.js';
import type { ProgramSpec } from '../model/spec.js';
import type { NotLaunched } from '../model/trace.js';
import { reached } from '../model/waiting.js';
import { freePort } from '../process/ports.js';
import type { LaunchTarget } from '../steps/step-kind.js';
import { ANSWER_ORDERS, Answerer, type AnswerOrder, type Said } from './answers.js';
import { openAudience, oversOf } from './audience.js';
import { RunClock } from './clock.js';
import type { Habit } from './habits.js';
import { Recorder } from './recorder.js';
import { Scope } from './scope.js';
import type { Surroundings } from './surroundings.js';

/** How long a client may take to connect, when nobody keeps it waiting. */
const CONNECTED_WITHIN_MS = 10_000;

/** And how long to come to rest behind that. */
const SETTLED_WITHIN_MS = 1000;

/** What a rehearsal needs of whoever launches programs. */
export interface Rehearsing {
  launchAs(spec: ProgramSpec, launch: Launch, target: LaunchTarget, habit: Habit): Promise<NotLaunched | undefined>;
  findOut(spec: ProgramSpec, launch: Launch, target: LaunchTarget, said: Habit): Promise<{ readonly habit: Habit }>;
}

/** Launches programs outside of any check, to see how each wants to be launched. */
export class Rehearsal {
  private readonly world: Surroundings;
  private readonly begin: (world: Surroundings) => Rehearsing;

  constructor(world: Surroundings, begin: (world: Surroundings) => Rehearsing) {
    this.world = world;
    this.begin = begin;
  }

  async habitOf(spec: ProgramSpec, launch: Launch): Promise<Habit> {
    const said = saidBy(launch);
    // Where nobody listens for it, nothing would be seen.
    if (spec.ready === 'running' && oversOf(this.world.plan).size === 0) return said;
    if (spec.ready === 'running') return { ...said, ...(await this.ofClient(spec, launch)) };
    return this.onStage(async (stage) => {
      const world = stage(await portsOfNobody(this.world.plan, spec.name));
      return (await this.begin(world).findOut(spec, launch, {}, said)).habit;
    });
  }

  /**
   * A client is tried with one order of answers after another, until it connects. One that never does is still told what
   * it asks for beyond doubt: what then goes wrong in it is what its student should see.
   */
  private async ofClient(spec: ProgramSpec, launch: Launch): Promise<Habit> {
    const { plan, environment } = this.world;
    const said = saidAnswers(launch, spec);
    const tried: { readonly questions: readonly Uint8Array[]; readonly answers: readonly string[] }[] = [];
    let likeliest: Habit = {};
    for (const order of ANSWER_ORDERS.client) {
      // Who is asked the same and told the same does the same again.
      if (tried.some(({ questions, answers }) => equal(answersTo(questions, order, said), answers))) continue;
      const { cameTo, told, questions, answers, beforeScript } = await this.onStage(async (stage, scope) => {
        const audience = await openAudience(plan, environment, scope, spec);
        const world = stage(audience.ports);
        await this.begin(world).launchAs(spec, launch, {}, { dialogue: { order, answers: Infinity } });
        const program = world.programs.get(spec.name);
        const deadline = world.clock.deadline(CONNECTED_WITHIN_MS * plan.slow);
        const arrival = program?.isLaunched ? await audience.firstArrival(program, deadline) : undefined;
        const answered = program?.questions.answered ?? [];
        const beforeArrival = answered.map(({ answer }) => answer);
        // What it says first, and whether it asks more that is known, is seen when it has come to rest.
        const answerer = new Answerer(said, { host: '', port: '' }, []);
        if (arrival !== undefined && answered.length > 0)
          await Promise.race([
            program?.questions.settledBehind(answerer),
            reached(world.clock.deadline(SETTLED_WITHIN_MS)),
          ]);
        return {
          questions: answered.map(({ question }) => question),
          cameTo: arrival,
          told: [...audience.ports.values()][0],
          answers: beforeArrival,
          beforeScript: countBeforeScript(answered, audience.heard(), answerer),
        };
      });
      if (cameTo !== undefined) {
        // Over UDP nothing shows that it is ready: its next question may already be what it is to send.
        const before = oversOf(plan).has('udp') ? answers.filter((answer) => answer !== '') : answers;
        return {
          ...(cameTo !== told && { port: cameTo }),
          ...(answers.length > 0 && {
            dialogue: { order, answers: Math.max(before.length, beforeScript), beforeScript },
          }),
        };
      }
      if (answers.length === 0) break;
      tried.push({ questions, answers: answersTo(questions, order, said) });
      if (likeliest.dialogue === undefined && beforeScript > 0)
        likeliest = { dialogue: { order, answers: beforeScript, beforeScript } };
    }
    return likeliest;
  }

  /** Works in a world of no check's: no port is held, nobody types, and nothing is kept of what is written down. */
  private async onStage<T>(
    work: (stage: (ports: ReadonlyMap<string, number>) => Surroundings, scope: Scope) => Promise<T>,
  ): Promise<T> {
    const { planned } = this.world;
    const scope = new Scope();
    const clock = new RunClock();
    const stage = (ports: ReadonlyMap<string, number>): Surroundings => ({
      ...this.world,
      planned: { ...planned, check: { ...planned.check, holdsPort: false, steps: [] } },
      clock,
      recorder: new Recorder(clock),
      scope,
      programs: new Map(),
      portsTowards: () => Promise.resolve(ports),
      openLinksTo: () => Promise.resolve(),
    });
    try {
      return await work(stage, scope);
    } finally {
      await scope.close();
    }
  }
}

/** What these questions are answered in this order, wherever its server is. */
function answersTo(questions: readonly Uint8Array[], order: AnswerOrder, said: readonly Said[]): readonly string[] {
  const answerer = new Answerer(said, { host: 'host', port: 'port' }, order);
  return questions.map((question) => answerer.answer(question));
}

function equal(some: readonly string[], others: readonly string[]): boolean {
  return some.length === others.length && some.every((each, index) => each === others[index]);
}

/**
 * How many of a client's questions come before anything that a script could type: those up to the last that is beyond
 * doubt. It asks for each but once; and what it says to its server is no place, but was asked for to be sent.
 */
function countBeforeScript(
  answered: readonly { readonly question: Uint8Array; readonly answer: string }[],
  heard: Uint8Array,
  answerer: Answerer,
): number {
  const subjects = new Set<string>();
  let count = 0;
  for (const [index, { question, answer }] of answered.entries()) {
    const subject = answerer.beyondDoubt(question);
    if (!subject) continue;
    const isOnly = answered.filter((other) => other.answer === answer).length === 1;
    const isSent = !subject.isSaid && isOnly && indexOfBytes(heard, toBytes(answer)) >= 0;
    if (isSent || subjects.has(subject.word)) break;
    subjects.add(subject.word);
    count = index + 1;
  }
  return count;
}

/** The ports at which a program would find others, while nobody listens there. */
async function portsOfNobody({ spec }: Plan, program: string): Promise<ReadonlyMap<string, number>> {
  const ports = new Map<string, number>();
  for (const { from, to } of Object.values(spec.links)) if (from === program) ports.set(to, await freePort());
  return ports;
}

/** What it is answered, as its student says, and its spec: whoever knows it best comes first. */
export function saidAnswers(
  { answers: ofStudent = {} }: Launch,
  { answers: ofSpec = {} }: ProgramSpec,
): readonly Said[] {
  return [...Object.entries(ofStudent), ...Object.entries(ofSpec)];
}

/** What its student says of it. */
export function saidBy(launch: Launch): Habit {
  return launch.port === undefined ? {} : { port: launch.port };
}

import { join } from 'node:path';
import { fillWords } from '../model/command.js';
import type { Plan } from '../model/plan.js';
import type { ProgramSpec, Transport } from '../model/spec.js';
import { listenHost } from '../process/sandbox.js';
import { anyOf, waitUntil } from '../model/waiting.js';
import { freePort } from '../process/ports.js';
import { openWorkplace } from '../process/workplace.js';
import { ANSWER_ORDERS, Answerer, type AnswerOrder } from './answers.js';
import { Changes } from './changes.js';
import { RunClock } from './clock.js';
import type { RunEnvironment } from './environment.js';
import type { Habit } from './habits.js';
import { ProgramInRun } from './program.js';
import { Recorder } from './recorder.js';
import { Scope } from './scope.js';

/** How long a client may take to connect, when nobody keeps it waiting. */
const CONNECTED_WITHIN_MS = 10_000;

/** A client that connected on its own accord has shown all that is to be learnt. */
interface Rehearsed {
  /** The port that it came to. */
  readonly cameTo: number | undefined;
  readonly told: number;
  readonly asked: number;
  readonly meant: number;
}

/**
 * Launches a client against listeners that say nothing, to learn what it asks for and whether it takes the port that it
 * is told. It is tried with one order of answers after another until it connects.
 */
export async function rehearseClient(plan: Plan, environment: RunEnvironment, name: string): Promise<Habit> {
  const program = plan.spec.programs[name] as ProgramSpec;
  for (const order of ANSWER_ORDERS.client) {
    const { cameTo, told, asked, meant } = await rehearse(plan, environment, program, order);
    if (cameTo !== undefined)
      return {
        ...(cameTo !== told && { port: cameTo }),
        // Over UDP nothing shows that it is ready: its next question may already be what it is to send.
        ...(asked > 0 && { dialogue: { order, answers: oversOf(plan).has('udp') ? meant : asked } }),
      };
    if (asked === 0) break;
  }
  return {};
}

function oversOf(plan: Plan): ReadonlySet<Transport> {
  return new Set(Object.values(plan.spec.peers).flatMap(({ role, over }) => (role.kind === 'listen' ? [over] : [])));
}

async function rehearse(
  plan: Plan,
  environment: RunEnvironment,
  spec: ProgramSpec,
  order: AnswerOrder,
): Promise<Rehearsed> {
  const launch = plan.submission.launches[spec.name];
  if (!launch) throw new Error(`the ${spec.name} has no command`);
  const scope = new Scope();
  const clock = new RunClock();
  const arrivals = new Changes();
  const cameTo: number[] = [];
  try {
    const told = await freePort();
    const elsewhere = launch.port === undefined ? environment.portsInSources(plan.submission.root) : [launch.port];
    for (const port of [told, ...elsewhere])
      for (const over of oversOf(plan))
        await listenQuietly(environment, scope, { over, port }, () => {
          cameTo.push(port);
          arrivals.tell();
        });
    const { folder, place, remove } = await openWorkplace(plan.submission.root, environment.sandbox);
    scope.defer(remove);
    const program = new ProgramInRun(spec, new Recorder(clock), environment.observer);
    scope.defer(() => program.stop());
    const values = { host: '127.0.0.1', port: String(told) };
    const peers = Object.keys(plan.spec.peers).map((peer) => [`port.${peer}`, values.port]);
    const problem = await program.launch(
      {
        words: fillWords(launch.words, { ...Object.fromEntries(peers), ...values }),
        folder: join(folder, launch.folder),
        copy: folder,
        place,
        environment: environment.variables,
      },
      environment.sandbox,
    );
    const answerer = new Answerer(launch.answers ?? {}, values, order);
    if (!problem) {
      const deadline = clock.deadline(CONNECTED_WITHIN_MS * plan.slow);
      void program.answerWhileItAsks(answerer, Infinity);
      const isOver = (): boolean => cameTo.length > 0 || program.exit !== undefined || environment.signal.aborted;
      await waitUntil(
        () => isOver() || undefined,
        anyOf([arrivals, program]),
        deadline,
        () => false,
      );
    }
    return { cameTo: cameTo[0], told, asked: program.answered, meant: answerer.meant };
  } finally {
    await scope.close();
  }
}

/** A port that somebody else has is not this client's. */
async function listenQuietly(
  environment: RunEnvironment,
  scope: Scope,
  { over, port }: { readonly over: Transport; readonly port: number },
  came: () => void,
): Promise<void> {
  try {
    const listener = await environment.transports[over].listen({ host: listenHost(environment.sandbox), port }, () => {
      came();
      return { data: () => {}, ended: () => {} };
    });
    scope.defer(() => listener.close());
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== 'EADDRINUSE' && code !== 'EACCES') throw error;
  }
}

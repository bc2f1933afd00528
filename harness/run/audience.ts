import { concat } from '../model/bytes.js';
import type { Plan } from '../model/plan.js';
import type { ProgramSpec, Transport } from '../model/spec.js';
import { anyOf, waitUntil, type Deadline } from '../model/waiting.js';
import { freePort } from '../process/ports.js';
import { listenHost } from '../process/sandbox.js';
import { Changes } from './changes.js';
import type { RunEnvironment } from './environment.js';
import type { ProgramInRun } from './program.js';
import type { Scope } from './scope.js';

/** Listeners that say nothing, to see whether a client takes the port that it is told, or one that its sources name. */
export interface Audience {
  /** The port that the client is told, by the peers that it may be told of. */
  readonly ports: ReadonlyMap<string, number>;
  /** What clients have said by now. */
  heard(): Uint8Array;
  /** The port that it came to first; undefined where it ended, or did not come in time. */
  firstArrival(program: ProgramInRun, deadline: Deadline): Promise<number | undefined>;
}

/** Of what comes so many pieces are kept: what a client says first matters. */
const MOST_HEARD = 16;

export async function openAudience(
  plan: Plan,
  environment: RunEnvironment,
  scope: Scope,
  { name }: ProgramSpec,
): Promise<Audience> {
  const { root, launches } = plan.submission;
  const arrivals = new Changes();
  const cameTo: number[] = [];
  const heard: Uint8Array[] = [];
  const told = await freePort();
  const said = launches[name]?.port;
  for (const port of [told, ...(said === undefined ? environment.portsInSources(root) : [said])])
    for (const over of oversOf(plan))
      await listenQuietly(
        environment,
        scope,
        { over, port },
        {
          came: () => {
            cameTo.push(port);
            arrivals.tell();
          },
          said: (data) => void (heard.length < MOST_HEARD && heard.push(data)),
        },
      );
  return {
    ports: new Map(Object.keys({ ...plan.spec.peers, ...plan.spec.programs }).map((other) => [other, told])),
    heard: () => concat(heard),
    firstArrival: async (program, deadline) => {
      const isOver = (): boolean => cameTo.length > 0 || program.exit !== undefined || environment.signal.aborted;
      await waitUntil(
        () => isOver() || undefined,
        anyOf([arrivals, program]),
        deadline,
        () => false,
      );
      return cameTo[0];
    },
  };
}

/** What a client may speak over, to a peer of ours or to another program. */
export function oversOf({ spec }: Plan): ReadonlySet<Transport> {
  const peers = Object.values(spec.peers).filter(({ role }) => role.kind === 'listen');
  const links = Object.values(spec.links).filter(({ from, to }) => from in spec.programs && to in spec.programs);
  return new Set([...peers, ...links].map(({ over }) => over));
}

/** A port that somebody else has is not this client's. */
async function listenQuietly(
  environment: RunEnvironment,
  scope: Scope,
  { over, port }: { readonly over: Transport; readonly port: number },
  { came, said }: { readonly came: () => void; readonly said: (data: Uint8Array) => void },
): Promise<void> {
  try {
    const listener = await environment.transports[over].listen({ host: listenHost(environment.sandbox), port }, () => {
      came();
      return { data: said, ended: () => {} };
    });
    scope.defer(() => listener.close());
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== 'EADDRINUSE' && code !== 'EACCES') throw error;
  }
}

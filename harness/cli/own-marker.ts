import { cpus } from 'node:os';
import type { Plan } from '../model/plan.js';
import { buildSubmission } from '../process/build.js';
import { copySizeOf, shareOfRoom } from '../process/copied-files.js';
import { buildEnvironment, programEnvironment } from '../process/environment.js';
import { canSeeSockets } from '../process/kernel-sockets.js';
import { kernelObserver, probingObserver } from '../process/listening.js';
import { giveToLoopback } from '../process/loopback-addresses.js';
import type { Sandbox } from '../process/sandbox.js';
import { addressesInSources } from '../submission/addresses-in-sources.js';
import { portsInSources } from '../submission/ports-in-sources.js';
import { gate } from './gate.js';
import { mark, type MarkOptions } from './mark.js';
import type { Marker, MarkerOptions } from './marker.js';
import { loadDiagnoses, registries } from './registries.js';
import { logPath } from './run-folder.js';

/** The first `go build` on a machine compiles Go's own library. */
const BUILD_WITHIN_MS = 60_000;

/** How many copies the programs of one check have, at most: each that has its own, and one for the others. */
function copiesOf({ spec }: Plan): number {
  const folders = Object.values(spec.programs).map(({ folder }) => folder);
  const own = folders.filter((folder) => folder === 'own').length;
  return own + (own < folders.length ? 1 : 0);
}

/** Marks in this process; the programs run in the sandbox. */
export function ownMarker(sandbox: Sandbox, { jobs, variables, signal }: MarkerOptions): Marker {
  const checkGate = gate(jobs);
  const environment: MarkOptions['environment'] = {
    ...registries,
    observer: canSeeSockets() ? kernelObserver : probingObserver,
    portsInSources,
    sandbox,
    variables: programEnvironment(variables),
    // A program that starts also waits: for its files, for us to see it, for a core that others use too.
    startGate: gate(cpus().length * 4),
    signal,
  };
  const diagnoses = loadDiagnoses();
  /** What has to be compiled is compiled once, before its checks. */
  const built = async <T>(plan: Plan, use: (ready: Plan) => Promise<T>): Promise<T> => {
    const { submission, workplace } = await buildSubmission(plan.submission, {
      environment: buildEnvironment(variables),
      sandbox,
      limitMs: BUILD_WITHIN_MS * plan.slow,
      signal,
    });
    try {
      return await use({ ...plan, submission });
    } finally {
      // What one submission has built takes the room of the next.
      await workplace?.remove();
    }
  };
  return {
    tier: sandbox.tier,
    async mark({ plan, again, spec }, onCheck) {
      if (sandbox.ownsNetwork) await giveToLoopback(addressesInSources(plan.submission.root));
      const sheet = { spec: plan.spec.id, submission: plan.submission.name };
      return built(plan, (ready) => {
        const places = Math.ceil(jobs * shareOfRoom(copySizeOf(ready.submission.root), copiesOf(ready)));
        return mark(ready, {
          environment,
          diagnoses,
          // Side by side go as many as there is room for their copies.
          checkGate: (work, wanted = places) => checkGate(work, Math.max(wanted, places)),
          context: {
            again: (id) => `${again} --only ${id} --seed ${plan.seed}`,
            logOf: (run, program, stream) => logPath(sheet, run, program, stream),
          },
          spec,
          onCheck,
        });
      });
    },
    close: () => Promise.resolve([]),
  };
}

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { packageFolder } from '../cli/files.js';
import { gate } from '../cli/gate.js';
import { loadSpec } from '../cli/load-spec.js';
import { mark } from '../cli/mark.js';
import { registries } from '../cli/registries.js';
import type { Plan } from '../model/plan.js';
import type { CheckReport } from '../model/report.js';
import type { RunTrace } from '../model/trace.js';
import { makePlan } from '../plan/make-plan.js';
import { programEnvironment } from '../process/environment.js';
import { kernelObserver } from '../process/listening.js';
import type { RunEnvironment } from '../run/environment.js';
import { findLaunches } from '../submission/find-launches.js';
import type { Diagnosis } from './diagnosis.js';

export interface MutantRun {
  readonly plan: Plan;
  readonly report: CheckReport;
  readonly traces: readonly RunTrace[];
}

export interface MutantOptions {
  readonly spec: string;
  /** The file below `fixtures/mutants/SPEC`, without its ending. */
  readonly mutant: string;
  readonly checks: readonly string[];
  readonly diagnoses?: readonly Diagnosis[];
  /** Scales every deadline: a program that never listens need not be given ten seconds. */
  readonly slow?: number;
}

/** Runs some checks of a bundled spec on one mutant, through the real pipeline: real processes, real sockets. */
export async function runMutant({ spec: id, mutant, checks, diagnoses = registries.diagnoses, slow = 1 }: MutantOptions): Promise<MutantRun[]> {
  const { spec, file, sha256 } = loadSpec(id);
  const folder = join(packageFolder, 'fixtures', 'mutants', id);
  const source = join(folder, `${mutant}.py`);
  if (!existsSync(source)) throw new Error(`there is no mutant ${source}`);
  // Launched where it lies, under its own name: nothing has to be copied.
  const program = mutant.includes('/') ? (mutant.split('/')[0] ?? '') : (Object.keys(spec.programs)[0] ?? '');
  const given = { [program]: `python3 ${mutant}.py ${argumentsOf[id] ?? SERVER_ARGUMENTS[program] ?? ''}` };
  const { launches } = findLaunches(spec, { folder, given, manifest: undefined });
  const plan = makePlan(spec, { name: mutant, folder, launches }, { seed: 'diagnoses', slow, only: (check) => checks.includes(check.id) });
  const traces = new Map<string, readonly RunTrace[]>();
  const sheet = await mark(plan, {
    environment: environment(),
    diagnoses,
    checkGate,
    context: { again: (check) => `wiremark check ${id} --only ${check}`, logOf: (run, name, stream) => `${run}/${name}.${stream}` },
    spec: { file, sha256 },
    onCheck: (report, ended) => void traces.set(report.id, ended),
  });
  return sheet.checks.map((report) => ({ plan, report, traces: traces.get(report.id) ?? [] }));
}

const SERVER_ARGUMENTS: Readonly<Record<string, string>> = { server: '${port}', client: '${host} ${port}' };
const argumentsOf: Readonly<Record<string, string>> = { 'udp-loss': '${host} ${port} 5' };

/** Real programs on a shared machine: a few at a time. */
const checkGate = gate(4);
const startGate = gate(2);

function environment(): RunEnvironment {
  return { ...registries, observer: kernelObserver, variables: programEnvironment({ PATH: process.env['PATH'], HOME: process.env['HOME'] }), startGate, signal: new AbortController().signal };
}

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { packageFolder } from '../cli/files.js';
import { gate } from '../cli/gate.js';
import { loadSpec } from '../cli/load-spec.js';
import { mark, type MarkOptions } from '../cli/mark.js';
import { loadDiagnoses, registries } from '../cli/registries.js';
import type { Plan } from '../model/plan.js';
import type { CheckReport } from '../model/report.js';
import type { ProgramSpec } from '../model/spec.js';
import type { RunTrace } from '../model/trace.js';
import { makePlan } from '../plan/make-plan.js';
import { programEnvironment } from '../process/environment.js';
import { kernelObserver } from '../process/listening.js';
import { plainSandbox } from '../process/sandbox.js';
import { portsInSources } from '../submission/ports-in-sources.js';
import { findLaunches } from '../submission/find-launches.js';

export interface MutantRun {
  readonly plan: Plan;
  readonly report: CheckReport;
  readonly traces: readonly RunTrace[];
}

export interface MutantOptions extends ReferenceOptions {
  /** The file below `fixtures/mutants/SPEC`, without its ending. */
  readonly mutant: string;
}

export interface ReferenceOptions {
  readonly spec: string;
  readonly checks: readonly string[];
  /** Scales every deadline: a program that never listens need not be given ten seconds. */
  readonly slow?: number;
}

/** Runs some checks of a bundled spec on one mutant, through the real pipeline: real processes, real sockets. */
export function runMutant({ mutant, ...options }: MutantOptions): Promise<MutantRun[]> {
  const folder = join(packageFolder, 'fixtures', 'mutants', options.spec);
  if (!existsSync(join(folder, `${mutant}.py`))) throw new Error(`there is no mutant ${mutant} in ${folder}`);
  return runChecks(options, {
    folder,
    name: mutant,
    fileOf: ({ name }) => (mutant.includes('/') && !mutant.startsWith(`${name}/`) ? undefined : `${mutant}.py`),
  });
}

/** The same with the reference that ships in Python. */
export function runReference(options: ReferenceOptions): Promise<MutantRun[]> {
  const folder = join(packageFolder, 'fixtures', 'reference', options.spec, 'python');
  return runChecks(options, {
    folder,
    name: 'reference',
    fileOf: ({ name }) => (existsSync(join(folder, `${name}.py`)) ? `${name}.py` : undefined),
  });
}

interface Program {
  readonly folder: string;
  readonly name: string;
  /** The file that a program of the spec stands in here. */
  readonly fileOf: (program: ProgramSpec) => string | undefined;
}

/** Programs are launched where they lie: nothing has to be copied. */
async function runChecks(
  { spec: id, checks, slow = 1 }: ReferenceOptions,
  { folder, name, fileOf }: Program,
): Promise<MutantRun[]> {
  const { spec, file, sha256 } = loadSpec(id);
  const given = Object.fromEntries(
    Object.values(spec.programs).flatMap((program) => {
      const own = fileOf(program);
      return own === undefined ? [] : [[program.name, commandOf(program, own)]];
    }),
  );
  const { root, launches } = findLaunches(spec, { folder, given, manifest: undefined, languages: [] });
  const plan = makePlan(
    spec,
    { name, folder, root, launches },
    { seed: 'diagnoses', slow, only: (check) => checks.includes(check.id) },
  );
  const traces = new Map<string, readonly RunTrace[]>();
  const sheet = await mark(plan, {
    environment: environment(),
    diagnoses: loadDiagnoses(),
    checkGate,
    context: {
      again: (check) => `wiremark check ${id} --only ${check}`,
      logOf: (run, program, stream) => `${run}/${program}.${stream}`,
    },
    spec: { file, sha256 },
    onCheck: (report, ended) => void traces.set(report.id, ended),
  });
  return sheet.checks.map((report) => ({ plan, report, traces: traces.get(report.id) ?? [] }));
}

/** As the spec starts a program in Python, with another file in its place. */
function commandOf({ name, run }: ProgramSpec, own: string): string {
  const usual = run.find(({ file }) => file?.endsWith('.py') === true);
  if (usual?.file === undefined) throw new Error(`the spec starts no ${name} in Python`);
  return usual.command.replace(usual.file, own);
}

/** Real programs on a shared machine: a few at a time. */
const checkGate = gate(4);
const startGate = gate(2);

function environment(): MarkOptions['environment'] {
  return {
    ...registries,
    observer: kernelObserver,
    variables: programEnvironment({ PATH: process.env['PATH'], HOME: process.env['HOME'] }),
    portsInSources,
    sandbox: plainSandbox,
    startGate,
    signal: new AbortController().signal,
  };
}

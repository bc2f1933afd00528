import { setMaxListeners } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Plan } from '../model/plan.js';
import type { CheckReport, Sheet } from '../model/report.js';
import type { RunTrace } from '../model/trace.js';
import { makePlan } from '../plan/make-plan.js';
import { programEnvironment } from '../process/environment.js';
import { kernelObserver, type ProgramObserver } from '../process/listening.js';
import { plainSandbox } from '../process/sandbox.js';
import { readSpec } from '../spec/read-spec.js';
import { findLaunches } from '../submission/find-launches.js';
import { portsInSources } from '../submission/ports-in-sources.js';
import type { Manifest } from '../submission/manifest.js';
import { languages } from '../submission/languages/index.js';
import { gate } from './gate.js';
import { language } from './language.js';
import { mark } from './mark.js';
import { loadDiagnoses, registries } from './registries.js';

export interface MarkOneOptions {
  /** A spec's text. */
  readonly spec: string;
  /** The files of the submission, by name; or its folder. */
  readonly files?: Readonly<Record<string, string>>;
  readonly folder?: string;
  readonly only?: readonly string[];
  /** Values of its parameters. */
  readonly set?: Readonly<Record<string, string>>;
  readonly seed?: string;
  readonly slow?: number;
  readonly manifest?: Manifest;
  readonly observer?: ProgramObserver;
  /** Where commands are looked for. */
  readonly path?: string;
  readonly signal?: AbortSignal;
}

export interface MarkedOne {
  readonly sheet: Sheet;
  readonly plan: Plan;
  readonly traces: readonly RunTrace[];
  check(id: string): CheckReport;
}

function neverAborted(): AbortSignal {
  const { signal } = new AbortController();
  setMaxListeners(0, signal);
  return signal;
}

const starts = gate(cpus().length);

/** For all that is marked in this process: a check that is to run alone would not be alone otherwise. */
const checkGate = gate(16);

/** Marks one submission under one spec through the real pipeline: real processes, real sockets. */
export async function markOne(options: MarkOneOptions): Promise<MarkedOne> {
  const { spec, diagnostics } = readSpec(new TextEncoder().encode(options.spec), 'spec.yaml', language, options.set);
  if (!spec)
    throw new Error(
      diagnostics.map(({ code, message, origin }) => `${origin.start.line}: ${code} ${message}`).join('\n'),
    );
  const folder = options.folder ?? (await mkdtemp(join(tmpdir(), 'wiremark-test-')));
  try {
    for (const [name, text] of Object.entries(options.files ?? {})) await writeFile(join(folder, name), text);
    const { root, launches } = findLaunches(spec, { folder, given: {}, manifest: options.manifest, languages });
    const plan = makePlan(
      spec,
      { name: 'test', folder, root, launches },
      { seed: options.seed ?? 'test', slow: options.slow ?? 1, only: ({ id }) => options.only?.includes(id) ?? true },
    );
    const traces: RunTrace[] = [];
    const sheet = await mark(plan, {
      environment: {
        ...registries,
        observer: options.observer ?? kernelObserver,
        portsInSources,
        sandbox: plainSandbox,
        variables: programEnvironment({ ...process.env, ...(options.path !== undefined && { PATH: options.path }) }),
        startGate: starts,
        signal: options.signal ?? neverAborted(),
      },
      diagnoses: loadDiagnoses(),
      checkGate,
      context: {
        again: (check) => `wiremark check spec.yaml --only ${check}`,
        logOf: (run, program, stream) => `logs/${run}-${program}.${stream}.txt`,
      },
      spec: { file: 'spec.yaml', sha256: '0'.repeat(64) },
      // Isolated, it would be told from process to process: it has to be plain data.
      onCheck: (report, done) => void traces.push(...structuredClone({ report, done }).done),
    });
    return {
      sheet,
      plan,
      traces,
      check: (id) => {
        const found = sheet.checks.find((check) => check.id === id);
        if (!found) throw new Error(`there is no check ${id}`);
        return found;
      },
    };
  } finally {
    if (options.folder === undefined) await rm(folder, { recursive: true, force: true });
  }
}

import { setMaxListeners } from 'node:events';
import { mkdirSync, readdirSync } from 'node:fs';
import { cpus } from 'node:os';
import { basename, join, resolve } from 'node:path';
import type { Audited, Kind } from '../audit/audited.js';
import { findGaps } from '../audit/find-gaps.js';
import { sayAudit } from '../audit/say-audit.js';
import { Pool } from '../marking/pool.js';
import type { CheckReport, Sheet } from '../model/report.js';
import { makePlan } from '../plan/make-plan.js';
import type { Tier } from '../process/sandbox.js';
import { findLaunches } from '../submission/find-launches.js';
import { languages } from '../submission/languages/index.js';
import { families, placeProgram, programsIn, references, variantOf, variantsOf } from './bundled-programs.js';
import { bundledSpecs, isFolder } from './files.js';
import { gate } from './gate.js';
import { loadSpec, loadSpecs, specFile } from './load-spec.js';
import { openWorker } from './open-marker.js';
import type { Settings } from '../spec/read-params.js';
import { openTemporaryFolder } from './temporary-folder.js';
import { EXIT, UsageError } from './usage-error.js';
import type { Worker } from './worker-marker.js';

export interface AuditFlags {
  readonly references?: string | undefined;
  readonly mutants?: string | undefined;
  readonly with?: string | undefined;
  readonly seeds: number;
  readonly jobs: number;
  readonly slow: number;
  readonly isolation?: Tier | undefined;
}

/** One program that is to be run, and how its spec is set for it. */
interface Candidate {
  readonly kind: Kind;
  readonly name: string;
  readonly folder: string;
  readonly set: Settings;
}

/** Holds specs against programs that are right and programs that are wrong: does each check catch what it is about? */
export async function audit(names: readonly string[], flags: AuditFlags): Promise<number> {
  const specs = names.length > 0 ? names : bundledSpecs().map(({ id }) => id);
  // Whatever is wrong with a spec or a folder is told before anything is launched.
  loadSpecs(specs, {});
  for (const folder of [flags.references, flags.mutants, flags.with])
    if (folder !== undefined && !isFolder(folder)) throw new UsageError(`there is no folder ${folder}`);
  const interruption = new AbortController();
  setMaxListeners(0, interruption.signal);
  const stop = (): void => interruption.abort();
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
  const temporary = await openTemporaryFolder();
  const { signal } = interruption;
  const pool = new Pool<Worker>({
    uses: USES,
    open: async () =>
      (await openWorker(flags.isolation, { jobs: CHECKS_AT_ONCE, variables: process.env, signal })).marker,
  });
  try {
    let hasGap = false;
    for (const [index, spec] of specs.entries()) {
      const candidates = await candidatesFor(spec, flags, join(temporary.path, String(index)));
      if (candidates.length === 0)
        throw new UsageError(
          `there are no programs to hold ${spec} against\nGive folders with a program in each of their folders: --references FOLDER, --mutants FOLDER, --with FOLDER`,
        );
      const enter = gate(flags.jobs);
      const done = await Promise.all(
        candidates.flatMap((candidate) =>
          seedsFor(candidate, flags).map((seed) =>
            enter(async () => (signal.aborted ? undefined : runOne(spec, candidate, seed, flags, pool))),
          ),
        ),
      );
      if (signal.aborted) return EXIT.interrupted;
      const audited = done.filter((each) => each !== undefined);
      const checks = [...new Set(audited.flatMap(({ checks: all }) => all.map(({ id }) => id)))];
      const gaps = findGaps(checks, audited);
      hasGap ||= gaps.length > 0;
      process.stdout.write(`${sayAudit({ spec, checks, audited, gaps })}\n\n`);
    }
    return hasGap ? EXIT.failed : EXIT.passed;
  } finally {
    process.off('SIGINT', stop);
    process.off('SIGTERM', stop);
    await pool.close();
    await temporary.close();
  }
}

/** What could pile up in a worker ends with it. */
const USES = 25;

const CHECKS_AT_ONCE = Math.max(2, Math.floor(Math.min(32, cpus().length * 8) / cpus().length));

/** A reference must pass whatever the chances; that a mutant fails once is enough. */
function seedsFor({ kind }: Candidate, { seeds }: AuditFlags): readonly string[] {
  return Array.from({ length: kind === 'reference' ? seeds : 1 }, (_, index) => `audit-${index + 1}`);
}

async function candidatesFor(spec: string, flags: AuditFlags, place: string): Promise<readonly Candidate[]> {
  const inFolder = (kind: Kind, folder: string | undefined): Candidate[] =>
    folder === undefined
      ? []
      : readdirSync(folder)
          .map((name) => ({ kind, name, folder: resolve(folder, name), set: {} }))
          .filter(({ folder: own }) => isFolder(own));
  const ours = bundledSpecs().find(({ file }) => file === specFile(spec))?.id;
  return [
    ...inFolder('reference', flags.references),
    ...inFolder('mutant', flags.mutants),
    ...(ours === undefined ? [] : [...ourReferences(ours), ...(await ourMutants(ours, place))]),
    ...inFolder('given', flags.with),
  ];
}

function ourReferences(spec: string): readonly Candidate[] {
  return variantsOf(spec).flatMap((variant) =>
    references(variant).map(({ name, folder }) => ({
      kind: 'reference' as const,
      name: variant.name === undefined ? name : `${name}, ${variant.name}`,
      folder,
      set: variant.set,
    })),
  );
}

/** Each in a folder of its own, in the company of the reference. What a spec tolerates is only looked at. */
async function ourMutants(spec: string, place: string): Promise<readonly Candidate[]> {
  const bundled = families.flatMap((family) => programsIn(family, spec).map((program) => ({ family, program })));
  return Promise.all(
    bundled.map(async ({ family, program }) => {
      const folder = join(place, family, program);
      const variant = variantOf(spec, program);
      mkdirSync(folder, { recursive: true });
      await placeProgram({ variant, family, program }, folder);
      return {
        kind: family === 'mutants' ? ('mutant' as const) : ('given' as const),
        name: program,
        folder,
        set: variant.set,
      };
    }),
  );
}

async function runOne(
  name: string,
  { kind, name: program, folder, set }: Candidate,
  seed: string,
  { slow }: AuditFlags,
  pool: Pool<Worker>,
): Promise<Audited> {
  const { spec, file, sha256 } = loadSpec(name, set);
  const { root, launches, problems, doubts } = findLaunches(spec, {
    folder,
    given: {},
    manifest: undefined,
    languages,
  });
  // A program that is not started fails every check, and would prove all of them.
  const missing = Object.keys(spec.programs).find((each) => !(each in launches));
  if (problems.length > 0 || doubts.length > 0 || missing !== undefined)
    throw new UsageError(
      `${folder} cannot be held against ${name}: ${problems[0] ?? `which file is the ${doubts[0]?.program ?? missing ?? ''} is not clear, or it is missing`}\nCall the files as the spec does, or take this folder away.`,
    );
  const submission = { name: program, folder: basename(folder), root, launches };
  const plan = makePlan(spec, submission, { seed, slow, only: () => true });
  const again = `wiremark check ${name} ${folder}`;
  const sheet = await pool.use((marker) => marker.mark({ plan, again, spec: { file, sha256 } }, () => {}));
  return { kind, program, seed, checks: endsOf(sheet) };
}

function endsOf({ checks }: Sheet): Audited['checks'] {
  return checks.map((check) => ({ id: check.id, status: check.status, ...sayWhy(check) }));
}

function sayWhy({ findings: [finding], inconclusive }: CheckReport): { readonly why?: string } {
  const why = inconclusive?.detail ?? finding?.summary;
  return why === undefined ? {} : { why };
}

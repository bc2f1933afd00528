import { join, basename } from 'node:path';
import type { Audited } from '../audit/audited.js';
import { findGaps } from '../audit/find-gaps.js';
import { sayAudit } from '../audit/say-audit.js';
import type { Pool } from '../marking/pool.js';
import type { CheckReport, Sheet } from '../model/report.js';
import { makePlan } from '../plan/make-plan.js';
import type { Tier } from '../process/sandbox.js';
import { findLaunches } from '../submission/find-launches.js';
import { languages } from '../submission/languages/index.js';
import { candidatesFor, type Candidate, type GivenFolders } from './audit-candidates.js';
import { bundledSpecs, isFolder } from './files.js';
import { gate } from './gate.js';
import { abortWhenInterrupted } from './interruption.js';
import { loadSpecs } from './load-spec.js';
import { readSettings } from './settings.js';
import { openTemporaryFolder } from './temporary-folder.js';
import { EXIT, UsageError } from './usage-error.js';
import type { Worker } from './worker-marker.js';
import { openPools } from './worker-pools.js';

export interface AuditFlags extends GivenFolders {
  readonly set?: readonly string[] | undefined;
  /** How often each reference is run, with other chances. */
  readonly seeds: number;
  /** How many programs run side by side. */
  readonly jobs: number;
  readonly slow: number;
  readonly isolation?: Tier | undefined;
}

/** Holds specs against programs that are right and programs that are wrong: does each check catch what it is about? */
export async function audit(names: readonly string[], flags: AuditFlags): Promise<number> {
  const specs = names.length > 0 ? names : bundledSpecs().map(({ id }) => id);
  // Whatever is wrong with a spec or a folder is told before anything is launched.
  const settings = readSettings(flags.set);
  const loaded = loadSpecs(specs, settings);
  for (const folder of [flags.references, flags.mutants, flags.with])
    if (folder !== undefined && !isFolder(folder)) throw new UsageError(`there is no folder ${folder}`);
  const { signal, forget } = abortWhenInterrupted();
  const temporary = await openTemporaryFolder();
  const { isolation, jobs } = flags;
  const { pool } = await openPools({ isolation, jobs, signal, scratch: temporary.path });
  try {
    let hasGap = false;
    for (const [index, spec] of specs.entries()) {
      // Of several specs each is set in what it has.
      const params = loaded[index]?.spec.params ?? {};
      const own = Object.fromEntries(Object.entries(settings).filter(([name]) => Object.hasOwn(params, name)));
      const candidates = await candidatesFor(spec, own, flags, join(temporary.path, String(index)));
      if (candidates.length === 0)
        throw new UsageError(
          `there are no programs to hold ${spec} against\nGive folders with a program in each of their folders: --references FOLDER, --mutants FOLDER, --with FOLDER`,
        );
      const enter = gate(jobs);
      const done = await Promise.all(
        candidates.flatMap((candidate) =>
          seedsFor(candidate, flags).map((seed) =>
            enter(async () => (signal.aborted ? undefined : runOne(candidate, seed, flags, pool))),
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
    forget();
    await pool.close();
    await temporary.close();
  }
}

/** A reference must pass whatever the chances; that a mutant fails once is enough. */
function seedsFor({ kind }: Candidate, { seeds }: AuditFlags): readonly string[] {
  return Array.from({ length: kind === 'reference' ? seeds : 1 }, (_, index) => `audit-${index + 1}`);
}

async function runOne(
  { kind, name: program, folder, manifest, loaded: { spec, file, sha256 } }: Candidate,
  seed: string,
  { slow }: AuditFlags,
  pool: Pool<Worker>,
): Promise<Audited> {
  const { root, launches, problems, doubts } = findLaunches(spec, {
    folder,
    given: {},
    manifest,
    languages,
  });
  // A program that is not started fails every check, and would prove all of them.
  const missing = Object.keys(spec.programs).find((each) => !(each in launches));
  if (problems.length > 0 || doubts.length > 0 || missing !== undefined)
    throw new UsageError(
      `${folder} cannot be held against ${file}: ${problems[0] ?? `which file is the ${doubts[0]?.program ?? missing ?? ''} is not clear, or it is missing`}\nCall the files as the spec does, say how they start in its wiremark.yaml, or take this folder away.`,
    );
  const submission = { name: program, folder: basename(folder), root, launches };
  const plan = makePlan(spec, submission, { seed, slow, only: () => true });
  const again = `wiremark check ${file} ${folder}`;
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

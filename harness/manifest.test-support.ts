import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import { families, placeProgram, variantOf, type BundledProgram } from './cli/bundled-programs.js';
import { packageFolder } from './cli/files.js';
import { loadSpec } from './cli/load-spec.js';
import { markOne, type MarkedOne } from './cli/mark-one.test-support.js';

/** What `fixtures/manifest.yaml` says of one program. */
export interface ManifestEntry extends BundledProgram {
  /** The checks it fails, each with the code of its first finding; several, where it depends on who is faster. */
  readonly fails: Readonly<Record<string, readonly string[]>>;
  /** The checks it fails only where the damage happens to hit what it does wrong, each with its possible findings. */
  readonly may: Readonly<Record<string, readonly string[]>>;
  /** The checks that are not tried, because one that they need fails; `others`: all that it does not fail. */
  readonly blocked: readonly string[] | 'others';
}

type SaidOfChecks = Readonly<Record<string, string | readonly string[]>>;

interface Said {
  readonly fails?: SaidOfChecks;
  readonly may?: SaidOfChecks;
  readonly blocked?: ManifestEntry['blocked'];
}

type SaidOfSpec = { readonly [family in ManifestEntry['family']]?: Readonly<Record<string, Said | null>> };

/** How one side meets another that is about to leave depends on who is faster. */
const shorthands: Readonly<Record<string, readonly string[]>> = {
  'connection-lost': ['refused', 'reset-by-program', 'closed-early'],
  'gone-early': ['not-printed', 'reset-by-program'],
};

function findingsOf(checks: SaidOfChecks | undefined): ManifestEntry['fails'] {
  return Object.fromEntries(
    Object.entries(checks ?? {}).map(([id, codes]) => [id, [codes].flat().flatMap((code) => shorthands[code] ?? code)]),
  );
}

export async function readManifestEntries(): Promise<readonly ManifestEntry[]> {
  const text = await readFile(join(packageFolder, 'fixtures', 'manifest.yaml'), 'utf8');
  return Object.entries(parse(text) as Readonly<Record<string, SaidOfSpec>>).flatMap(([spec, own]) =>
    families.flatMap((family) =>
      Object.entries(own[family] ?? {}).map(([program, says]) => ({
        variant: variantOf(spec, program),
        family,
        program,
        fails: findingsOf(says?.fails),
        may: findingsOf(says?.may),
        blocked: says?.blocked ?? [],
      })),
    ),
  );
}

/** Marks a program in the company of the reference's other programs. */
export async function markEntry(entry: BundledProgram): Promise<MarkedOne> {
  const folder = await mkdtemp(join(tmpdir(), 'wiremark-mutant-'));
  try {
    await placeProgram(entry, loadSpec(entry.variant.spec).spec.programs, folder);
    return await markOne({ spec: await specText(entry.variant.spec), set: entry.variant.set, folder });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** A bundled spec in which no check is hidden: its author wants to see what each one finds. */
export async function specText(spec: string): Promise<string> {
  const text = await readFile(join(packageFolder, 'specs', `${spec}.yaml`), 'utf8');
  return text.replaceAll(/^ *hidden: true\n/gmu, '');
}

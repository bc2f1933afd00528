import { existsSync } from 'node:fs';
import { cp, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import { packageFolder } from './cli/files.js';
import { loadSpec } from './cli/load-spec.js';
import { markOne, type MarkedOne } from './cli/mark-one.test-support.js';
import type { Settings } from './spec/read-params.js';

/** Programs with one mistake each, and programs that a spec lets pass although they could be better. */
export const families = ['mutants', 'tolerated'] as const;

/** A way in which a spec can be set. One without a name is as the spec is where nobody sets anything. */
export interface Variant {
  readonly spec: string;
  readonly name: string | undefined;
  readonly set: Settings;
}

/** What `fixtures/manifest.yaml` says of one program. */
export interface ManifestEntry {
  readonly spec: string;
  /** How the spec is set for it: as its folder is called, or as it is by itself. */
  readonly variant: Variant;
  readonly family: (typeof families)[number];
  /** Its path below `fixtures/<family>/<spec>/`, without the ending. */
  readonly program: string;
  /** The checks it fails, each with the code of its first finding; several, where it depends on who is faster. */
  readonly fails: Readonly<Record<string, readonly string[]>>;
  /** The checks that are not tried, because one that they need fails; `others`: all that it does not fail. */
  readonly blocked: readonly string[] | 'others';
}

interface Said {
  readonly fails?: Readonly<Record<string, string | readonly string[]>>;
  readonly blocked?: ManifestEntry['blocked'];
}

type SaidOfSpec = { readonly variants?: Readonly<Record<string, Settings>> } & {
  readonly [family in ManifestEntry['family']]?: Readonly<Record<string, Said | null>>;
};

/** How a client meets a server that is about to die depends on who is faster. */
const shorthands: Readonly<Record<string, readonly string[]>> = {
  'connection-lost': ['refused', 'reset-by-program', 'closed-early'],
};

function findingsOf(codes: string | readonly string[]): readonly string[] {
  return [codes].flat().flatMap((code) => shorthands[code] ?? code);
}

async function readManifest(): Promise<Readonly<Record<string, SaidOfSpec>>> {
  return parse(await readFile(join(packageFolder, 'fixtures', 'manifest.yaml'), 'utf8')) as Record<string, SaidOfSpec>;
}

function variantsIn(spec: string, own: SaidOfSpec): readonly [Variant, ...Variant[]] {
  const others = Object.entries(own.variants ?? {}).map(([name, set]) => ({ spec, name, set }));
  return [{ spec, name: undefined, set: {} }, ...others];
}

/** All ways of each spec that are tried: as it is by itself, and those that the manifest names. */
export async function readVariants(): Promise<readonly Variant[]> {
  return Object.entries(await readManifest()).flatMap(([spec, own]) => variantsIn(spec, own));
}

export async function readManifestEntries(): Promise<readonly ManifestEntry[]> {
  return Object.entries(await readManifest()).flatMap(([spec, own]) => {
    const [byItself, ...others] = variantsIn(spec, own);
    return families.flatMap((family) =>
      Object.entries(own[family] ?? {}).map(([program, says]) => ({
        spec,
        variant: others.find(({ name }) => program.startsWith(`${name}/`)) ?? byItself,
        family,
        program,
        fails: Object.fromEntries(Object.entries(says?.fails ?? {}).map(([id, codes]) => [id, findingsOf(codes)])),
        blocked: says?.blocked ?? [],
      })),
    );
  });
}

/** The programs that there are, whether or not the manifest knows them. */
export async function programsIn(family: ManifestEntry['family'], spec: string): Promise<readonly string[]> {
  const folder = join(packageFolder, 'fixtures', family, spec);
  const names = existsSync(folder) ? await readdir(folder, { recursive: true, encoding: 'utf8' }) : [];
  return names
    .filter((name) => name.endsWith('.py'))
    .map((name) => name.replaceAll('\\', '/').slice(0, -'.py'.length))
    .toSorted();
}

/** Which program of the spec it is: one of its folders says so, where a spec has more than one. */
function roleOf({ spec, program }: Pick<ManifestEntry, 'spec' | 'program'>): string {
  const roles = Object.keys(loadSpec(spec).spec.programs);
  const named = program.split('/').find((folder) => roles.includes(folder));
  if (named === undefined && roles.length > 1) throw new Error(`${program} is in no folder of ${roles.join(', ')}`);
  return named ?? String(roles[0]);
}

/** The reference programs of a variant: its own, or those that the spec has whatever it is set to. */
export function referenceFolder({ spec, name }: Variant, language: 'python' | 'typescript'): string {
  const base = join(packageFolder, ...(language === 'python' ? [] : ['dist']), 'fixtures', 'reference', spec);
  const own = join(base, name ?? '', language);
  return existsSync(own) ? own : join(base, language);
}

/** Marks a program in the company of the reference's other programs. */
export async function markEntry(
  entry: Pick<ManifestEntry, 'spec' | 'variant' | 'family' | 'program'>,
): Promise<MarkedOne> {
  const { spec, variant, family, program } = entry;
  const folder = await mkdtemp(join(tmpdir(), 'wiremark-mutant-'));
  try {
    await cp(referenceFolder(variant, 'python'), folder, { recursive: true });
    await cp(join(packageFolder, 'fixtures', family, spec, `${program}.py`), join(folder, `${roleOf(entry)}.py`));
    return await markOne({ spec: await specText(spec), set: variant.set, folder });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** A bundled spec in which no check is hidden: its author wants to see what each one finds. */
export async function specText(spec: string): Promise<string> {
  const text = await readFile(join(packageFolder, 'specs', `${spec}.yaml`), 'utf8');
  return text.replaceAll(/^ *hidden: true\n/gmu, '');
}

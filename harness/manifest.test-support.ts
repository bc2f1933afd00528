import { existsSync } from 'node:fs';
import { cp, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import { packageFolder } from './cli/files.js';
import { markOne, type MarkedOne } from './cli/mark-one.test-support.js';

/** Programs with one mistake each, and programs that a spec lets pass although they could be better. */
export const families = ['mutants', 'tolerated'] as const;

/** What `fixtures/manifest.yaml` says of one program. */
export interface ManifestEntry {
  readonly spec: string;
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

/** How a client meets a server that is about to die depends on who is faster. */
const shorthands: Readonly<Record<string, readonly string[]>> = {
  'connection-lost': ['refused', 'reset-by-program', 'closed-early'],
};

function findingsOf(codes: string | readonly string[]): readonly string[] {
  return [codes].flat().flatMap((code) => shorthands[code] ?? code);
}

export async function readManifestEntries(): Promise<readonly ManifestEntry[]> {
  const text = await readFile(join(packageFolder, 'fixtures', 'manifest.yaml'), 'utf8');
  return Object.entries(parse(text) as Record<string, Record<string, Record<string, Said | null>>>).flatMap(
    ([spec, own]) =>
      families.flatMap((family) =>
        Object.entries(own[family] ?? {}).map(([program, says]) => ({
          spec,
          family,
          program,
          fails: Object.fromEntries(Object.entries(says?.fails ?? {}).map(([id, codes]) => [id, findingsOf(codes)])),
          blocked: says?.blocked ?? [],
        })),
      ),
  );
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

/**
 * Which program of the spec it is: its folder says so, where a spec has more than one. One in `both` is server and client
 * in one source, where the mistake is in what the two have in common.
 */
function rolesOf({ spec, program }: Pick<ManifestEntry, 'spec' | 'program'>): readonly ('server' | 'client')[] {
  const [folder] = program.split('/');
  if (folder === 'both') return ['server', 'client'];
  return folder === 'client' || spec === 'udp-loss' ? ['client'] : ['server'];
}

/** Marks a program in the company of the reference's other programs. */
export async function markEntry(entry: Pick<ManifestEntry, 'spec' | 'family' | 'program'>): Promise<MarkedOne> {
  const { spec, family, program } = entry;
  const folder = await mkdtemp(join(tmpdir(), 'wiremark-mutant-'));
  try {
    await cp(join(packageFolder, 'fixtures', 'reference', spec, 'python'), folder, { recursive: true });
    for (const role of rolesOf(entry))
      await cp(join(packageFolder, 'fixtures', family, spec, `${program}.py`), join(folder, `${role}.py`));
    return await markOne({ spec: await specText(spec), folder });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

export function specText(spec: string): Promise<string> {
  return readFile(join(packageFolder, 'specs', `${spec}.yaml`), 'utf8');
}

import { cp, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import { packageFolder } from './cli/files.js';
import { markOne, type MarkedOne } from './cli/mark-one.test-support.js';

/** What `fixtures/manifest.yaml` says of one program. */
export interface ManifestEntry {
  readonly spec: string;
  /** Its path below `fixtures/mutants/<spec>/`, without the ending. */
  readonly mutant: string;
  /** The checks it fails, each with the code of its first finding. */
  readonly fails: Readonly<Record<string, string>>;
  /** The checks that are not tried, because one that they need fails. */
  readonly blocked: readonly string[];
}

export async function readManifestEntries(): Promise<readonly ManifestEntry[]> {
  const text = await readFile(join(packageFolder, 'fixtures', 'manifest.yaml'), 'utf8');
  const specs = parse(text) as Record<string, Record<string, { fails?: Record<string, string>; blocked?: string[] }>>;
  return Object.entries(specs).flatMap(([spec, mutants]) =>
    Object.entries(mutants).map(([mutant, { fails, blocked }]) => ({
      spec,
      mutant,
      fails: fails ?? {},
      blocked: blocked ?? [],
    })),
  );
}

/** The mutants that there are, whether or not the manifest knows them. */
export async function mutantsOf(spec: string): Promise<readonly string[]> {
  const folder = join(packageFolder, 'fixtures', 'mutants', spec);
  const names = await readdir(folder, { recursive: true, encoding: 'utf8' });
  return names
    .filter((name) => name.endsWith('.py'))
    .map((name) => name.replaceAll('\\', '/').slice(0, -'.py'.length))
    .toSorted();
}

/** Which program of the spec a mutant is: its folder says so, where a spec has more than one. */
function programOf(spec: string, mutant: string): 'server' | 'client' {
  if (mutant.includes('/')) return mutant.startsWith('client/') ? 'client' : 'server';
  return spec === 'udp-loss' ? 'client' : 'server';
}

/** Marks a mutant in the company of the reference's other programs. */
export async function markMutant(spec: string, mutant: string): Promise<MarkedOne> {
  const folder = await mkdtemp(join(tmpdir(), 'wiremark-mutant-'));
  try {
    await cp(join(packageFolder, 'fixtures', 'reference', spec, 'python'), folder, { recursive: true });
    await cp(
      join(packageFolder, 'fixtures', 'mutants', spec, `${mutant}.py`),
      join(folder, `${programOf(spec, mutant)}.py`),
    );
    return await markOne({ spec: await specText(spec), folder });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

export function specText(spec: string): Promise<string> {
  return readFile(join(packageFolder, 'specs', `${spec}.yaml`), 'utf8');
}

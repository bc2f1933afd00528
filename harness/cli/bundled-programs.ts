import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { ProgramSpec, Spec } from '../model/spec.js';
import type { Settings } from '../spec/read-params.js';
import { packageFolder } from './files.js';

/** A way in which a spec can be set. One without a name is as the spec is where nobody sets anything. */
export interface Variant {
  readonly spec: string;
  readonly name: string | undefined;
  readonly set: Settings;
}

/**
 * Programs with one mistake each, programs that a spec lets pass although they could be better, and programs that are
 * right in another way than the reference.
 */
export const families = ['mutants', 'tolerated', 'alternatives'] as const;

/** One of our programs beside the reference: a single file, that needs the reference's others with it. */
export interface BundledProgram {
  readonly variant: Variant;
  readonly family: (typeof families)[number];
  /** Its path below `fixtures/<family>/<spec>/`, without the ending. */
  readonly program: string;
}

const fixtures = join(packageFolder, 'fixtures');

type Manifest = Readonly<Record<string, { readonly variants?: Readonly<Record<string, Settings>> } | undefined>>;

let manifest: Manifest | undefined;

/** All ways in which a spec is tried: as it is by itself, and those that `fixtures/manifest.yaml` names. */
export function variantsOf(spec: string): readonly [Variant, ...Variant[]] {
  manifest ??= parse(readFileSync(join(fixtures, 'manifest.yaml'), 'utf8')) as Manifest;
  const others = Object.entries(manifest[spec]?.variants ?? {}).map(([name, set]) => ({ spec, name, set }));
  return [{ spec, name: undefined, set: {} }, ...others];
}

/** Which variant a program is about: that which its first folder is called after, or the spec as it is by itself. */
export function variantOf(spec: string, program: string): Variant {
  const [byItself, ...others] = variantsOf(spec);
  return others.find(({ name }) => program.startsWith(`${name}/`)) ?? byItself;
}

/** The programs that there are of a family. */
export function programsIn(family: BundledProgram['family'], spec: string): readonly string[] {
  const folder = join(fixtures, family, spec);
  const names = existsSync(folder) ? readdirSync(folder, { recursive: true, encoding: 'utf8' }) : [];
  return names
    .filter((name) => name.endsWith('.py'))
    .map((name) => name.replaceAll('\\', '/').slice(0, -'.py'.length))
    .toSorted();
}

/** The reference programs of a variant: its own, or those that the spec has whatever it is set to. */
export function referenceFolder(
  { spec, name }: Pick<Variant, 'spec' | 'name'>,
  language: 'python' | 'typescript',
): string {
  const base = join(packageFolder, ...(language === 'python' ? [] : ['dist']), 'fixtures', 'reference', spec);
  const own = join(base, name ?? '', language);
  return existsSync(own) ? own : join(base, language);
}

/** The known good programs that ship with wiremark, for one spec. TypeScript ones are run as they were compiled. */
export function references(
  variant: Pick<Variant, 'spec' | 'name'>,
): { readonly name: string; readonly folder: string }[] {
  return [
    { name: 'Python reference', folder: referenceFolder(variant, 'python') },
    { name: 'TypeScript reference', folder: referenceFolder(variant, 'typescript') },
  ].filter(({ folder }) => existsSync(folder));
}

/** Puts the program into an empty folder, in the company of the reference's other programs. */
export async function placeProgram(
  { variant, family, program }: BundledProgram,
  programs: Spec['programs'],
  folder: string,
): Promise<void> {
  await cp(referenceFolder(variant, 'python'), folder, { recursive: true });
  for (const file of filesOf(Object.values(programs), program))
    await cp(join(fixtures, family, variant.spec, `${program}.py`), join(folder, file));
}

/**
 * The files in whose place it is put: those of the program that one of its folders is called after, where a spec has
 * more than one. One in `both` is all of them in one source, where the mistake is in what they have in common.
 */
function filesOf(programs: readonly ProgramSpec[], program: string): readonly string[] {
  const folders = new Set(program.split('/').slice(0, -1));
  const named = programs.filter(({ name }) => folders.has(name));
  const meant = named.length > 0 ? named : programs;
  const files = new Set(
    meant.flatMap(({ run }) => run.flatMap(({ file }) => (file?.endsWith('.py') === true ? [file] : []))),
  );
  if (files.size > 1 && !folders.has('both'))
    throw new Error(`${program} is in no folder of ${programs.map(({ name }) => name).join(', ')}`);
  return [...files];
}

import { mkdirSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Kind } from '../audit/audited.js';
import type { Settings } from '../spec/read-params.js';
import type { Manifest } from '../submission/manifest.js';
import { folderOfPrograms } from '../submission/survey.js';
import {
  families,
  placeProgram,
  programsIn,
  references,
  variantOf,
  variantsOf,
  type Variant,
} from './bundled-programs.js';
import { bundledSpecs, isFolder } from './files.js';
import { loadSpec, specFile, type LoadedSpec } from './load-spec.js';
import { manifestIn } from './manifest-in.js';
import { UsageError } from './usage-error.js';

/** One program that a spec is held against, and the spec as it is set for it. */
export interface Candidate {
  readonly kind: Kind;
  readonly name: string;
  readonly folder: string;
  /** How its programs start, where it says so. */
  readonly manifest: Manifest | undefined;
  readonly loaded: LoadedSpec;
}

/** Folders with a program in each of their folders. */
export interface GivenFolders {
  readonly references?: string | undefined;
  readonly mutants?: string | undefined;
  readonly with?: string | undefined;
}

/**
 * All programs for a spec: those that are given, and for a bundled one our own that are about such settings, each in a
 * folder below `place`.
 */
export async function candidatesFor(
  spec: string,
  settings: Settings,
  given: GivenFolders,
  place: string,
): Promise<readonly Candidate[]> {
  const asSet = loadedOnce(spec);
  const inFolder = (kind: Kind, folder: string | undefined): Candidate[] => {
    if (folder === undefined) return [];
    const found = readdirSync(folder)
      .map((name) => ({ kind, name, folder: resolve(folder, name) }))
      .filter(({ folder: own }) => isFolder(own))
      .map((candidate) => ({ ...candidate, ...asItSays(candidate.folder, settings, asSet) }));
    if (found.length === 0)
      throw new UsageError(`there are no programs in ${folder}: each stands in a folder of its own there`);
    return found;
  };
  const ours = bundledSpecs().find(({ file }) => file === specFile(spec))?.id;
  return [
    ...inFolder('reference', given.references),
    ...inFolder('mutant', given.mutants),
    ...(ours === undefined ? [] : await ourCandidates(ours, settings, place)),
    ...inFolder('given', given.with),
  ];
}

/** What is set on the command line comes before what a program's own `wiremark.yaml` sets. */
function asItSays(
  folder: string,
  settings: Settings,
  asSet: (settings: Settings) => LoadedSpec,
): Pick<Candidate, 'manifest' | 'loaded'> {
  const found = manifestIn(folderOfPrograms(folder));
  if ('problem' in found) throw new UsageError(`${folder}: ${found.problem}`);
  return { manifest: found.manifest, loaded: asSet({ ...found.manifest?.set, ...settings }) };
}

/** Reads a spec once for each way in which it is set: a class has hundreds of programs. */
function loadedOnce(spec: string): (settings: Settings) => LoadedSpec {
  const known = new Map<string, LoadedSpec>();
  return (settings) => {
    const key = JSON.stringify(settings);
    const loaded = known.get(key) ?? loadSpec(spec, settings);
    known.set(key, loaded);
    return loaded;
  };
}

async function ourCandidates(spec: string, settings: Settings, place: string): Promise<readonly Candidate[]> {
  // There are many programs for each way in which a spec is set.
  const asked = variantsOf(spec)
    .map((variant) => ({ variant, loaded: loadSpec(spec, variant.set) }))
    .filter(({ loaded: { spec: own } }) =>
      Object.entries(settings).every(([name, value]) => String(own.params[name]?.value) === value),
    );
  const set = new Map(asked.map((each) => [each.variant.name, each]));
  const singleFiles = await ourSingleFiles(spec, place, ({ name }) => set.get(name)?.loaded);
  return [...[...set.values()].flatMap(ourReferences), ...singleFiles];
}

function ourReferences({ variant, loaded }: { readonly variant: Variant; readonly loaded: LoadedSpec }): Candidate[] {
  return references(variant).map(({ name, folder }) => ({
    kind: 'reference',
    name: variant.name === undefined ? name : `${name}, ${variant.name}`,
    folder,
    manifest: undefined,
    loaded,
  }));
}

const kinds = { mutants: 'mutant', tolerated: 'given', alternatives: 'reference' } as const satisfies Record<
  (typeof families)[number],
  Kind
>;

/** Each in a folder of its own, in the company of the reference. What a spec tolerates is only looked at. */
function ourSingleFiles(
  spec: string,
  place: string,
  asSet: (variant: Variant) => LoadedSpec | undefined,
): Promise<Candidate[]> {
  const bundled = families.flatMap((family) =>
    programsIn(family, spec).flatMap((program) => {
      const variant = variantOf(spec, program);
      const loaded = asSet(variant);
      return loaded ? [{ family, program, variant, loaded }] : [];
    }),
  );
  return Promise.all(
    bundled.map(async ({ family, program, variant, loaded }) => {
      const folder = join(place, family, program);
      mkdirSync(folder, { recursive: true });
      await placeProgram({ variant, family, program }, loaded.spec.programs, folder);
      return { kind: kinds[family], name: program, folder, manifest: undefined, loaded };
    }),
  );
}

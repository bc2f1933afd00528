import { mkdirSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Kind } from '../audit/audited.js';
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
import { UsageError } from './usage-error.js';

/** One program that a spec is held against, and the spec as it is set for it. */
export interface Candidate {
  readonly kind: Kind;
  readonly name: string;
  readonly folder: string;
  readonly loaded: LoadedSpec;
}

/** Folders with a program in each of their folders. */
export interface GivenFolders {
  readonly references?: string | undefined;
  readonly mutants?: string | undefined;
  readonly with?: string | undefined;
}

/** All programs for a spec: those that are given, and for a bundled one our own, each in a folder below `place`. */
export async function candidatesFor(spec: string, given: GivenFolders, place: string): Promise<readonly Candidate[]> {
  const loaded = loadSpec(spec);
  const inFolder = (kind: Kind, folder: string | undefined): Candidate[] => {
    if (folder === undefined) return [];
    const found = readdirSync(folder)
      .map((name) => ({ kind, name, folder: resolve(folder, name), loaded }))
      .filter(({ folder: own }) => isFolder(own));
    if (found.length === 0)
      throw new UsageError(`there are no programs in ${folder}: each stands in a folder of its own there`);
    return found;
  };
  const ours = bundledSpecs().find(({ file }) => file === specFile(spec))?.id;
  return [
    ...inFolder('reference', given.references),
    ...inFolder('mutant', given.mutants),
    ...(ours === undefined ? [] : await ourCandidates(ours, place)),
    ...inFolder('given', given.with),
  ];
}

async function ourCandidates(spec: string, place: string): Promise<readonly Candidate[]> {
  // There are many programs for each way in which a spec is set.
  const set = new Map(
    variantsOf(spec).map((variant) => [variant.name, { variant, loaded: loadSpec(spec, variant.set) }]),
  );
  const singleFiles = await ourSingleFiles(spec, place, ({ name }) => set.get(name)?.loaded ?? loadSpec(spec));
  return [...[...set.values()].flatMap(ourReferences), ...singleFiles];
}

function ourReferences({ variant, loaded }: { readonly variant: Variant; readonly loaded: LoadedSpec }): Candidate[] {
  return references(variant).map(({ name, folder }) => ({
    kind: 'reference',
    name: variant.name === undefined ? name : `${name}, ${variant.name}`,
    folder,
    loaded,
  }));
}

const kinds = { mutants: 'mutant', tolerated: 'given', alternatives: 'reference' } as const satisfies Record<
  (typeof families)[number],
  Kind
>;

/** Each in a folder of its own, in the company of the reference. What a spec tolerates is only looked at. */
function ourSingleFiles(spec: string, place: string, asSet: (variant: Variant) => LoadedSpec): Promise<Candidate[]> {
  const bundled = families.flatMap((family) => programsIn(family, spec).map((program) => ({ family, program })));
  return Promise.all(
    bundled.map(async ({ family, program }) => {
      const folder = join(place, family, program);
      const variant = variantOf(spec, program);
      const loaded = asSet(variant);
      mkdirSync(folder, { recursive: true });
      await placeProgram({ variant, family, program }, loaded.spec.programs, folder);
      return { kind: kinds[family], name: program, folder, loaded };
    }),
  );
}

import { readFileSync, existsSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import type { Submission } from '../model/plan.js';
import { renderDiagnostics } from '../reporters/diagnostics.js';
import { findLaunches, type FoundLaunches } from '../submission/find-launches.js';
import { languages } from '../submission/languages/index.js';
import { MANIFEST_NAME, readManifest, type Manifest } from '../submission/manifest.js';
import type { Settings } from '../spec/read-params.js';
import { bundledSpecs, isFolder, isInstalled, references } from './files.js';
import { loadSpecs, shownPath, specFile, unknownSpec, type LoadedSpec } from './load-spec.js';
import { UsageError } from './usage-error.js';

/** One spec and one submission that is to be marked under it. */
export interface Target extends LoadedSpec {
  readonly submission: Submission;
}

export interface TargetRequest {
  /** What stands on the command line: specs, and at the end perhaps a folder. */
  readonly words: readonly string[];
  /** Commands by program, from `--server` and the like. */
  readonly commands: Readonly<Record<string, string>>;
  /** Values of the specs' parameters, from `--set`. */
  readonly settings: Settings;
  /** Where programs are looked for (PATH). */
  readonly path: string;
}

/** What a `check` is about: the named specs (or all) against a folder, or against the bundled references. */
export function findTargets({ words, commands, settings, path }: TargetRequest): {
  readonly targets: readonly Target[];
  readonly areReferences: boolean;
} {
  const { specs, folder } = sortWords(words);
  const hasCommands = Object.keys(commands).length > 0;
  // In a folder that says how it is marked, the folder itself is meant.
  const isHere = existsSync(MANIFEST_NAME);
  if (folder === undefined && !hasCommands && !isHere) {
    const chosen = specs.length > 0 ? specs : bundledSpecs().map(({ id }) => id);
    return {
      targets: loadSpecs(chosen, settings)
        .flatMap(referenceTargets)
        .filter(({ submission }) => canRun(submission, path)),
      areReferences: true,
    };
  }
  const place = folder ?? '.';
  const manifest = loadManifest(place);
  const chosen = specs.length > 0 ? specs : manifest?.spec === undefined ? [] : [manifest.spec];
  if (chosen.length === 0)
    throw new UsageError(
      `which spec is ${place === '.' ? 'this folder' : place} to be checked with?\nWrite: wiremark check SPEC ${place}, or put "spec: NAME" into ${join(place, MANIFEST_NAME)}.\nBundled specs: ${bundledSpecs()
        .map(({ id }) => id)
        .join(', ')}.`,
    );
  return {
    targets: loadSpecs(chosen, { ...manifest?.set, ...settings }).map((loaded) =>
      submissionTarget(loaded, place, commands, manifest),
    ),
    areReferences: false,
  };
}

/** A word is a spec, where it names one; the last may be a folder. */
function sortWords(words: readonly string[]): {
  readonly specs: readonly string[];
  readonly folder: string | undefined;
} {
  const last = words.at(-1);
  const lastIsFolder = last !== undefined && isFolder(last) && (specFile(last) === undefined || words.length > 1);
  const specs = lastIsFolder ? words.slice(0, -1) : words;
  const stranger = specs.find((word) => specFile(word) === undefined);
  if (stranger !== undefined) {
    if (isFolder(stranger))
      throw new UsageError(`only one folder can be checked at a time, and it comes last: ${words.join(' ')}`);
    if (stranger === last && /[/\\]/.test(stranger) && !/\.ya?ml$/.test(stranger))
      throw new UsageError(`there is no folder ${stranger}`);
    throw new UsageError(unknownSpec(stranger));
  }
  return { specs, folder: lastIsFolder ? last : undefined };
}

/** A reference in a language that is not installed here says nothing about wiremark; it is left out. */
function canRun({ launches }: Submission, path: string): boolean {
  return Object.values(launches).every(({ words }) => isInstalled(words[0] ?? '', path));
}

function referenceTargets(loaded: LoadedSpec): Target[] {
  const name = loaded.spec.id;
  const found = references(loaded.spec.id);
  if (found.length === 0)
    throw new UsageError(
      `there are no reference programs for ${name}\nGive a folder: wiremark check ${name} path/to/folder`,
    );
  return found.map(({ folder, name: called }) => {
    const target = submissionTarget(loaded, folder, {}, undefined);
    return { ...target, submission: { ...target.submission, name: called } };
  });
}

function submissionTarget(
  loaded: LoadedSpec,
  folder: string,
  commands: Readonly<Record<string, string>>,
  manifest: Manifest | undefined,
): Target {
  const { spec } = loaded;
  const stranger = [...Object.keys(commands), ...Object.keys(manifest?.programs ?? {})].find(
    (program) => !(program in spec.programs),
  );
  if (stranger !== undefined)
    throw new UsageError(
      `${spec.id} has no program "${stranger}"; its programs: ${Object.keys(spec.programs).join(', ')}`,
    );
  const { root, launches, problems, doubts } = findLaunches(spec, {
    folder: resolve(folder),
    given: commands,
    manifest,
    languages,
  });
  if (problems.length > 0) throw new UsageError(problems.join('\n'));
  const [doubt] = doubts;
  if (doubt) throw new UsageError(severalFound(loaded, folder, doubt));
  if (Object.keys(launches).length === 0) throw new UsageError(nothingFound(loaded, folder));
  return {
    ...loaded,
    submission: { name: basename(resolve(folder)), folder: shownPath(resolve(folder)) || '.', root, launches },
  };
}

function severalFound(
  { spec }: LoadedSpec,
  folder: string,
  { program, entries }: FoundLaunches['doubts'][number],
): string {
  const [first] = entries;
  const command = [...(first?.run ?? []), '${port}'].join(' ');
  return [
    `which of these is the ${program} for ${spec.id} in ${shownPath(resolve(folder)) || 'this folder'}?`,
    ...entries.map(({ name }) => `  ${name}`),
    'Say how it is started:',
    `  wiremark check ${spec.id} ${folder} --${program} '${command}'`,
    `or in ${join(folder, MANIFEST_NAME)}:`,
    `  programs: { ${program}: { run: "${command}" } }`,
  ].join('\n');
}

function nothingFound({ spec }: LoadedSpec, folder: string): string {
  const program = Object.values(spec.programs)[0];
  const listens = program?.over !== undefined;
  const files = Object.values(spec.programs).flatMap(({ run }) =>
    run.flatMap(({ file }) => (file === undefined ? [] : [file])),
  );
  return `there is no program for ${spec.id} in ${shownPath(resolve(folder)) || 'this folder'}: looked for ${files.join(', ')}, then for any source that ${listens ? 'listens' : 'connects'}\nSay how it is started, with \${port} where the port goes:\n  wiremark check ${spec.id} ${folder} --${program?.name ?? 'server'} 'python3 my_program.py \${port}'\nor in ${join(folder, MANIFEST_NAME)}:\n  programs: { ${program?.name ?? 'server'}: { run: "python3 my_program.py \${port}" } }`;
}

function loadManifest(folder: string): Manifest | undefined {
  const file = join(folder, MANIFEST_NAME);
  if (!existsSync(file)) return undefined;
  const { manifest, diagnostics, source } = readManifest(readFileSync(file), shownPath(resolve(file)));
  if (!manifest) throw new UsageError(renderDiagnostics(diagnostics, () => source));
  return manifest;
}

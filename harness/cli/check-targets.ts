import { readFileSync, existsSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { isArchiveName } from '../archives/open-archive.js';
import { splitCommand } from '../model/command.js';
import type { ReferenceLaunch, Submission } from '../model/plan.js';
import { renderDiagnostics } from '../reporters/diagnostics.js';
import { findLaunches } from '../submission/find-launches.js';
import { languages } from '../submission/languages/index.js';
import { MANIFEST_NAME, readManifest, type Manifest } from '../submission/manifest.js';
import type { Settings } from '../spec/read-params.js';
import { references } from './bundled-programs.js';
import { bundledSpecs, isFile, isFolder, isInstalled } from './files.js';
import { nothingFound, severalFound } from './launch-questions.js';
import { loadSpecs, specFile, unknownSpec, type LoadedSpec } from './load-spec.js';
import { isSubmission, openSubmission, type OpenSubmission } from './open-submission.js';
import { whyTooLarge } from './too-large.js';
import { SubmissionProblem, UsageError } from './usage-error.js';

/** One spec and one submission that is to be marked under it. */
export interface Target extends LoadedSpec {
  readonly submission: Submission;
}

export interface TargetRequest {
  /** What stands on the command line: specs, and at the end perhaps a folder or an archive. */
  readonly words: readonly string[];
  /** Commands by program, from `--server` and the like. */
  readonly commands: Readonly<Record<string, string>>;
  /** Values of the specs' parameters, from `--set`. */
  readonly settings: Settings;
  readonly plays: readonly string[] | undefined;
  /** Where programs are looked for (PATH). */
  readonly path: string;
}

export interface FoundTargets {
  readonly targets: readonly Target[];
  readonly areReferences: boolean;
  /** Sentences about what of the submission was left out. */
  readonly remarks: readonly string[];
  /** Removes what was unpacked. */
  close(): Promise<void>;
}

/** What a `check` is about: the named specs (or all) against a submission, or against the bundled references. */
export async function findTargets({ words, commands, settings, plays, path }: TargetRequest): Promise<FoundTargets> {
  const { specs, place } = sortWords(words);
  const hasCommands = Object.keys(commands).length > 0;
  // In a folder that says how it is marked, the folder itself is meant.
  const isHere = existsSync(MANIFEST_NAME);
  if (place === undefined && !hasCommands && !isHere) {
    const chosen = specs.length > 0 ? specs : bundledSpecs().map(({ id }) => id);
    const targets = await Promise.all(loadSpecs(chosen, settings).map(referenceTargets));
    return {
      targets: targets.flat().filter(({ submission }) => canRun(submission, path)),
      areReferences: true,
      remarks: [],
      async close() {},
    };
  }
  try {
    return await findInSubmission(specs, { word: place ?? '.', commands, settings, plays });
  } catch (error) {
    throw error instanceof SubmissionProblem ? new SubmissionProblem(error.message, worthOf(specs)) : error;
  }
}

async function findInSubmission(specs: readonly string[], asked: Asked): Promise<FoundTargets> {
  const submission = await openSubmission(asked.word);
  try {
    const targets = submissionTargets(specs, submission, asked);
    return { targets, areReferences: false, remarks: submission.remarks, close: () => submission.close() };
  } catch (error) {
    await submission.close();
    throw error;
  }
}

function worthOf(specs: readonly string[]): number {
  const checks = loadSpecs(specs, {}).flatMap(({ spec }) => spec.checks);
  return checks.reduce((sum, { points }) => sum + points, 0);
}

interface Asked {
  /** The submission, as it stands on the command line. */
  readonly word: string;
  readonly commands: Readonly<Record<string, string>>;
  readonly settings: Settings;
  readonly plays?: readonly string[] | undefined;
}

function submissionTargets(specs: readonly string[], submission: OpenSubmission, asked: Asked): Target[] {
  const manifest = loadManifest(submission);
  const chosen = specs.length > 0 ? specs : manifest?.spec === undefined ? [] : [manifest.spec];
  if (chosen.length === 0)
    throw new UsageError(
      `which spec is ${asked.word === '.' ? 'this folder' : asked.word} to be checked with?\nWrite: wiremark check SPEC ${asked.word}, or put "spec: NAME" into ${join(asked.word, MANIFEST_NAME)}.\nBundled specs: ${bundledSpecs()
        .map(({ id }) => id)
        .join(', ')}.`,
    );
  return loadSpecs(chosen, { ...manifest?.set, ...asked.settings }).map((loaded) =>
    submissionTarget(loaded, submission, asked, manifest),
  );
}

/** A word is a spec, where it names one; the last may be a folder or an archive. */
function sortWords(words: readonly string[]): {
  readonly specs: readonly string[];
  readonly place: string | undefined;
} {
  const last = words.at(-1);
  const lastIsPlace = last !== undefined && isSubmission(last) && (specFile(last) === undefined || words.length > 1);
  const specs = lastIsPlace ? words.slice(0, -1) : words;
  const stranger = specs.find((word) => specFile(word) === undefined);
  if (stranger !== undefined) {
    if (isSubmission(stranger))
      throw new UsageError(`only one submission can be checked at a time, and it comes last: ${words.join(' ')}`);
    if (stranger === last && isFile(stranger))
      throw new UsageError(
        `${stranger} is a file, and neither a spec nor an archive\nGive the folder that it is in: wiremark check ${[...specs.slice(0, -1), dirname(stranger)].join(' ')}`,
      );
    if (stranger === last && isArchiveName(stranger)) throw new UsageError(`there is no file ${stranger}`);
    if (stranger === last && /[/\\]/.test(stranger) && !/\.ya?ml$/.test(stranger))
      throw new UsageError(`there is no folder ${stranger}`);
    throw new UsageError(unknownSpec(stranger, stranger === last && words.length > 1 ? 'spec or folder' : 'spec'));
  }
  return { specs, place: lastIsPlace ? last : undefined };
}

/** A reference in a language that is not installed here says nothing about wiremark; it is left out. */
function canRun({ launches }: Submission, path: string): boolean {
  return Object.values(launches).every(({ words }) => isInstalled(words[0] ?? '', path));
}

async function referenceTargets(loaded: LoadedSpec): Promise<Target[]> {
  const name = loaded.spec.id;
  const found = references({ spec: loaded.spec.id, name: undefined });
  if (found.length === 0)
    throw new UsageError(
      `there are no reference programs for ${name}\nGive a folder: wiremark check ${name} path/to/folder`,
    );
  return Promise.all(
    found.map(async ({ folder, name: called }) => {
      const submission = { ...(await openSubmission(folder)), name: called };
      return submissionTarget(loaded, submission, { word: folder, commands: {}, settings: {} }, undefined);
    }),
  );
}

function submissionTarget(
  loaded: LoadedSpec,
  submission: OpenSubmission,
  asked: Asked,
  manifest: Manifest | undefined,
): Target {
  const { spec } = loaded;
  const plays = asked.plays ?? manifest?.plays;
  const stranger = [...Object.keys(asked.commands), ...Object.keys(manifest?.programs ?? {}), ...(plays ?? [])].find(
    (program) => !(program in spec.programs),
  );
  if (stranger !== undefined)
    throw new SubmissionProblem(
      `${spec.id} has no program "${stranger}"; its programs: ${Object.keys(spec.programs).join(', ')}`,
    );
  const { root, launches, problems, doubts } = findLaunches(spec, {
    folder: submission.folder,
    given: asked.commands,
    manifest,
    languages,
  });
  if (problems.length > 0) throw new SubmissionProblem(problems.join('\n'));
  const large = whyTooLarge(root);
  if (large) throw new SubmissionProblem(`${submission.shown}: ${large.why}\n${large.advice}`);
  const [doubt] = doubts;
  if (doubt)
    throw new SubmissionProblem(severalFound(loaded, submission, asked.word, doubt, relative(submission.folder, root)));
  if (Object.keys(launches).length === 0) throw new SubmissionProblem(nothingFound(loaded, submission, asked.word));
  return {
    ...loaded,
    submission: {
      name: submission.name,
      folder: submission.shown,
      root,
      launches,
      ...(plays && { plays }),
      references: referencesOf(loaded),
    },
  };
}

/** Our own programs that may take the place of the submission's. */
function referencesOf({ spec, file }: LoadedSpec): NonNullable<Submission['references']> {
  const ours: Record<string, ReferenceLaunch> = {};
  for (const { name, reference } of Object.values(spec.programs)) {
    if (!reference) continue;
    const root = resolve(dirname(file), reference.folder);
    if (!isFolder(root))
      throw new UsageError(
        `${spec.id} says that the reference of its ${name} is in ${root}, but there is no such folder`,
      );
    ours[name] = {
      program: name,
      words: splitCommand(reference.command) ?? [],
      folder: '',
      root,
      because: 'our reference',
    };
  }
  return ours;
}

function loadManifest({ folder, shown }: OpenSubmission): Manifest | undefined {
  const file = join(folder, MANIFEST_NAME);
  if (!existsSync(file)) return undefined;
  const { manifest, diagnostics, source } = readManifest(readFileSync(file), join(shown, MANIFEST_NAME));
  if (!manifest) throw new SubmissionProblem(renderDiagnostics(diagnostics, () => source));
  return manifest;
}

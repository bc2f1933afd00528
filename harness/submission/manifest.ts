import type { Diagnostic } from '../model/diagnostic.js';
import { manifestSchema } from './manifest-schema.js';
import { patternProblem } from '../match/pattern.js';
import { decodeSource } from '../yaml/decode.js';
import { suggest } from '../yaml/near.js';
import { parseYaml } from '../yaml/parse.js';
import { keyRangeAt, rangeAt, treeAt, type Path, type Tree } from '../yaml/tree.js';

/** What a student says of a submission, in a file `wiremark.yaml` in its folder. */
export interface Manifest {
  /** The spec that it answers. */
  readonly spec?: string;
  /** The programs that are handed in; our references take the place of the others. */
  readonly plays?: readonly string[];
  /** Values of the spec's parameters. */
  readonly set?: Readonly<Record<string, string>>;
  /** How each program is launched. */
  readonly programs: Readonly<Record<string, ManifestProgram>>;
}

export interface ManifestProgram {
  /** Its command; without it, it is looked for. */
  readonly run?: string;
  readonly build?: string;
  /** The port that stands in its source. */
  readonly port?: number;
  /** It is given a terminal. */
  readonly terminal?: boolean;
  /** What it is answered when it asks at the keyboard: an answer (or `port`, `host`), and the pattern of its question. */
  readonly answers?: Readonly<Record<string, string>>;
}

const WORDS = Object.keys(manifestSchema.properties);
const PROGRAM_WORDS = Object.keys(manifestSchema.properties.programs.additionalProperties.properties);

export const MANIFEST_NAME = 'wiremark.yaml';

/** Reads a `wiremark.yaml`. All that is wrong with it is told at once. */
export function readManifest(
  bytes: Uint8Array,
  file: string,
): { readonly manifest?: Manifest; readonly diagnostics: readonly Diagnostic[]; readonly source: string } {
  const decoded = decodeSource(bytes, file);
  if ('problem' in decoded) return { diagnostics: [decoded.problem], source: '' };
  const source = decoded.text;
  const { tree, problems } = parseYaml(source, file);
  if (!tree) return { diagnostics: problems, source };
  const diagnostics: Diagnostic[] = [...problems];
  const report = (code: string, path: Path, on: 'key' | 'value', message: string, suggestion: string): void => {
    diagnostics.push({
      code,
      severity: 'error',
      origin: on === 'key' ? keyRangeAt(tree, path) : rangeAt(tree, path),
      message,
      suggestion,
    });
  };
  const keys = (path: Path, known: readonly string[] | undefined): string[] => {
    const here = treeAt(tree, path);
    if (here?.kind !== 'map') {
      if (here)
        report(
          'E013',
          path,
          'value',
          `${path.length === 0 ? 'the file' : `"${String(path.at(-1))}"`} must be a map of words`,
          'write `programs: { server: { run: "python3 server.py ${port}" } }`',
        );
      return [];
    }
    const found = [...here.entries.keys()];
    for (const key of found)
      if (known && !known.includes(key))
        report('E012', [...path, key], 'key', `unknown word "${key}"`, suggest(key, known));
    return found;
  };
  const text = (path: Path): string | undefined => {
    const here = treeAt(tree, path);
    if (here?.kind === 'scalar' && typeof here.value === 'string' && here.value.trim() !== '') return here.value;
    if (here) report('E013', path, 'value', `"${String(path.at(-1))}" must be text`, 'put it in quotes');
    return undefined;
  };
  const texts = (path: Path): string[] => {
    const here = treeAt(tree, path);
    const paths = here?.kind === 'list' ? here.items.map((_, index): Path => [...path, index]) : [path];
    if (paths.length === 0)
      report('E013', path, 'value', `"${String(path.at(-1))}" is empty`, 'name a program, or take it away');
    return paths.flatMap((each) => text(each) ?? []);
  };
  keys([], WORDS);
  const answersOf = (path: Path): Record<string, string> => {
    const answers: Record<string, string> = {};
    for (const answer of keys(path, undefined)) {
      const pattern = text([...path, answer]);
      const problem = pattern === undefined ? undefined : patternProblem(pattern);
      if (problem !== undefined)
        report(
          'E053',
          [...path, answer],
          'value',
          `this pattern is none: ${problem}`,
          'a piece of the question is enough: `port: "Port"`',
        );
      else if (pattern !== undefined) answers[answer] = pattern;
    }
    return answers;
  };
  const portOf = (path: Path): number | undefined => {
    const here = treeAt(tree, path);
    const value = here?.kind === 'scalar' ? here.value : undefined;
    if (typeof value === 'number' && Number.isInteger(value) && value > 0 && value < 65_536) return value;
    report('E013', path, 'value', '"port" must be a port: a whole number from 1 to 65535', 'write `port: 9090`');
    return undefined;
  };
  const terminalOf = (path: Path): boolean | undefined => {
    const here = treeAt(tree, path);
    if (here?.kind === 'scalar' && typeof here.value === 'boolean') return here.value;
    report('E013', path, 'value', '"terminal" must be true or false', 'write `terminal: true`');
    return undefined;
  };
  const programs: Record<string, ManifestProgram> = {};
  for (const name of treeAt(tree, ['programs']) ? keys(['programs'], undefined) : []) {
    const words = keys(['programs', name], PROGRAM_WORDS);
    const at = (word: string): Path => ['programs', name, word];
    const run = text(at('run'));
    const build = text(at('build'));
    const port = words.includes('port') ? portOf(at('port')) : undefined;
    const terminal = words.includes('terminal') ? terminalOf(at('terminal')) : undefined;
    const answers = words.includes('answers') ? answersOf(at('answers')) : undefined;
    programs[name] = {
      ...(run !== undefined && { run }),
      ...(build !== undefined && { build }),
      ...(port !== undefined && { port }),
      ...(terminal !== undefined && { terminal }),
      ...(answers && { answers }),
    };
    if (build !== undefined && run === undefined && !words.includes('run'))
      report(
        'E011',
        at('build'),
        'key',
        `"run" is missing: how is the ${name} started, once it is built?`,
        'write `run: "./server ${port}"`',
      );
  }
  const set: Record<string, string> = {};
  for (const name of isThere(tree, 'set') ? keys(['set'], undefined) : []) {
    const here = treeAt(tree, ['set', name]);
    if (here?.kind === 'scalar' && here.value !== null) set[name] = String(here.value);
    else report('E013', ['set', name], 'value', `"${name}" must be a single value`, 'write `set: { name: value }`');
  }
  const plays = isThere(tree, 'plays') ? texts(['plays']) : [];
  const spec = isThere(tree, 'spec') ? text(['spec']) : undefined;
  if (diagnostics.length > 0) return { diagnostics, source };
  return {
    manifest: {
      programs,
      ...(plays.length > 0 && { plays }),
      ...(Object.keys(set).length > 0 && { set }),
      ...(spec !== undefined && { spec }),
    },
    diagnostics,
    source,
  };
}

function isThere(tree: Tree, word: string): boolean {
  return treeAt(tree, [word]) !== undefined;
}

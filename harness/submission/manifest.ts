import type { Diagnostic } from '../model/diagnostic.js';
import { decodeSource } from '../yaml/decode.js';
import { suggest } from '../yaml/near.js';
import { parseYaml } from '../yaml/parse.js';
import { keyRangeAt, rangeAt, treeAt, type Path, type Tree } from '../yaml/tree.js';

/** What a student says of a submission, in a file `wiremark.yaml` in its folder. */
export interface Manifest {
  /** The spec that it answers. */
  readonly spec?: string;
  /** How each program is launched. */
  readonly programs: Readonly<Record<string, { readonly run: string; readonly build?: string }>>;
}

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
  keys([], ['spec', 'programs']);
  const programs: Record<string, { run: string; build?: string }> = {};
  for (const name of treeAt(tree, ['programs']) ? keys(['programs'], undefined) : []) {
    const words = keys(['programs', name], ['run', 'build']);
    const run = text(['programs', name, 'run']);
    const build = text(['programs', name, 'build']);
    if (run !== undefined) programs[name] = { run, ...(build !== undefined && { build }) };
    else if (!words.includes('run'))
      report(
        'E011',
        ['programs', name],
        'key',
        `"run" is missing: how is the ${name} started?`,
        'write `run: "python3 server.py ${port}"`',
      );
  }
  const spec = isThere(tree, 'spec') ? text(['spec']) : undefined;
  if (diagnostics.length > 0) return { diagnostics, source };
  return { manifest: { programs, ...(spec !== undefined && { spec }) }, diagnostics, source };
}

function isThere(tree: Tree, word: string): boolean {
  return treeAt(tree, [word]) !== undefined;
}

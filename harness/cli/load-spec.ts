import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { renderDiagnostics } from '../reporters/diagnostics.js';
import type { Spec } from '../model/spec.js';
import type { Settings } from '../spec/read-params.js';
import { readSpec } from '../spec/read-spec.js';
import { bundledSpecs, isFile } from './files.js';
import { language } from './language.js';
import { shownPath } from './shown-path.js';
import { UsageError } from './usage-error.js';
import { suggest } from '../yaml/near.js';

export interface LoadedSpec {
  readonly spec: Spec;
  readonly file: string;
  readonly sha256: string;
}

/** The file of a spec: a bundled name, or a path. Undefined where it is neither. */
export function specFile(name: string): string | undefined {
  const bundled = bundledSpecs().find(({ id }) => id === name);
  if (bundled) return bundled.file;
  return /\.ya?ml$/.test(name) && isFile(name) ? resolve(name) : undefined;
}

/** Reads specs with these parameters; each must be one that at least one of them has. */
export function loadSpecs(names: readonly string[], settings: Settings): readonly LoadedSpec[] {
  const strangers = new Map<string, string>();
  const own = names.map((name) => {
    const known: Record<string, string> = {};
    const unknown = unknownSettings(name, settings);
    for (const [param, value] of Object.entries(settings)) {
      const message = unknown.get(param);
      if (message === undefined) known[param] = value;
      else strangers.set(param, message);
    }
    return { name, known };
  });
  for (const { known } of own) for (const param of Object.keys(known)) strangers.delete(param);
  const [message] = strangers.values();
  if (message !== undefined) throw new UsageError(message);
  return own.map(({ name, known }) => loadSpec(name, known));
}

function unknownSettings(name: string, settings: Settings): ReadonlyMap<string, string> {
  const file = specFile(name);
  if (file === undefined || Object.keys(settings).length === 0) return new Map();
  const { settingProblems = [] } = readSpec(readFileSync(file), shownPath(file), language, settings);
  return new Map(settingProblems.flatMap((problem) => (problem.isUnknown ? [[problem.name, problem.message]] : [])));
}

/** Reads a spec; a bad one ends the command with all its diagnostics. */
export function loadSpec(name: string, settings: Settings = {}): LoadedSpec {
  const file = specFile(name);
  if (file === undefined) throw new UsageError(unknownSpec(name));
  const bytes = readFileSync(file);
  const { spec, diagnostics, settingProblems, source } = readSpec(bytes, shownPath(file), language, settings);
  const [wrong] = settingProblems ?? [];
  if (wrong) throw new UsageError(wrong.message);
  if (!spec)
    throw new UsageError(
      `${renderDiagnostics(diagnostics, () => source)}\n${diagnostics.length} ${diagnostics.length === 1 ? 'mistake' : 'mistakes'} in ${shownPath(file)}; nothing was launched. "wiremark explain ${diagnostics[0]?.code ?? 'E001'}" tells more.`,
    );
  return { spec, file: shownPath(file), sha256: createHash('sha256').update(bytes).digest('hex') };
}

export function unknownSpec(name: string, wanted: 'spec' | 'spec or folder' = 'spec'): string {
  const known = bundledSpecs().map(({ id }) => id);
  if (/\.ya?ml$/.test(name)) return `there is no file ${name}`;
  return `there is no ${wanted} "${name}" (${suggest(name, known)})\nBundled specs: ${known.join(', ')}. A spec of your own is given as a path that ends in .yaml.`;
}

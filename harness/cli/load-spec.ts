import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { renderDiagnostics } from '../reporters/diagnostics.js';
import type { Spec } from '../model/spec.js';
import { readSpec } from '../spec/read-spec.js';
import { bundledSpecs, isFile } from './files.js';
import { language } from './language.js';
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

/** Reads a spec; a bad one ends the command with all its diagnostics. */
export function loadSpec(name: string): LoadedSpec {
  const file = specFile(name);
  if (file === undefined) throw new UsageError(unknownSpec(name));
  const bytes = readFileSync(file);
  const { spec, diagnostics, source } = readSpec(bytes, shownPath(file), language);
  if (!spec)
    throw new UsageError(
      `${renderDiagnostics(diagnostics, () => source)}\n${diagnostics.length} ${diagnostics.length === 1 ? 'mistake' : 'mistakes'} in ${shownPath(file)}; nothing was launched. "wiremark explain ${diagnostics[0]?.code ?? 'E001'}" tells more.`,
    );
  return { spec, file: shownPath(file), sha256: createHash('sha256').update(bytes).digest('hex') };
}

export function unknownSpec(name: string): string {
  const known = bundledSpecs().map(({ id }) => id);
  if (/\.ya?ml$/.test(name)) return `there is no file ${name}`;
  return `there is no spec "${name}" (${suggest(name, known)})\nBundled specs: ${known.join(', ')}. A spec of your own is given as a path that ends in .yaml.`;
}

/** A path as the user would write it: relative where it lies below here. */
export function shownPath(path: string): string {
  const here = `${process.cwd()}/`;
  return path.startsWith(here) ? path.slice(here.length) : path;
}

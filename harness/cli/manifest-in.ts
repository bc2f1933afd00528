import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { MANIFEST_NAME, readManifest, type Manifest } from '../submission/manifest.js';

/** The `wiremark.yaml` of one of many submissions, where there is one; or what is wrong with it, in one line. */
export function manifestIn(root: string): { readonly manifest: Manifest | undefined } | { readonly problem: string } {
  const file = join(root, MANIFEST_NAME);
  if (!existsSync(file)) return { manifest: undefined };
  const { manifest, diagnostics } = readManifest(readFileSync(file), MANIFEST_NAME);
  if (manifest) return { manifest };
  const [first] = diagnostics;
  return { problem: `its ${MANIFEST_NAME} is wrong in line ${first?.origin.start.line}: ${first?.message}` };
}

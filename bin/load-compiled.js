import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { Script } from 'node:vm';

const compiled = fileURLToPath(new URL('../dist/wiremark.cjs', import.meta.url));

/**
 * What V8 has made of it before, here or where the package was packed: of use to the same Node only, with the same flags.
 * The command and its worker have a heap each.
 */
export const codeCacheOf = (role) => `${compiled}.${role}.${process.version}-${process.arch}`;

export const isBuilt = () => existsSync(compiled);

/**
 * Loads the compiled command, whose parts (`harness/cli/parts.ts`) are what it exports. To translate so much text takes
 * as long as half of a short check; V8 takes its own work of before instead.
 */
export function loadCompiled(role) {
  const codeCache = codeCacheOf(role);
  // It is ASCII only (scripts/build.ts): so read, a string takes one byte for each.
  const source = readFileSync(compiled, 'latin1');
  const cachedData = existsSync(codeCache) ? readFileSync(codeCache) : undefined;
  const script = new Script(`(function (module, require, __filename) {${source}\n})`, {
    filename: compiled,
    cachedData,
  });
  const module = { exports: {} };
  script.runInThisContext()(module, createRequire(compiled), compiled);
  return { script, parts: module.exports };
}

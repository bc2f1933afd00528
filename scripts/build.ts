/**
 * Makes `dist/`: the command, with all that it uses, in one file, since hundreds of small modules take longer to load
 * than a short check takes to run, and what V8 makes of that file. Beside it the reference programs, each file on its
 * own, as a student's would be.
 */
import { execFileSync } from 'node:child_process';
import { build, type BuildOptions, type Metafile } from 'esbuild';
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { WORKER_FLAGS } from '../harness/cli/worker-flags.js';

const root = fileURLToPath(new URL('..', import.meta.url));
const dist = join(root, 'dist');
const bundle = join(dist, 'wiremark.cjs');
const references = 'fixtures/reference';

const common = {
  absWorkingDir: root,
  platform: 'node',
  target: 'node20.19',
  // Half the text to parse at each start; the names stay, for whoever reads a stack trace.
  minifyWhitespace: true,
  minifySyntax: true,
} satisfies BuildOptions;

await rm(dist, { recursive: true, force: true });
const [{ metafile }] = await Promise.all([
  build({
    ...common,
    entryPoints: ['harness/cli/parts.ts'],
    outfile: bundle,
    // Only a script, which an ES module is not, can be kept as V8 has translated it.
    format: 'cjs',
    bundle: true,
    metafile: true,
    // The same code as the modules of its CommonJS, which cost twice as much to load.
    alias: { yaml: join(root, 'node_modules/yaml/browser/index.js') },
    // As strict as the modules were from which it is made.
    banner: { js: `"use strict";const moduleUrl = require('node:url').pathToFileURL(__filename).href;` },
    define: { 'import.meta.url': 'moduleUrl' },
  }),
  build({
    ...common,
    format: 'esm',
    entryPoints: (await readdir(join(root, references), { recursive: true }))
      .filter((path) => path.endsWith('.ts'))
      .map((path) => join(references, path)),
    outbase: '.',
    outdir: 'dist',
  }),
]);
await writeFile(bundle, inAscii(await readFile(bundle, 'utf8')));
await writeFile(join(dist, 'licenses.txt'), await licensesOf(metafile));
makeCodeCache('command');
makeCodeCache('worker', WORKER_FLAGS);

function makeCodeCache(role: string, flags: readonly string[] = []): void {
  execFileSync(process.execPath, [...flags, join(root, 'scripts/make-code-cache.js'), role], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
}

/** The bundler leaves regular expressions as they are; a string of ASCII takes half the room, and is read faster. */
function inAscii(code: string): string {
  return code.replace(/[^\0-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** The licences of the libraries in the bundle: each demands that it goes with every copy. */
async function licensesOf({ inputs }: Metafile): Promise<string> {
  const folders = new Set(
    Object.keys(inputs).flatMap((path) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path) ?? []),
  );
  const texts = [...folders].toSorted().map(async (folder) => {
    const { name, version } = JSON.parse(await readFile(join(root, folder, 'package.json'), 'utf8')) as {
      name: string;
      version: string;
    };
    const file = (await readdir(join(root, folder))).find((entry) => /^licen[cs]e/i.test(entry));
    if (file === undefined) throw new Error(`${name} has no licence file: it cannot be given away in the bundle`);
    return `${name} ${version}\n\n${(await readFile(join(root, folder, file), 'utf8')).trim()}\n`;
  });
  return (await Promise.all(texts)).join(`\n${'-'.repeat(80)}\n\n`);
}

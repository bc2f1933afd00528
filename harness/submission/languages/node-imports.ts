import { posix } from 'node:path';
import { folderOf, nameOf } from '../paths.js';
import type { Survey } from '../survey.js';
import { javaScriptText } from './c-like-text.js';

/** What is imported by a path: `require('./net')`, `import('./net.js')`, `import './net.js'`, `… from './net.js'`; what is longer leads nowhere. */
const IMPORTED = /\b(?:require\s*\(|import\s*\(|import\b|from\b)\s*(["'`])(\.[^"'`\n]{0,255})\1/g;

/** What each file of a submission in JavaScript imports of it, by its path. */
export function nodeImportsIn({ files }: Survey): ReadonlyMap<string, readonly string[]> {
  const sources = files.filter(({ path }) => isJavaScript(path));
  const paths = new Set(sources.map(({ path }) => path));
  return new Map(
    sources.map(({ path, text }) => {
      const imported = [...javaScriptText.withoutComments(text).matchAll(IMPORTED)];
      const found = imported.flatMap(([, , from = '']) => fileAt(from, folderOf(path), paths) ?? []);
      return [path, [...new Set(found)].filter((each) => each !== path)];
    }),
  );
}

/** What each `package.json` says is started: by `npm start`, and by `node .`. */
export function startedByPackages({ files }: Survey): ReadonlySet<string> {
  const paths = new Set(files.map(({ path }) => path).filter(isJavaScript));
  const packages = files.filter(({ path }) => nameOf(path) === 'package.json');
  return new Set(
    packages.flatMap(({ path, text }) => {
      const [, ofStart] = /"start"\s*:\s*"node +([^" ]{1,255})/.exec(text) ?? [];
      const [, main] = /"main"\s*:\s*"([^"]{1,255})"/.exec(text) ?? [];
      return [ofStart, main].flatMap((each) => fileAt(each ?? '', folderOf(path), paths) ?? []).slice(0, 1);
    }),
  );
}

export function isJavaScript(path: string): boolean {
  return /\.[cm]?js$/.test(path);
}

/** The file that Node takes for this path: as it is, with the ending left out, or the index of a folder. */
function fileAt(path: string, folder: string, paths: ReadonlySet<string>): string | undefined {
  const whole = posix.join(folder, path).replace(/\/$/, '');
  const inside = whole === '.' ? '' : `${whole}/`;
  const names = [
    whole,
    `${whole}.js`,
    `${whole}.cjs`,
    `${whole}.mjs`,
    `${inside}index.js`,
    `${inside}index.cjs`,
    `${inside}index.mjs`,
  ];
  return names.find((each) => paths.has(each));
}

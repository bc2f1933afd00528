#!/usr/bin/env node
import { existsSync, readFileSync } from 'node:fs';

const [word, ...others] = process.argv.slice(2);
const compiled = new URL('../dist/main.js', import.meta.url);

if ((word === '--version' || word === '-V') && others.length === 0) {
  // The version is asked for by scripts, often: it must not cost the start of everything else.
  console.log(JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')).version);
} else if (existsSync(compiled)) {
  await import(compiled.href);
} else {
  console.error('wiremark: it is not built yet. In a clone of its repository, run: npm install && npm run build');
  process.exitCode = 3;
}

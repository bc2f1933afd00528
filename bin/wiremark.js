#!/usr/bin/env node
import { readFileSync } from 'node:fs';

const words = process.argv.slice(2);

if (words.length === 1 && (words[0] === '--version' || words[0] === '-V')) {
  // The version is asked for by scripts, often: it must not cost the start of everything else.
  console.log(JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')).version);
} else {
  const { isBuilt, loadCompiled } = await import('./load-compiled.js');
  if (isBuilt()) {
    const { main } = await loadCompiled('command').parts.command();
    await main(words);
  } else {
    console.error('wiremark: it is not built yet. In a clone of its repository, run: npm install && npm run build');
    process.exitCode = 3;
  }
}

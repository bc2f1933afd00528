import { execFileSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { packageFolder } from './files.js';
import { WORKER_FLAGS } from './worker-flags.js';

/** What V8 says of what was kept for it: with other flags than it was made with it takes nothing, and starts later. */
function isRefused(role: 'command' | 'worker', flags: readonly string[]): boolean {
  const load = `import { loadCompiled } from './bin/load-compiled.js';
console.log(loadCompiled('${role}').script.cachedDataRejected);`;
  const said = execFileSync(process.execPath, [...flags, '--input-type=module', '--eval', load], {
    cwd: packageFolder,
    encoding: 'utf8',
  });
  return JSON.parse(said) as boolean;
}

describe('what V8 has made of the compiled command', () => {
  test.each([
    ['command', []],
    ['worker', WORKER_FLAGS],
  ] as const)('is taken by a %s as it is started', (role, flags) => {
    expect(isRefused(role, flags)).toBe(false);
  });

  test.each([
    ['command', WORKER_FLAGS],
    ['worker', []],
  ] as const)('a %s with the flags of the other takes none', (role, flags) => {
    expect(isRefused(role, flags)).toBe(true);
  });
});

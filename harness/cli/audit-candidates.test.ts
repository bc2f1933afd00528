import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { candidatesFor } from './audit-candidates.js';

/** The references of a bundled spec that are about such settings. */
async function referencesFor(settings: Readonly<Record<string, string>>): Promise<readonly string[]> {
  const place = await mkdtemp(join(tmpdir(), 'wiremark-candidates-'));
  onTestFinished(() => rm(place, { recursive: true }));
  const candidates = await candidatesFor('p2p', settings, {}, place);
  return candidates.filter(({ kind }) => kind === 'reference').map(({ name }) => name);
}

test('what is set to what it is anyway is about the programs for the spec as it is', async () => {
  expect(await referencesFor({ discovery: 'list' })).toEqual(
    expect.arrayContaining(['Python reference', 'TypeScript reference']),
  );
  expect(await referencesFor({ discovery: 'tracker' })).toEqual(
    expect.arrayContaining(['Python reference, tracker', 'TypeScript reference, tracker']),
  );
  expect(await referencesFor({ discovery: 'tracker' })).not.toContain('Python reference');
});

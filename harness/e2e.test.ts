import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { bundledSpecs, packageFolder } from './cli/files.js';
import { markOne, type MarkedOne } from './cli/mark-one.test-support.js';
import { markMutant, mutantsOf, readManifestEntries, specText } from './manifest.test-support.js';

const entries = await readManifestEntries();
const specs = bundledSpecs().map(({ id }) => id);

/** How each check ended that did not pass, as the manifest writes it. */
function ends({ sheet }: MarkedOne): { readonly fails: Record<string, string>; readonly blocked: readonly string[] } {
  return {
    fails: Object.fromEntries(
      sheet.checks
        .filter(({ status }) => status === 'failed' || status === 'inconclusive')
        .map((check) => [check.id, check.findings[0]?.code ?? check.inconclusive?.detail ?? '']),
    ),
    blocked: sheet.checks.filter(({ status }) => status === 'blocked').map(({ id }) => id),
  };
}

describe.each(specs)('%s', (spec) => {
  const folders = [
    ['Python', join(packageFolder, 'fixtures', 'reference', spec, 'python')],
    ['TypeScript', join(packageFolder, 'dist', 'fixtures', 'reference', spec, 'typescript')],
  ] as const;

  test.concurrent.each(folders)('the %s reference passes everything', async (_language, folder) => {
    expect(existsSync(folder)).toBe(true);
    const marked = await markOne({ spec: await specText(spec), folder });
    expect(ends(marked)).toEqual({ fails: {}, blocked: [] });
    expect(marked.sheet.totals.points).toBe(marked.sheet.totals.maxPoints);
  });

  const own = entries.filter((entry) => entry.spec === spec);
  test.concurrent.each(own.map((entry) => [entry.mutant, entry] as const))(
    '%s fails exactly where it should',
    async (mutant, { fails, blocked }) => {
      expect(ends(await markMutant(spec, mutant))).toEqual({ fails, blocked });
    },
  );

  test('every mutant is in the manifest, with at least one check that it fails', async () => {
    expect(
      own
        .filter(({ fails }) => Object.keys(fails).length > 0)
        .map(({ mutant }) => mutant)
        .toSorted(),
    ).toEqual(await mutantsOf(spec));
  });

  test('every check is failed by at least one mutant', async () => {
    const { plan } = await markOne({ spec: await specText(spec), files: {}, only: [] });
    const all =
      (await import('./spec/read-spec.js')).readSpec(
        new TextEncoder().encode(plan.spec.source),
        'spec.yaml',
        (await import('./cli/language.js')).language,
      ).spec?.checks ?? [];
    const failed = new Set(own.flatMap(({ fails }) => Object.keys(fails)));
    expect(all.map(({ id }) => id).filter((id) => !failed.has(id))).toEqual([]);
  });
});

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { bundledSpecs, packageFolder } from './cli/files.js';
import { loadSpec } from './cli/load-spec.js';
import { markOne, type MarkedOne } from './cli/mark-one.test-support.js';
import { families, markEntry, programsIn, readManifestEntries, specText } from './manifest.test-support.js';

const entries = await readManifestEntries();
const specs = bundledSpecs().map(({ id }) => id);

/** How each check ended that did not pass, as the manifest writes it. */
function ends({ sheet }: MarkedOne): { readonly fails: Record<string, string>; readonly blocked: readonly string[] } {
  return {
    fails: Object.fromEntries(
      sheet.checks
        .filter(({ status }) => status === 'failed' || status === 'inconclusive')
        .map((check) => [check.id, check.findings[0]?.code ?? check.inconclusive?.detail ?? check.status]),
    ),
    blocked: sheet.checks.filter(({ status }) => status === 'blocked').map(({ id }) => id),
  };
}

describe.each(specs)('%s', (spec) => {
  const checks = loadSpec(spec).spec.checks.map(({ id }) => id);
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
  test.concurrent.each(own.map((entry) => [entry.family, entry.program, entry] as const))(
    '%s: %s fails exactly where it should',
    async (_family, _program, entry) => {
      const others = checks.filter((id) => !(id in entry.fails));
      const blocked = entry.blocked === 'others' ? others : entry.blocked;
      const fails = Object.fromEntries(
        Object.entries(entry.fails).map(([id, codes]) => [id, expect.toBeOneOf([...codes]) as string]),
      );
      expect(ends(await markEntry(entry))).toEqual({ fails, blocked });
    },
  );

  test.each(families)('the manifest speaks of all %s', async (family) => {
    const said = own.filter((entry) => entry.family === family).map(({ program }) => program);
    expect(said.toSorted()).toEqual(await programsIn(family, spec));
  });

  test('every mutant fails a check, and what is tolerated fails none', () => {
    const caught = own.filter(({ fails }) => Object.keys(fails).length > 0);
    expect(caught).toEqual(own.filter(({ family }) => family === 'mutants'));
  });

  test('every check is failed by at least one mutant', () => {
    const failed = new Set(own.flatMap(({ fails }) => Object.keys(fails)));
    expect(checks.filter((id) => !failed.has(id))).toEqual([]);
  });
});

import { describe, expect, test } from 'vitest';
import { loadSpec } from './cli/load-spec.js';
import { markOne, type MarkedOne } from './cli/mark-one.test-support.js';
import { families, programsIn, referenceFolder, variantsOf, type Variant } from './cli/bundled-programs.js';
import { markEntry, readManifestEntries, specText } from './manifest.test-support.js';

const entries = await readManifestEntries();

function checksOf({ spec, set }: Variant): readonly string[] {
  return loadSpec(spec, set).spec.checks.map(({ id }) => id);
}

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

/** Marking waits for timeouts of the programs, and is done again alone where the machine was too busy for a verdict. */
const GENEROUS_MS = 600_000;

/**
 * Holds a bundled spec against all programs that the manifest knows for it. Each spec has a file of its own, so that
 * they are shared out among the workers.
 */
export function holdSpec(spec: string): void {
  describe(spec, { timeout: GENEROUS_MS }, () => {
    const own = entries.filter((entry) => entry.variant.spec === spec);
    const ways = variantsOf(spec);

    const passing = ways.flatMap((variant) =>
      (['python', 'typescript'] as const).map(
        (known) => [known, variant.name ?? 'as it is by itself', variant] as const,
      ),
    );
    test.concurrent.each(passing)('the reference in %s passes everything: %s', async (known, _name, variant) => {
      const marked = await markOne({
        spec: await specText(spec),
        set: variant.set,
        folder: referenceFolder(variant, known),
      });
      expect(ends(marked)).toEqual({ fails: {}, blocked: [] });
      expect(marked.sheet.totals.points).toBe(marked.sheet.totals.maxPoints);
    });

    test.concurrent.each(own.map((entry) => [entry.family, entry.program, entry] as const))(
      '%s: %s fails exactly where it should',
      async (_family, _program, entry) => {
        const others = checksOf(entry.variant).filter((id) => !(id in entry.fails));
        const blocked = entry.blocked === 'others' ? others : entry.blocked;
        const ended = ends(await markEntry(entry));
        const failing = [
          ...Object.entries(entry.fails),
          ...Object.entries(entry.may).filter(([id]) => id in ended.fails),
        ];
        const fails = Object.fromEntries(failing.map(([id, codes]) => [id, expect.toBeOneOf([...codes]) as string]));
        expect(ended).toEqual({ fails, blocked });
      },
    );

    test.each(families)('the manifest speaks of all %s', (family) => {
      const said = own.filter((entry) => entry.family === family).map(({ program }) => program);
      expect(said.toSorted()).toEqual(programsIn(family, spec));
    });

    test('every mutant fails a check, and no other program does', () => {
      const caught = own.filter(({ fails }) => Object.keys(fails).length > 0);
      expect(caught).toEqual(own.filter(({ family }) => family === 'mutants'));
    });

    test('every check is failed by at least one mutant', () => {
      const failed = new Set(own.flatMap(({ fails }) => Object.keys(fails)));
      expect(ways.flatMap(checksOf).filter((id) => !failed.has(id))).toEqual([]);
    });
  });
}

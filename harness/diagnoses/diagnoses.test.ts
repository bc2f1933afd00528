import { describe, test } from 'vitest';
import { markEntry, readManifestEntries } from '../manifest.test-support.js';
import { asRead, expectReadsWell } from './explained.test-support.js';
import { MUTANT_CASES } from './mutants.test-support.js';
import { runMutant } from './run-mutant.test-support.js';

/** Long enough for an answer on a busy machine, shorter than a marking waits. */
const SLOW = 0.6;

describe('real programs with one mistake, through the whole pipeline', () => {
  test.concurrent.for(MUTANT_CASES)(
    '$spec $mutant: $check is explained by $code',
    async ({ spec, mutant, check, code, slow = SLOW }, { expect }) => {
      const [run] = await runMutant({ spec, mutant, checks: [check], slow });
      const findings = run?.report.findings.map((finding) => `${finding.code}: ${finding.summary}`).join('\n');
      const diagnosis = run?.report.diagnosis;
      expect(diagnosis?.code, findings ?? 'no finding').toBe(code);
      if (!diagnosis) return;
      expectReadsWell(diagnosis);
      await expect(asRead(diagnosis)).toMatchFileSnapshot(`golden/${spec}-${mutant.replace('/', '-')}-${check}.txt`);
    },
  );
});

test('nobody is advised not to reverse where the answer is due in reverse', async ({ expect }) => {
  const [entry] = (await readManifestEntries()).filter(({ program }) => program === 'fixed/recv-16-is-a-message');
  if (!entry) throw new Error('the manifest does not know it any more');
  const { check } = await markEntry(entry);
  expect(check('byte-by-byte').findings).toMatchObject([{ code: 'reply-differs' }]);
  expect(check('byte-by-byte').diagnosis).toBeUndefined();
});

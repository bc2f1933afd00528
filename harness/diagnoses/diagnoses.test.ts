import { describe, test } from 'vitest';
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

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

test.for([
  [
    'not to reverse where the answer is due in reverse',
    'stream-or-message',
    'fixed/recv-16-is-a-message',
    'byte-by-byte',
    'answers-unfinished-messages',
  ],
  ['to send again over TCP', 'tcp-client', 'prints-its-own-line', 'slow'],
  ['to send again what has only to be waited for', 'udp-client', 'waits-half-a-second', 'slow'],
  [
    'about certificates where a handshake waits for another client',
    'secure-login',
    'server/handshake-in-the-accept-loop',
    'silent-client',
  ],
] as const)('nobody is advised %s', async ([, spec, program, id, instead], { expect }) => {
  const entry = (await readManifestEntries()).find((each) => each.variant.spec === spec && each.program === program);
  if (!entry) throw new Error('the manifest does not know it any more');
  const { findings, diagnosis } = (await markEntry(entry)).check(id);
  expect(findings).toHaveLength(1);
  expect(diagnosis?.code).toBe(instead);
});

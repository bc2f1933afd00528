import { describe, expect, test } from 'vitest';
import { asRead, diagnose, expectReadsWell } from './explained.test-support.js';
import { recorded } from './recorded.test-support.js';
import { RECOGNISED } from './recognised.test-support.js';
import { UNEXPLAINED } from './unexplained.test-support.js';

describe('recorded evidence', () => {
  test.for(RECOGNISED)('$code: $shows', async ({ code, shows, recording }, { expect: expectHere }) => {
    const explanation = diagnose(recorded(recording));
    expect(explanation?.code).toBe(code);
    if (!explanation) return;
    expectReadsWell(explanation);
    await expectHere(asRead(explanation)).toMatchFileSnapshot(
      `golden/recorded-${code}--${shows.replace(/\W+/g, '-')}.txt`,
    );
  });

  test.for(UNEXPLAINED)('$shows: no explanation', ({ recording }) => {
    expect(diagnose(recorded(recording))).toBeUndefined();
  });
});

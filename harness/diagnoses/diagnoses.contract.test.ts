import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { packageFolder } from '../cli/files.js';
import { frames } from '../frames/index.js';
import type { RunTrace } from '../model/trace.js';
import type { Explanation } from '../model/verdict.js';
import { cutOf } from '../verdict/explain.js';
import { ABSENCES } from './absences.js';
import type { Diagnosis, Evidence } from './diagnosis.js';
import { diagnoses } from './index.js';
import { MUTANT_CASES } from './mutants.test-support.js';
import { recorded } from './recorded.test-support.js';
import { RECOGNISED } from './recognised.test-support.js';
import { UNEXPLAINED } from './unexplained.test-support.js';
import { runReference, type MutantRun } from './run-mutant.test-support.js';

/** Every code that a step or a launch may find, and one that nobody knows. */
const FINDINGS = [...new Set([...diagnoses.flatMap(({ explains }) => explains), 'a-finding-of-tomorrow'])];

/** What only says that bytes are missing or wrong: where all of them came, no diagnosis may find a reason. */
const ABOUT_BYTES = [
  ...ABSENCES,
  'reply-differs',
  'extra-bytes',
  'not-quiet',
  'still-open',
  'wrong-source',
  'wrong-count',
  'malformed',
];

describe('the registry', () => {
  test('no two diagnoses have one code', () => {
    expect(new Set(diagnoses.map(({ code }) => code)).size).toBe(diagnoses.length);
  });

  test('each diagnosis has a file that is named by its code', () => {
    const files = readdirSync(join(packageFolder, 'harness', 'diagnoses'));
    expect(diagnoses.map(({ code }) => `${code}.ts`).filter((name) => !files.includes(name))).toEqual([]);
  });

  test('each diagnosis is shown by a mutant or by recorded evidence', () => {
    const shown = new Set([...MUTANT_CASES, ...RECOGNISED].map(({ code }) => code));
    expect(diagnoses.map(({ code }) => code).filter((code) => !shown.has(code))).toEqual([]);
    expect([...shown].filter((code) => !diagnoses.some((diagnosis) => diagnosis.code === code))).toEqual([]);
  });
});

describe.for(diagnoses)('$code', (diagnosis) => {
  test('is named by the mistake, in small letters', () => {
    expect(diagnosis.code).toMatch(/^[a-z]+(?:-[a-z0-9]+)*$/);
  });

  test('says which findings it explains', () => {
    expect(diagnosis.explains.length).toBeGreaterThan(0);
    expect(new Set(diagnosis.explains).size).toBe(diagnosis.explains.length);
  });

  test('knows nothing of a run in which nothing happened', () => {
    for (const finding of FINDINGS)
      expect(diagnosis.recognise(recorded({ finding, events: [] })), finding).toBeUndefined();
  });

  test('is silent on evidence that proves no mistake', () => {
    for (const { recording, shows } of UNEXPLAINED)
      expect(asked(diagnosis, recorded(recording)), shows).toBeUndefined();
  });

  test('sees the same in the same evidence, and leaves it as it is', () => {
    for (const { recording } of RECOGNISED) {
      const { cut, wants, ...data } = recorded(recording);
      const evidence = { ...data, ...(cut && { cut }), ...(wants && { wants }) };
      const before = structuredClone(data);
      expect(diagnosis.recognise(evidence)).toEqual(diagnosis.recognise(evidence));
      expect(data).toEqual(before);
    }
  });
});

describe('on programs that are right', () => {
  let runs: readonly MutantRun[] = [];

  beforeAll(async () => {
    const chosen = [
      ['tcp-echo', 'short', 'glued', 'half-close', 'silent-leaver', 'after-reset', 'invalid-utf8'],
      ['tcp-threads', 'silent-client', 'half-message', 'never-reads'],
      ['udp-echo', 'boundaries', 'empty', 'every-byte', 'own-port'],
      ['udp-loss', 'duplicated', 'request-lost'],
      ['stream-or-message', 'pieces', 'glued', 'one-and-a-half', 'half-client', 'never-finished'],
    ] as const;
    runs = (await Promise.all(chosen.map(([spec, ...checks]) => runReference({ spec, checks })))).flat();
  });

  test('all of them pass', () => {
    expect(runs.filter(({ report }) => report.status !== 'passed').map(({ report }) => report.id)).toEqual([]);
    expect(runs.length).toBe(20);
  });

  test.for(diagnoses)('$code is silent, whatever a finding claims', (diagnosis) => {
    for (const { plan, report, traces } of runs) {
      const check = plan.checks.find((planned) => planned.check.id === report.id);
      if (!check) throw new Error(`${report.id} is not in its plan`);
      for (const trace of traces) {
        for (const evidence of claims({ plan, check, trace }))
          expect(asked(diagnosis, evidence), `${plan.spec.id} ${report.id} ${evidence.finding.code}`).toBeUndefined();
      }
    }
  });
});

/** A diagnosis is asked only about findings that it says it explains. */
function asked(diagnosis: Diagnosis, evidence: Evidence): Explanation | undefined {
  return diagnosis.explains.includes(evidence.finding.code) ? diagnosis.recognise(evidence) : undefined;
}

/** Each step of a passing run, as if it had failed in each way: with the bytes that really came, which were those expected. */
function claims(run: {
  readonly plan: Evidence['plan'];
  readonly check: Evidence['check'];
  readonly trace: RunTrace;
}): Evidence[] {
  const origin = run.check.check.origin;
  return run.trace.events.flatMap((event) => {
    if (event.type !== 'step-ended' || event.actor === undefined) return [];
    const bytes = event.outcome.messages?.at(-1) ?? new Uint8Array();
    const { step, actor } = event;
    return ABOUT_BYTES.map((code) => {
      const finding = { code, summary: 'a claim', run: run.trace.run, step, actor, origin };
      return { ...run, finding, expected: bytes, actual: bytes, ...cutOf(run.plan, run.check, finding, frames) };
    });
  });
}

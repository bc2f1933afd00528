import type { CheckReport, Sheet } from '../model/report.js';
import { sampleCheck, totalsOf } from '../reporters/sample-check.test-support.js';
import type { MarkedStudent, Outcome } from './marked-student.js';

/** Of the sample sheets. */
export const MAX_POINTS = 20;

/** A sheet of 20 points: so many for the first check, and 3 for a hidden one if it passed. */
export function sampleSheet(points = 17, hidden: 'passed' | 'failed' = 'passed'): Sheet {
  const checks: CheckReport[] = [
    sampleCheck({
      id: 'long',
      name: 'a long message',
      status: points >= 17 ? 'passed' : 'failed',
      points: Math.min(points, 17),
      maxPoints: 17,
    }),
    sampleCheck({
      id: 'secret',
      name: 'a hidden check',
      status: hidden,
      points: hidden === 'passed' ? 3 : 0,
      maxPoints: 3,
      hidden: true,
    }),
  ];
  return {
    spec: { id: 'tcp-echo', name: 'TCP echo', file: 'specs/tcp-echo.yaml', sha256: 'ab'.repeat(32) },
    submission: { name: 'sample', folder: 'sample', programs: [] },
    totals: totalsOf(checks),
    checks,
  };
}

export function marked(id: string, sheet: Sheet = sampleSheet(), rest: Partial<MarkedStudent> = {}): MarkedStudent {
  return student(id, { state: 'marked', sheets: [sheet] }, rest);
}

export function student(id: string, outcome: Outcome, rest: Partial<MarkedStudent> = {}): MarkedStudent {
  return { id, name: `Student ${id}`, late: { kind: 'in-time' }, outcome, ...rest };
}

/** One student for each thing that can happen. */
export function sampleClass(): MarkedStudent[] {
  return [
    marked('11', sampleSheet(17), {
      name: 'Müller, Zoë',
      platformName: 'Müller, Zoë_11_assignsubmission_file',
      report: 'reports/11/report.html',
    }),
    marked('12', sampleSheet(5, 'failed'), { name: "Max O'Neil", late: { kind: 'late', byMs: 26 * 3_600_000 } }),
    student('13', {
      state: 'not-launched',
      sheets: [sampleSheet(0, 'failed')],
      reason: 'server.py has a syntax error in line 3',
    }),
    student('14', {
      state: 'unpack-failed',
      code: 'encrypted',
      reason: 'could not unpack: "a.py" is encrypted',
      advice: 'Pack it without a password.',
    }),
    student('15', { state: 'nothing-handed-in', reason: 'nothing was handed in' }),
    student('16', {
      state: 'inconclusive',
      sheets: [sampleSheet(17)],
      reason: 'the machine was too busy to judge fairly',
    }),
    student('17', { state: 'not-marked', reason: 'the disk was full' }),
    marked('18', sampleSheet(), { name: '=HYPERLINK("http://evil.example","\u202exx")' }),
  ];
}

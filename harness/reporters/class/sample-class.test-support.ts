import type { Status } from '../../model/report.js';
import { chance } from '../../model/random.js';
import type { ClassCheck, ClassStudent, ClassView } from './class-view.js';

const CHECKS: readonly ClassCheck[] = Array.from({ length: 16 }, (_, at) => ({
  spec: 'tcp-echo',
  id: `check-${at}`,
  name: `the check number ${at}`,
  maxPoints: at === 0 ? 5 : 1,
  hidden: at === 15,
}));

const MISTAKES = ['takes one recv for one message', 'decodes bytes as text', 'ends after its first client'];

/** A class of so many, the same each time. */
export function sampleClass(size: number): ClassView {
  const students = Array.from({ length: size }, (_, at) => sampleStudent(at));
  return {
    title: 'Networks, TCP echo',
    markedAt: '2026-11-26T12:00:00.000Z',
    wiremark: '0.1.0',
    seed: 'sample',
    maxPoints: 20,
    checks: CHECKS,
    students: [...odd, ...students],
    files: ['grades.csv', 'results.json'],
  };
}

function sampleStudent(at: number): ClassStudent {
  const verdicts = CHECKS.map((_, check): Status =>
    chance('verdict', at, check) < 0.25 ? (check % 5 === 4 ? 'blocked' : 'failed') : 'passed',
  );
  const points = CHECKS.reduce((sum, { maxPoints }, check) => sum + (verdicts[check] === 'passed' ? maxPoints : 0), 0);
  return {
    id: String(1201 + at),
    name: `Student ${String(at).padStart(3, '0')}`,
    state: 'marked',
    late: at % 9 === 0,
    isOverridden: at % 50 === 7,
    verdicts,
    findings: verdicts.flatMap((verdict, check) => {
      const title = MISTAKES[check % MISTAKES.length] ?? '';
      return verdict === 'failed' ? [{ code: title.replaceAll(' ', '-'), title, check }] : [];
    }),
    points,
    grade: String(points),
    report: `reports/${1201 + at}/report.html`,
    durationMs: at === 3 ? 60_000 : 1000 + at,
  };
}

const none = { late: false, isOverridden: false, verdicts: CHECKS.map(() => undefined), findings: [] };

/** One of each that is not marked, with names and reasons as somebody may choose them. */
const odd: readonly ClassStudent[] = [
  {
    ...none,
    id: 'x1',
    name: '<img src=x onerror=alert(1)>',
    state: 'not-launched',
    reason: '</script><script>document.title="owned"</script>',
    points: 0,
    grade: '0',
    report: 'reports/x1/report.html',
    verdicts: CHECKS.map((_, at) => (at === 0 ? 'failed' : 'blocked')),
    hostile: 'the server used more memory than 512 MB: it was ended',
  },
  {
    ...none,
    id: 'x2',
    name: 'דנה \u202ekcatta',
    state: 'unpack-failed',
    reason: 'could not unpack: it is a bomb',
    points: 0,
  },
  {
    ...none,
    id: 'x3',
    name: '"quoted" & so on',
    state: 'nothing-handed-in',
    reason: 'nothing was handed in',
    points: 0,
  },
  { ...none, id: 'x4', name: 'Inconclusive', state: 'inconclusive', reason: 'the machine was too busy' },
  { ...none, id: 'x5', name: 'Not Marked', state: 'not-marked', reason: 'the worker ended' },
];

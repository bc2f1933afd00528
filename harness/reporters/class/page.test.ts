import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { sharedFindings, slowStudents, type ClassStudent } from './class-view.js';
import { renderClass } from './page.js';
import { sampleClass } from './sample-class.test-support.js';
import { SCRIPT, SCRIPT_HASH } from './script.js';

describe('the page of a class', () => {
  test('the hash that lets the script run is that of the script', () => {
    expect(SCRIPT_HASH).toBe(`sha256-${createHash('sha256').update(SCRIPT).digest('base64')}`);
  });

  test('the same class makes the same bytes', () => {
    expect(renderClass(sampleClass(20))).toBe(renderClass(sampleClass(20)));
  });

  test('what others have chosen is text: no tag, nothing that turns the reading direction', () => {
    const page = renderClass(sampleClass(3));
    expect(page).toContain('&lt;img src=x onerror=alert(1)>');
    expect(page).not.toContain('<img');
    expect(page.match(/<script/g)).toHaveLength(1);
    expect(page).not.toContain('\u202e');
  });

  test('everybody has a row, with the way to the report', () => {
    const page = renderClass(sampleClass(30));
    expect(page.match(/<tr data-name/g)).toHaveLength(35);
    expect(page).toContain('<a href="reports/1201/report.html">Student 000</a>');
  });

  test('each check says how many of those whose programs ran passed it', () => {
    const view = sampleClass(40);
    const ran = view.students.filter(({ verdicts }) => verdicts[1] !== undefined);
    const passed = ran.filter(({ verdicts }) => verdicts[1] === 'passed').length;
    expect(renderClass(view)).toContain(`${passed} of ${ran.length}`);
  });

  test('a class of which nothing is known yet has a page too', () => {
    const page = renderClass({ ...sampleClass(0), students: [], checks: [] });
    expect(page).toContain('0 students');
    expect(page).not.toContain('id="distribution"');
  });
});

test('findings are shared by students, and counted once for each; the most frequent comes first', () => {
  const shared = sharedFindings(sampleClass(50).students);
  expect(shared).toHaveLength(3);
  const counts = shared.map(({ students }) => students.length);
  expect(counts).toEqual(counts.toSorted((a, b) => b - a));
  for (const { code, students } of shared)
    for (const { findings } of students) expect(findings.map((each) => each.code)).toContain(code);
});

test('a mistake that is told in other words to some is told in those to them', () => {
  const view = sampleClass(3);
  const died = (title: string): ClassStudent['findings'] => [{ code: 'died-of-exception', title, check: 0 }];
  const students = view.students.slice(-3).map((student, at) => ({
    ...student,
    findings: died(at === 0 ? 'It died of a SyntaxError.' : 'It died of a UnicodeDecodeError.'),
  }));
  const [shared] = sharedFindings(students);
  expect(shared?.title).toBe('It died of a UnicodeDecodeError.');
  const text = renderClass({ ...view, students })
    .replaceAll(/<[^>]+>/g, ' ')
    .replaceAll(/\s+/g, ' ');
  expect(text).toMatch(/It died of a UnicodeDecodeError\. 3 students , or the like/);
  expect(text).toContain('Student 000 It died of a SyntaxError.');
});

test('the tallest bar of the histogram fits into it, also where the best points are the last mark of its axis', () => {
  const view = sampleClass(4);
  const points = [view.maxPoints, view.maxPoints, view.maxPoints, view.maxPoints - 0.5];
  const page = renderClass({
    ...view,
    students: view.students.slice(-4).map((each, at) => ({ ...each, points: points[at] ?? 0 })),
  });
  const tops = [...page.matchAll(/<rect class="bar"[^>]* y="(-?[\d.]+)"/g)].map(([, y]) => Number(y));
  expect(Math.min(...tops)).toBeGreaterThanOrEqual(0);
  expect(page).toMatch(/<text class="count"[^>]*>4<\/text>/);
});

test('what was seen besides the checks is told, and makes nobody hostile', () => {
  const view = sampleClass(1);
  const [student] = view.students.slice(-1).map((each) => ({ ...each, remark: 'the server leaves a process behind' }));
  const page = renderClass({ ...view, students: student ? [student] : [] });
  expect(page).toContain('Seen besides the checks; it costs no points');
  expect(page).toContain('the server leaves a process behind');
  expect(page).not.toContain('>hostile<');
  expect(page).not.toContain('Hostile, or not unlike it');
});

test('slow is who took several times as long as most', () => {
  expect(slowStudents(sampleClass(50).students).map(({ name }) => name)).toEqual(['Student 003']);
});

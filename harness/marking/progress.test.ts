import { describe, expect, test } from 'vitest';
import type { Outcome } from '../gradebook/marked-student.js';
import { sampleSheet } from '../gradebook/sample-class.test-support.js';
import type { IntakeStudent } from '../intake/student.js';
import { lineProgress } from './line-progress.js';
import { liveProgress } from './live-progress.js';
import { outcomeOf } from './outcome.js';

const student = (name: string): IntakeStudent => ({
  id: name,
  name,
  late: { kind: 'unknown' },
  where: name,
  key: name,
  work: { kind: 'items', items: [] },
});

const passed: Outcome = outcomeOf([sampleSheet()]);
const failed: Outcome = outcomeOf([sampleSheet(5)]);
const by = (durationMs: number) => ({ by: 'marking', durationMs }) as const;

function live(total: number, columns = 200) {
  const written: string[] = [];
  const clock = { ms: 0 };
  const screen = { write: (text: string) => void written.push(text), isLive: true, hasColour: false, columns };
  const progress = liveProgress(screen, total, () => clock.ms);
  return { progress, clock, line: () => written.at(-1)?.replace('\r\u001b[2K', '') ?? '' };
}

describe('at a terminal one line', () => {
  test('says how many are done, run, fail, and have proved nothing', () => {
    const { progress, line } = live(9);
    progress.began?.(student('ada'));
    progress.began?.(student('bob'));
    expect(line()).toBe('0 of 9 done · 2 running · 0 failing · 0 inconclusive · ada, bob');
    progress.ended?.(student('ada'), failed, by(1000));
    progress.postponed?.(student('bob'), 'busy');
    expect(line()).toBe('1 of 9 done · 0 running · 1 failing · 0 inconclusive · 1 to run again · about a minute left');
    progress.ended?.(student('bob'), { state: 'not-marked', reason: 'x' }, by(1000));
    expect(line()).toBe('2 of 9 done · 0 running · 1 failing · 1 inconclusive · about a minute left');
  });

  test('says how many minutes are left by the pace so far; what is taken over makes it no faster', () => {
    const { progress, line, clock } = live(12);
    progress.ended?.(student('old'), passed, { by: 'reused', durationMs: 1 });
    clock.ms = 60_000;
    progress.ended?.(student('ada'), passed, by(60_000));
    expect(line()).toContain('2 of 12 done');
    expect(line()).toContain('about 10 minutes left');
  });

  test('fits into the line, also with wide letters, and shows nothing raw', () => {
    const { progress, line } = live(9, 80);
    progress.began?.(student('李小龍'.repeat(20)));
    progress.began?.(student('\u001b[31m red'));
    const wide = Array.from(line()).filter((letter) => letter > '\u2e80').length;
    expect(Array.from(line()).length + wide).toBeLessThan(80);
    expect(line()).not.toContain('\u001b');
  });
});

describe('in a log each submission has a line', () => {
  const lines: string[] = [];
  const progress = lineProgress((text) => void lines.push(text), 10);

  test.each([
    [passed, ' 1/10  ada: 20 of 20 points (1.5 s)'],
    [failed, ' 2/10  ada: 8 of 20 points (1.5 s)'],
    [{ state: 'nothing-handed-in', reason: 'nothing was handed in' }, ' 3/10  ada: nothing was handed in (1.5 s)'],
    [{ state: 'not-marked', reason: 'the disk\nwas full' }, ' 4/10  ada: not marked: the disk\\nwas full (1.5 s)'],
  ] as const)('%#', (outcome, line) => {
    progress.ended?.(student('ada'), outcome, by(1500));
    expect(lines.at(-1)).toBe(line);
  });
});

describe('what came of a marking', () => {
  const sheet = sampleSheet(5);
  const [first, hidden] = sheet.checks;

  test('a program that could not be started, where nothing passed', () => {
    const finding = { code: 'exited-early', summary: 'the server ended', run: 'long', origin: {}, source: {} };
    const checks = [
      { ...first, status: 'failed', findings: [finding] },
      { ...hidden, status: 'failed', findings: [] },
    ];
    expect(outcomeOf([{ ...sheet, checks } as never])).toMatchObject({
      state: 'not-launched',
      reason: 'the server ended',
    });
    const one = [...checks, { ...first, id: 'other', status: 'passed' }];
    expect(outcomeOf([{ ...sheet, checks: one } as never])).toMatchObject({ state: 'marked' });
  });

  test('a check that proves nothing withholds the mark, and says why', () => {
    const detail = 'the machine was too busy';
    const checks = [{ ...first, status: 'inconclusive', inconclusive: { because: 'host', detail } }, hidden];
    expect(outcomeOf([{ ...sheet, checks } as never])).toMatchObject({
      state: 'inconclusive',
      reason: `long: ${detail}`,
    });
    const secret = [first, { ...hidden, status: 'inconclusive', inconclusive: { because: 'host', detail } }];
    expect(outcomeOf([{ ...sheet, checks: secret } as never])).toMatchObject({
      reason: 'secret: the run proves nothing',
    });
  });
});

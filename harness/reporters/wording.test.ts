import { expect, test } from 'vitest';
import { counted, dateText, durationText, earnedText, grouped, momentText, pointsText } from './wording.js';

test('numbers are grouped the same way on every machine', () => {
  expect([0, 999, 1000, 1448, 10_001, 1_000_000, 0.5, 1234.25].map(grouped)).toEqual([
    '0',
    '999',
    '1,000',
    '1,448',
    '10,001',
    '1,000,000',
    '0.5',
    '1,234.25',
  ]);
});

test('one byte, two bytes', () => {
  expect([counted(1, 'byte'), counted(2, 'byte'), counted(0, 'byte')]).toEqual(['1 byte', '2 bytes', '0 bytes']);
});

test('points have at most two digits behind the point', () => {
  expect([4, 2.5, 0.1 + 0.2, 1 / 3].map(pointsText)).toEqual(['4', '2.5', '0.3', '0.33']);
});

test('a withheld mark is neither given nor taken', () => {
  expect(earnedText({ status: 'inconclusive', points: 0, maxPoints: 2 })).toBe('– / 2');
  expect(earnedText({ status: 'failed', points: 0, maxPoints: 2 })).toBe('0 / 2');
});

test('durations', () => {
  expect([0.4, 12, 999.6, 1440, 59_949, 59_990, 125_000].map(durationText)).toEqual([
    '0 ms',
    '12 ms',
    '1.0 s',
    '1.4 s',
    '59.9 s',
    '1 min 0 s',
    '2 min 5 s',
  ]);
  expect(momentText(4.2)).toBe('0.004 s');
});

test('dates are told in UTC, and what is no date is left alone', () => {
  expect(dateText('2026-11-03T09:05:40.118Z')).toBe('3 November 2026, 09:05 UTC');
  expect(dateText('2026-13-03T09:05:40Z')).toBe('2026-13-03T09:05:40Z');
  expect(dateText('yesterday')).toBe('yesterday');
});

import { grouped } from '../model/grouped.js';
import type { CheckReport, Status } from '../model/report.js';
import type { Because } from '../model/verdict.js';

export { grouped };

/** How a verdict is shown, never by colour alone: a mark, a word, and what it means in one sentence. */
export const VERDICTS: Readonly<Record<Status, { readonly mark: string; readonly meaning: string }>> = {
  passed: { mark: '✓', meaning: 'The program did what the check asks.' },
  failed: { mark: '✗', meaning: 'The program did something else; the check shows what, and where it began.' },
  blocked: {
    mark: '–',
    meaning: 'The check was not tried, because another one that it needs did not pass; put that one right first.',
  },
  inconclusive: {
    mark: '?',
    meaning: 'This is not your fault: the run proves nothing, no marks were taken, and it should be run again.',
  },
};

/** In the order in which they are counted and explained. */
export const STATUSES: readonly Status[] = ['passed', 'failed', 'blocked', 'inconclusive'];

/** How the marking of a student ended, for people: never a colour or a code. */
export const STATE_WORDS = {
  marked: 'marked',
  'not-launched': 'not launched',
  'unpack-failed': 'could not unpack',
  'nothing-handed-in': 'nothing handed in',
  inconclusive: 'inconclusive',
  'not-marked': 'not marked',
} as const;

export type MarkingState = keyof typeof STATE_WORDS;

/** Why marks are withheld, as a sentence. */
export const WITHHELD_BECAUSE: Readonly<Record<Because, string>> = {
  harness: 'wiremark itself had a fault.',
  host: 'The machine was too busy to judge fairly.',
  machine: 'This machine lacks what the check takes.',
  kernel: 'The operating system of this machine lost data.',
  'damage-never-fired': 'The damage that this check is about never happened, so it proves nothing.',
  spec: 'The check itself has a mistake.',
};

/** `1 byte`, `10,001 bytes`. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${grouped(count)} ${count === 1 ? one : many}`;
}

/** `4`, `2.5`: at most two digits behind the point. */
export function pointsText(points: number): string {
  return grouped(Math.round(points * 100) / 100);
}

/** What a check earned of what it is worth. A withheld mark is neither given nor taken. */
export function earnedText(check: Pick<CheckReport, 'status' | 'points' | 'maxPoints'>): string {
  const earned = check.status === 'inconclusive' && check.points === 0 ? '–' : pointsText(check.points);
  return `${earned} / ${pointsText(check.maxPoints)}`;
}

/** `12 ms`, `1.4 s`, `2 min 5 s`. */
export function durationText(ms: number): string {
  if (ms < 999.5) return `${Math.round(ms)} ms`;
  if (ms < 59_950) return `${(ms / 1000).toFixed(1)} s`;
  const seconds = Math.round(ms / 1000);
  return `${grouped(Math.floor(seconds / 60))} min ${seconds % 60} s`;
}

/** Seconds since a run began: `0.004 s`. */
export function momentText(atMs: number): string {
  return `${(atMs / 1000).toFixed(3)} s`;
}

/** `23 November 2026, 22:49 UTC`; a text that is no date is given back as it is. */
export function dateText(iso: string): string {
  const [, year, month, day, time] = /^(\d{4})-(\d\d)-(\d\d)T(\d\d:\d\d)(?::\d\d(?:\.\d+)?)?Z$/.exec(iso) ?? [];
  const name = MONTHS[Number(month) - 1];
  return name === undefined ? iso : `${Number(day)} ${name} ${year}, ${time} UTC`;
}

const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

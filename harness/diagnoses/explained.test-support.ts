import { expect } from 'vitest';
import type { Explanation } from '../model/verdict.js';
import type { Evidence } from './diagnosis.js';
import { diagnoses } from './index.js';

/** The first of the registry that recognises the evidence, as a marking takes it. */
export function diagnose(evidence: Evidence): Explanation | undefined {
  for (const diagnosis of diagnoses) {
    const explanation =
      diagnosis.explains.length === 0 || diagnosis.explains.includes(evidence.finding.code)
        ? diagnosis.recognise(evidence)
        : undefined;
    if (explanation) return explanation;
  }
  return undefined;
}

/** Short enough for one line of a report, and written in whole sentences. */
export function expectReadsWell({ title, evidence, advice }: Explanation): void {
  for (const text of [title, evidence, advice]) {
    expect(text.length, text).toBeLessThanOrEqual(300);
    expect(text).toMatch(/^[\p{Lu}\d"][^]*[.!?]$/u);
    // What stands in quotes is the program's own.
    expect(text.replace(/"[^"]*"/g, '""')).not.toMatch(/ {2}|undefined|NaN|\[object|^\s|\s$|,\.|\.\.$|\(\)\(/);
  }
  // In our own words brackets and quotes come in pairs; the evidence may hold those of a program.
  for (const text of [title, advice]) {
    expect(text.split('(').length - text.split(')').length, text).toBe(0);
    expect(text.split('"').length % 2, text).toBe(1);
  }
  expect(title, 'a title is one short sentence').toMatch(/^[^]{8,110}[.]$/);
}

/** As a student reads it, without what differs from run to run: ports, times, and how much a kernel buffers. */
export function asRead({ title, evidence, advice }: Explanation): string {
  return `${[title, evidence, advice].join('\n')}\n`
    .replace(/(?:[Pp]ort |\.py )\d{4,5}\b/g, (text) => text.replace(/\d+$/, 'N'))
    .replace(/\b[\d.]+ m?s\b/g, 'T s')
    .replace(/[\d,]+ bytes(?= (?:(?:more )?had arrived|came at once))|(?<=had sent )[\d,]+ bytes/g, 'N bytes')
    .replace(/(?<= )\d+ times/g, 'N times');
}

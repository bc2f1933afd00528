import type { Words } from '../model/language.js';

type Problem = Parameters<Words['problem']>[0];

/** A `Words` over a plain map, with what a damage needs of it. The real one, with places in a file, is the spec reader's. */
export function wordsOf(map: Readonly<Record<string, unknown>>): { words: Words; problems: Problem[] } {
  const problems: Problem[] = [];

  function readerOf(inner: Readonly<Record<string, unknown>>): Words {
    return {
      has: (word) => Object.hasOwn(inner, word),
      data: (word) => inner[word],
      text: (word) => String(inner[word]),
      number: (word) => Number(inner[word]),
      durationMs: (word) => milliseconds(String(inner[word])),
      share: (word) => Number.parseFloat(String(inner[word])) / 100,
      pattern: (word) => String(inner[word]),
      inside: (word) => readerOf(inner[word] as Readonly<Record<string, unknown>>),
      problem: (problem) => void problems.push(problem),
      size: notHere,
      value: notHere,
      values: notHere,
      expectation: notHere,
      predicates: notHere,
      copies: notHere,
      loop: notHere,
      ways: notHere,
      block: notHere,
      leaves: notHere,
      demandPath: notHere,
      actor: notHere,
      peer: undefined,
      frame: undefined,
      keeps: notHere,
      expression: notHere,
      assignments: notHere,
    };
  }

  return { words: readerOf(map), problems };
}

function notHere(): never {
  throw new Error('no damage reads this');
}

function milliseconds(text: string): number {
  const [, amount, unit = 'ms'] = /^([\d.]+)(ms|s|m)$/.exec(text) ?? [];
  return Number(amount) * ({ ms: 1, s: 1000, m: 60_000 }[unit] ?? Number.NaN);
}

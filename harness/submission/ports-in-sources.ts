import { surveyFolder } from './survey.js';

/** More than a few candidates are no ports, but data. */
const MOST_PORTS = 32;

/** Numbers in the sources below a folder that may be ports, the likeliest first: those that stand near the word. */
export function portsInSources(folder: string): readonly number[] {
  const lines = surveyFolder(folder).files.flatMap(({ text }) => text.split('\n'));
  const isLikely = (line: string): boolean => /port|connect|bind|listen|addr|socket/i.test(line);
  const numbers = [...lines.filter(isLikely), ...lines.filter((line) => !isLikely(line))].flatMap((line) =>
    [...line.matchAll(/(?<![\w.])\d{2,5}(?![\w.])/g)].map(([digits]) => Number(digits)),
  );
  return [...new Set(numbers.filter((number) => number > 0 && number <= 65_535))].slice(0, MOST_PORTS);
}

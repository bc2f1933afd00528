import type { Path } from '../yaml/tree.js';
import type { Block } from './generated/authored.js';
import { removeWord } from './mend.js';
import type { Reading } from './reading.js';
import { NAME } from './schema-words.js';
import { pathsIn, top } from './shape-paths.js';

/** The names of the values that a block takes. What is no name has been refused. */
export function takesOf(reading: Reading, block: string): readonly string[] {
  const at = [...top('blocks'), block];
  return reading.texts(pathsIn<Block>(at)('takes')).filter((name) => IS_NAME.test(name));
}

const IS_NAME = new RegExp(NAME);

/** How a block is used: `use: { login: { user: … } }`. */
export function sayUse(reading: Reading, block: string): string {
  const takes = takesOf(reading, block);
  return takes.length === 0
    ? `use: ${block}`
    : `use: { ${block}: { ${takes.map((name) => `${name}: …`).join(', ')} } }`;
}

/** A block where a verb should be. */
export function sayBlockAsVerb(block: string): { readonly code: string; readonly message: string } {
  return { code: 'E012', message: `"${block}" is a block and no word of a step` };
}

/** Refuses a block that stands in a step as a verb, and values of a block that stand beside its `use`. */
export function refuseBlockWords(reading: Reading, step: Path, known: readonly string[]): void {
  const words = reading.keys(step).filter((word) => !known.includes(word));
  const use = [...step, 'use'];
  const used = reading.text(use) ?? reading.keys(use)[0] ?? '';
  const [first, ...others] = takesOf(reading, used).filter((name) => words.includes(name));
  const isBlock = (word: string): boolean => reading.has([...top('blocks'), word]);
  for (const word of words.filter((each) => isBlock(each) && each !== first && !others.includes(each))) {
    reading.report({
      ...sayBlockAsVerb(word),
      path: [...step, word],
      on: 'key',
      suggestion: `write ${sayUse(reading, word)}`,
    });
    removeWord(reading, [...step, word]);
  }
  if (first === undefined) return;
  reading.report({
    code: 'E012',
    path: [...step, first],
    on: 'key',
    message: `"${first}" is a value of the block "${used}" and no word of a step`,
    suggestion: `write ${sayUse(reading, used)}`,
  });
  for (const name of [first, ...others]) removeWord(reading, [...step, name]);
}

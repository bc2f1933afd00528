import type { Path } from '../yaml/tree.js';
import type { WiremarkSpec } from './generated/authored.js';

/** The words of a map of the language, by its generated type; some may be a list or a text instead. */
export type WordOf<Shape> = Shape extends readonly unknown[]
  ? never
  : Shape extends object
    ? keyof Shape & string
    : never;

/**
 * The paths of the words of one map. The type is the schema's own (`generated/authored.ts`), so that asking for
 * a word that the schema does not know, and that would never be there, is a compile error.
 */
export function pathsIn<Shape>(map: Path): (word: WordOf<Shape>) => Path {
  return (word) => [...map, word];
}

/** The paths of the sections of a spec. */
export const top = pathsIn<WiremarkSpec>([]);

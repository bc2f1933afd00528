import { constants } from 'node:os';
import type { Exit } from './command.js';

/** Of two names for one signal the first is the usual one. */
const SIGNALS = new Map(
  Object.entries(constants.signals)
    .toReversed()
    .map(([name, number]) => [number, name]),
);

/** What ends by a signal inside of another program is told by that as 128 and its number, as shells do. */
export function asToldInside(outside: Exit): Exit {
  const name = outside.code === undefined ? undefined : SIGNALS.get(outside.code - 128);
  return name === undefined ? outside : { signal: name };
}

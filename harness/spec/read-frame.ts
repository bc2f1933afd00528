import type { FrameSyntax } from '../model/language.js';
import type { FrameSpec, Transport } from '../model/spec.js';
import type { Path } from '../yaml/tree.js';
import type { Reading } from './reading.js';
import { Sight } from './sight.js';
import { wordsAt } from './words-at.js';

/** A frame at a path: its word alone, or a map with arguments. Undefined where none is written. */
export function readFrame(reading: Reading, path: Path): FrameSpec | undefined {
  if (reading.isInvalid(path)) return undefined;
  const word = reading.text(path);
  if (word !== undefined) return { name: word, args: {} };
  const keys = reading.keys(path);
  if (keys.length === 0) return undefined;
  const named = keys.filter((key) => Object.hasOwn(reading.language.frames, key));
  const name = named[0];
  if (name === undefined || named.length > 1) {
    if (name === undefined && reading.isIncomplete(path)) return undefined;
    reading.report({
      code: 'E016',
      path: name === undefined ? path : [...path, named[1] as string],
      on: name === undefined ? 'value' : 'key',
      message:
        name === undefined
          ? `"${keys.join('" and "')}" names no frame`
          : `a frame cannot be "${named.join('" and "')}" at once`,
      suggestion:
        name === undefined ? `the frames are: ${Object.keys(reading.language.frames).join(', ')}` : 'keep one of them',
    });
    return undefined;
  }
  const syntax = reading.language.frames[name] as FrameSyntax;
  for (const stray of keys.filter((key) => key !== name && !Object.hasOwn(syntax.modifiers, key))) {
    reading.report({
      code: 'E018',
      path: [...path, stray],
      on: 'key',
      message: `"${stray}" says nothing beside "${name}"`,
      suggestion: 'take it away',
    });
  }
  return { name, args: syntax.read(wordsAt(reading, path, { sight: new Sight() })) };
}

export function frameFits(reading: Reading, frame: FrameSpec, over: Transport): boolean {
  return reading.language.frames[frame.name]?.over.includes(over) === true;
}

/** What a peer has where nobody says anything. */
export function defaultFrame(over: Transport): FrameSpec {
  return { name: over === 'udp' ? 'datagram' : 'raw', args: {} };
}

/** Reports a frame that cannot be used over any of these transports. */
export function demandFit(reading: Reading, path: Path, frame: FrameSpec, overs: readonly Transport[]): boolean {
  if (overs.length === 0 || overs.some((over) => frameFits(reading, frame, over))) return true;
  const over = overs[0] as Transport;
  const others = Object.values(reading.language.frames)
    .filter((other) => other.over.includes(over))
    .map((other) => other.word);
  reading.report({
    code: 'E043',
    path,
    message: `the frame "${frame.name}" does not go over ${over.toUpperCase()}`,
    suggestion:
      over === 'udp'
        ? 'over UDP one datagram is one message: leave the frame out'
        : `frames over TCP: ${others.join(', ')}`,
  });
  return false;
}

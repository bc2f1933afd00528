import { describeValue } from '../match/describe.js';
import { sayBytes } from '../model/grouped.js';
import type { CheckSpec, Step } from '../model/spec.js';
import { outlineOf, type KnownNames } from '../value/outline.js';
import type { Reading } from './reading.js';

/** Reports a message that is shorter than its pieces, in every row: it would travel whole, or in fewer than its author thinks. */
export function reportPieces(reading: Reading, check: CheckSpec, step: Step, known: readonly KnownNames[]): void {
  const cut = reading.language.steps[step.kind]?.cuts?.(step.args);
  if (!cut) return;
  const outlines = known.map((names) => outlineOf(cut.value, names));
  const sizes = outlines.flatMap((outline) => (outline ? [outline.size] : []));
  if (sizes.length < outlines.length) return;
  const frame = step.actor === undefined || !cut.framed ? undefined : check.frames[step.actor];
  const size = Math.max(...sizes);
  const onWire = (frame && reading.language.frames[frame.name]?.bytesFor?.(frame.args, size)) ?? size;
  const taken = cut.sizes.reduce((sum, piece) => sum + piece, 0);
  // Pieces that make up the message are right; but one is no piece.
  if (taken < onWire || (taken === onWire && cut.sizes.length > 1)) return;
  reading.reportAt(reading.narrowed(step.origin, 'pieces:'), {
    code: 'E015',
    message: `${describeValue(cut.value)} has ${sayBytes(onWire)} on the wire, and ${cut.sizes.length === 1 ? `one piece has ${taken}` : `its pieces have ${taken}`}`,
    suggestion: 'write smaller pieces: all of them together have no more bytes than the message',
  });
}

import type { Entry } from 'yauzl';

/** Before the name of a member stand so many bytes. 4.3.7 of APPNOTE.TXT. */
const LOCAL_HEADER_BYTES = 30;

/**
 * Two members that share bytes of the archive. No tool packs so; it is how a small zip unpacks to petabytes without
 * being nested. The local name and extra field may be longer than what the directory says, so what is not found here
 * can still touch, but never hold a second member inside of the first.
 */
export function findOverlap(entries: readonly Entry[]): readonly [Entry, Entry] | undefined {
  const sorted = entries.toSorted((a, b) => a.relativeOffsetOfLocalHeader - b.relativeOffsetOfLocalHeader);
  for (const [at, entry] of sorted.entries()) {
    const next = sorted[at + 1];
    if (next && next.relativeOffsetOfLocalHeader < endOf(entry)) return [entry, next];
  }
  return undefined;
}

function endOf({ relativeOffsetOfLocalHeader, fileNameLength, compressedSize }: Entry): number {
  return relativeOffsetOfLocalHeader + LOCAL_HEADER_BYTES + fileNameLength + compressedSize;
}

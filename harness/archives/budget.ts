import { RATIO_FROM_BYTES, type Limits } from './limits.js';
import { quoted, refuse, sayBytes, type Refusal } from './refusal.js';
import { tooMany } from './too-many.js';

/** Counts what one submission takes up, over all archives that it came in. */
export class Budget {
  bytes = 0;
  private entries = 0;
  private readonly limits: Limits;

  constructor(limits: Limits) {
    this.limits = limits;
  }

  addEntry(): Refusal | undefined {
    this.entries++;
    return this.entries > this.limits.entries ? this.tooMany() : undefined;
  }

  tooMany(): Refusal {
    return tooMany(this.limits.entries);
  }

  /** Whether a file that says it is so long may be begun at all. */
  announce(name: string, declaredBytes: number): Refusal | undefined {
    return this.judgeFile(name, declaredBytes) ?? this.judgeAll(this.bytes + declaredBytes);
  }

  /** Counts bytes that were unpacked, of a file that has so many by now. */
  add(bytes: number, file: { readonly name: string; readonly bytes: number }, archive: Packed): Refusal | undefined {
    this.bytes += bytes;
    archive.unpackedBytes += bytes;
    const { packedBytes, unpackedBytes } = archive;
    if (
      packedBytes !== undefined &&
      unpackedBytes > RATIO_FROM_BYTES &&
      unpackedBytes > packedBytes * this.limits.ratio
    )
      return refuse(
        'bomb',
        `${sayBytes(packedBytes)} unpack to more than ${sayBytes(unpackedBytes)}, ${this.limits.ratio} times as much`,
      );
    return this.judgeFile(file.name, file.bytes) ?? this.judgeAll(this.bytes);
  }

  private judgeFile(name: string, bytes: number): Refusal | undefined {
    return bytes > this.limits.fileBytes
      ? refuse('file-too-large', `${quoted(name)} is larger than ${sayBytes(this.limits.fileBytes)}`)
      : undefined;
  }

  private judgeAll(bytes: number): Refusal | undefined {
    return bytes > this.limits.bytes
      ? refuse('too-large', `it is larger than ${sayBytes(this.limits.bytes)} when unpacked`)
      : undefined;
  }
}

/** One archive, and how much has come out of it. */
export interface Packed {
  readonly packedBytes: number | undefined;
  unpackedBytes: number;
}

import { once } from 'node:events';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { pipeline, type Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import type { Parser, ReadEntry } from 'tar';
import type { Archive, ArchiveFormat, PackedEntry } from './archive.js';
import { quoted, refuse, type Refusal } from './refusal.js';

/**
 * Tar, as it is or compressed by gzip. Not by bzip2 and xz: what unpacks those in Node without native code does not
 * wait for its reader, so that a bomb would land in memory.
 */
export const tar: ArchiveFormat = {
  endings: ['.tar', '.tar.gz', '.tgz'],
  begins: (head) => isGzip(head) || latin1(head.subarray(257, 262)) === 'ustar',
  async open(file) {
    return new TarArchive(file, (await stat(file)).size);
  },
};

class TarArchive implements Archive {
  readonly isRandomAccess = false;
  readonly packedBytes: number;
  private readonly file: string;

  constructor(file: string, packedBytes: number) {
    this.file = file;
    this.packedBytes = packedBytes;
  }

  async *entries(): AsyncGenerator<PackedEntry | Refusal> {
    const { Parser: TarParser } = await import('tar');
    const source = await openTar(this.file);
    const reading = new Reading(source, new TarParser({ zstd: false, brotli: false, maxMetaEntrySize: LONGEST_META }));
    try {
      for (let entry = await reading.next(); entry; entry = await reading.next()) {
        yield packed(entry, reading);
        // What nobody read is in the way of what comes behind it.
        entry.resume();
      }
      if (reading.problem) yield reading.problem;
    } finally {
      source.destroy();
    }
  }

  async close(): Promise<void> {}
}

/** Long names and the like; more is no name. */
const LONGEST_META = 65_536;

/** Pulls entries out of a parser that pushes them. At most one chunk's worth of them waits. */
class Reading {
  /** Why it stopped before the end. */
  problem: Refusal | undefined;
  private readonly waiting: ReadEntry[] = [];
  private readonly pumped: Promise<void>;
  private hasEnded = false;
  private wake: () => void = () => {};

  constructor(source: Readable, parser: Parser) {
    parser.on('entry', (entry: ReadEntry) => {
      this.waiting.push(entry);
      this.wake();
    });
    parser.on('warn', (code: string) => {
      if (DAMAGE.has(code)) this.problem ??= DAMAGED;
    });
    parser.on('ignoredEntry', ({ meta, path }: ReadEntry) => {
      this.problem ??= meta
        ? DAMAGED
        : refuse('special-file', `${quoted(path)} is of a kind that cannot be opened here`);
    });
    this.pumped = this.pump(source, parser);
    // Whoever stops in the middle does not ask how the rest went.
    this.pumped.catch(() => {});
  }

  async next(): Promise<ReadEntry | undefined> {
    while (this.waiting.length === 0 && !this.hasEnded && !this.problem)
      await new Promise<void>((resolve) => {
        this.wake = resolve;
      });
    if (this.hasEnded) await this.pumped;
    return this.problem ? undefined : this.waiting.shift();
  }

  private async pump(source: Readable, parser: Parser): Promise<void> {
    try {
      let isFirst = true;
      for await (const chunk of source as AsyncIterable<Buffer>) {
        // The parser would unpack gzip in gzip at once and in memory.
        if (isFirst && isGzip(chunk)) this.problem = DAMAGED;
        isFirst = false;
        if (this.problem) break;
        if (!parser.write(chunk)) await once(parser, 'drain');
      }
    } catch (error) {
      if (error instanceof Error && 'syscall' in error) throw error;
      this.problem ??= DAMAGED;
    } finally {
      // Whoever reads an entry that was cut off must not wait for its end.
      parser.end();
      this.hasEnded = true;
      this.wake();
    }
  }
}

const DAMAGED = refuse('damaged', 'the archive is damaged, or was cut off');
const DAMAGE = new Set(['TAR_ENTRY_INVALID', 'TAR_BAD_ARCHIVE', 'TAR_ABORT', 'TAR_ENTRY_ERROR']);

const KINDS: Readonly<Record<string, PackedEntry['kind']>> = {
  File: 'file',
  OldFile: 'file',
  ContiguousFile: 'file',
  Directory: 'folder',
  SymbolicLink: 'symlink',
  Link: 'hardlink',
};

function packed(entry: ReadEntry, reading: Reading): PackedEntry {
  const kind = KINDS[entry.type] ?? 'special';
  return {
    name: entry.path,
    kind,
    ...(entry.linkpath !== undefined && { target: entry.linkpath }),
    isExecutable: ((entry.mode ?? 0) & 0o111) !== 0,
    declaredBytes: kind === 'file' ? entry.size : 0,
    open: async () => contentOf(entry, reading),
  };
}

async function* contentOf(entry: ReadEntry, reading: Reading): AsyncGenerator<Uint8Array> {
  yield* entry as AsyncIterable<Uint8Array>;
  if (reading.problem) throw new Error('the archive was cut off inside of this file');
}

async function openTar(file: string): Promise<Readable> {
  const source = createReadStream(file, { highWaterMark: 65_536 });
  const head = await peek(source);
  // The stream that is returned tells whatever goes wrong in either of the two.
  return isGzip(head) ? pipeline(source, createGunzip(), () => {}) : source;
}

async function peek(source: Readable): Promise<Uint8Array> {
  await once(source, 'readable');
  const head = (source.read() as Buffer | null) ?? new Uint8Array();
  if (head.length > 0) source.unshift(head);
  return head;
}

function isGzip([first, second]: Uint8Array): boolean {
  return first === 0x1f && second === 0x8b;
}

function latin1(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('latin1');
}

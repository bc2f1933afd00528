import { open as openFile, type FileHandle } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import type { Entry, ZipFile } from 'yauzl';
import type { Archive, ArchiveFormat, PackedEntry } from './archive.js';
import { quoted, refuse, type Refusal } from './refusal.js';
import { tooMany } from './too-many.js';
import { zipEntryName } from './zip-names.js';
import { findOverlap } from './zip-overlap.js';

/** Zip, as APPNOTE.TXT describes it. Only the central directory is believed; what it says of sizes is checked as it is read. */
export const zip: ArchiveFormat = {
  endings: ['.zip'],
  begins: ([p, k, third, fourth]) =>
    p === 0x50 && k === 0x4b && ((third === 3 && fourth === 4) || (third === 5 && fourth === 6)),
  async open(file, { entries: most }) {
    const { default: yauzl } = await import('yauzl');
    const handle = await openFile(file, 'r');
    let isKept = false;
    try {
      // Names are decoded here, and judged with those of all other formats: yauzl would end the whole archive.
      const zipFile = await yauzl.fromFdPromise(handle.fd, {
        autoClose: false,
        decodeStrings: false,
        validateEntrySizes: false,
      });
      const listed = await list(zipFile, most);
      if (!Array.isArray(listed)) return listed;
      isKept = true;
      return new ZipArchive(zipFile, handle, listed, (await handle.stat()).size);
    } catch (error) {
      return damaged(error);
    } finally {
      if (!isKept) await handle.close();
    }
  },
};

class ZipArchive implements Archive {
  readonly isRandomAccess = true;
  readonly packedBytes: number;
  private readonly zipFile: ZipFile;
  private readonly handle: FileHandle;
  private readonly listed: readonly Entry[];

  constructor(zipFile: ZipFile, handle: FileHandle, listed: readonly Entry[], packedBytes: number) {
    this.zipFile = zipFile;
    this.handle = handle;
    this.listed = listed;
    this.packedBytes = packedBytes;
  }

  async *entries(): AsyncGenerator<PackedEntry | Refusal> {
    for (const entry of this.listed) yield this.packed(entry);
  }

  close(): Promise<void> {
    return this.handle.close();
  }

  private packed(entry: Entry): PackedEntry | Refusal {
    const name = zipEntryName(entry);
    const mode = unixMode(entry);
    const kind = kindOf(name, entry, mode);
    if (kind === 'file' || kind === 'symlink') {
      if (entry.isEncrypted()) return refuse('encrypted', `${quoted(name)} is encrypted`);
      if (!(entry.compressionMethod in METHODS))
        return refuse('unsupported-method', `${quoted(name)} is compressed by ${methodName(entry.compressionMethod)}`);
      if (entry.compressionMethod === STORED && entry.compressedSize !== entry.uncompressedSize)
        return refuse('sizes-lie', `${quoted(name)} is stored as it is, and yet has two sizes`);
    }
    return {
      name,
      kind,
      isExecutable: (mode & 0o111) !== 0,
      declaredBytes: entry.uncompressedSize,
      crc32: entry.crc32,
      open: async (): Promise<Readable> => this.zipFile.openReadStreamPromise(entry),
    };
  }
}

async function list(zipFile: ZipFile, most: number): Promise<Entry[] | Refusal> {
  if (zipFile.entryCount > most) return tooMany(most);
  const listed: Entry[] = [];
  for await (const entry of zipFile.eachEntry()) listed.push(entry);
  const overlap = findOverlap(listed);
  if (overlap)
    return refuse(
      'overlapping',
      `${overlap.map((entry) => quoted(zipEntryName(entry))).join(' and ')} use the same bytes of the archive`,
    );
  return listed;
}

/** What yauzl and zlib throw about an archive is about the archive; what the file system throws is not. */
function damaged(error: unknown): Refusal {
  if (error instanceof Error && 'syscall' in error) throw error;
  if (error instanceof Error && /encryption/.test(error.message)) return refuse('encrypted', 'it is encrypted');
  return refuse('damaged', 'the archive is damaged, or was cut off');
}

const STORED = 0;
/** 4.4.5 of APPNOTE.TXT; these two are what yauzl reads. */
const METHODS: Readonly<Record<number, string>> = { [STORED]: 'stored', 8: 'deflate' };
const OTHER_METHODS: Readonly<Record<number, string>> = {
  9: 'Deflate64',
  12: 'bzip2',
  14: 'LZMA',
  93: 'Zstandard',
  95: 'XZ',
  98: 'PPMd',
};

function methodName(method: number): string {
  return OTHER_METHODS[method] ?? `method ${method}`;
}

/** Systems that write a Unix mode into the upper half of the attributes: Unix and macOS. 4.4.2 of APPNOTE.TXT. */
const WITH_MODE = new Set([3, 19]);

function unixMode({ versionMadeBy, externalFileAttributes }: Entry): number {
  return WITH_MODE.has(versionMadeBy >>> 8) ? externalFileAttributes >>> 16 : 0;
}

const DOS_FOLDER = 0x10;

function kindOf(name: string, { externalFileAttributes }: Entry, mode: number): PackedEntry['kind'] {
  switch (mode & 0o170000) {
    case 0o120000:
      return 'symlink';
    case 0o040000:
      return 'folder';
    case 0o100000:
    case 0:
      return /[/\\]$/.test(name) || (mode === 0 && (externalFileAttributes & DOS_FOLDER) !== 0) ? 'folder' : 'file';
    default:
      return 'special';
  }
}

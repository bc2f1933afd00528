import { open } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Archive, ArchiveFormat } from './archive.js';
import { quoted, refuse, type Refusal } from './refusal.js';

/** Opens an archive of a format that its first bytes tell, whatever its ending says. */
export async function openArchive(
  file: string,
  formats: readonly ArchiveFormat[],
  bounds: { readonly entries: number },
): Promise<Archive | Refusal> {
  const head = await headOf(file);
  const format = formats.find(({ begins }) => begins(head));
  if (format) return format.open(file, bounds);
  if (head.length === 0) return refuse('empty', `${quoted(basename(file))} has no bytes`);
  const text = Buffer.from(head).toString('latin1');
  const other = OTHER_ARCHIVES.find(([begin]) => text.startsWith(begin));
  if (other) return refuse('unsupported-archive', `${quoted(basename(file))} is ${other[1]}`);
  const known = OTHER_FILES.find(([begin]) => begin.test(text));
  return refuse('not-an-archive', `${quoted(basename(file))} is ${known ? known[1] : 'no archive'}`);
}

/** Whether a file is meant to be an archive, by its name: also one that cannot be opened here. */
export function isArchiveName(name: string): boolean {
  return ARCHIVE_NAME.test(name);
}

/** The name without what tells that it is an archive: `zoe.tar.gz` is `zoe`. */
export function withoutArchiveEnding(name: string): string {
  return name.replace(ARCHIVE_NAME, '');
}

const ARCHIVE_NAME = /(?:\.tar)?\.(?:zip|tar|tgz|tbz2?|txz|gz|bz2|xz|zst|7z|rar)$/i;

/** As far as the signature of a tar reaches. */
const HEAD_BYTES = 512;

async function headOf(file: string): Promise<Uint8Array> {
  const handle = await open(file, 'r');
  try {
    const { buffer, bytesRead } = await handle.read(new Uint8Array(HEAD_BYTES), 0, HEAD_BYTES, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}

const OTHER_ARCHIVES: readonly (readonly [begin: string, name: string])[] = [
  ['Rar!', 'a RAR archive, which cannot be opened here'],
  ["7z\xbc\xaf'\x1c", 'a 7z archive, which cannot be opened here'],
  ['BZh', 'compressed by bzip2, which cannot be opened here'],
  ['\xfd7zXZ', 'compressed by XZ, which cannot be opened here'],
  ['(\xb5/\xfd', 'compressed by Zstandard, which cannot be opened here'],
  ['PK\x07\x08', 'a part of a zip that was split, which cannot be opened here'],
];

const OTHER_FILES: readonly (readonly [begin: RegExp, name: string])[] = [
  [/^%PDF/, 'a PDF with another ending'],
  [/^\s*<(!doctype|html)/i, 'a web page with another ending'],
  [/^\xd0\xcf/, 'a document of an older Office with another ending'],
  // oxlint-disable-next-line no-control-regex -- what no text has
  [/^[^\0-\x08\x0e-\x1f]+$/, 'a text with another ending'],
];

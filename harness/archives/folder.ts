import { isUtf8 } from 'node:buffer';
import { constants } from 'node:fs';
import { lstat, open, readlink, opendir } from 'node:fs/promises';
import { NAMES_AS_BYTES } from '../model/bytes.js';
import type { Archive, PackedEntry } from './archive.js';
import { isLitter } from './litter.js';
import type { Refusal } from './refusal.js';

/** A folder as if it were an archive, so that copying it obeys the same rules. No link in it is followed. */
export function openFolder(folder: string | Buffer, bounds: { readonly entries: number }): Archive {
  return {
    isRandomAccess: true,
    entries: () => entriesOf(Buffer.from(folder), '', bounds.entries),
    async close() {},
  };
}

async function* entriesOf(folder: Buffer, prefix: string, most: number): AsyncGenerator<PackedEntry | Refusal> {
  const names: Buffer[] = [];
  for await (const { name } of await opendir(folder, NAMES_AS_BYTES)) {
    names.push(name as unknown as Buffer);
    // One more than is allowed is enough to be refused.
    if (names.length > most) break;
  }
  for (const name of names.toSorted(Buffer.compare)) {
    const text = textOf(name);
    if (isLitter([text])) continue;
    const path = Buffer.concat([folder, Buffer.from('/'), name]);
    const entry = await fileEntry(path, `${prefix}${text}`);
    yield entry;
    if (entry.kind === 'folder') yield* entriesOf(path, `${prefix}${text}/`, most);
  }
}

/** To the kernel a name is bytes; one that is no UTF-8 comes from an older machine, most often by this encoding. */
export function textOf(name: Buffer): string {
  return name.toString(isUtf8(name) ? 'utf8' : 'latin1');
}

/** One file alone, as if it were an archive. */
export function openSingleFile(path: string | Buffer, name: string): Archive {
  return {
    isRandomAccess: true,
    async *entries() {
      yield await fileEntry(path, name);
    },
    async close() {},
  };
}

/** One file, folder or link of this machine as an entry of this name. */
async function fileEntry(path: string | Buffer, name: string): Promise<PackedEntry> {
  const stats = await lstat(path);
  const kind = stats.isFile()
    ? 'file'
    : stats.isDirectory()
      ? 'folder'
      : stats.isSymbolicLink()
        ? 'symlink'
        : 'special';
  return {
    name,
    kind,
    isExecutable: kind === 'file' && (stats.mode & 0o111) !== 0,
    declaredBytes: kind === 'file' ? stats.size : 0,
    open: async () => (kind === 'symlink' ? linkContent(path) : fileContent(path)),
  };
}

async function* linkContent(path: string | Buffer): AsyncGenerator<Uint8Array> {
  yield Buffer.from(await readlink(path));
}

async function* fileContent(path: string | Buffer): AsyncGenerator<Uint8Array> {
  // Between our look and this a file may have become a link, or a pipe that nobody writes to.
  const handle = await open(path, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0));
  try {
    yield* handle.createReadStream({ autoClose: false }) as AsyncIterable<Buffer>;
  } finally {
    await handle.close();
  }
}

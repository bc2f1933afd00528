import { crc32, deflateRawSync } from 'node:zlib';

/** A member of a zip that is made by hand. Whatever is given here stands in the archive, true or not. */
export interface ZipMember {
  readonly name: string | Uint8Array;
  readonly content?: string | Uint8Array;
  /** Instead of compressing `content`. */
  readonly packed?: Uint8Array;
  readonly method?: number;
  /** Unix, file type included: 0o120777 is a symlink. */
  readonly mode?: number;
  readonly flags?: number;
  readonly size?: number;
  readonly crc?: number;
  readonly extra?: Uint8Array;
  /** Where its local header is said to be, instead of where it is. */
  readonly offset?: number;
}

/** The bytes of a zip, with as many lies in it as its members hold. */
export function makeZip(members: readonly ZipMember[], end: { readonly count?: number } = {}): Buffer {
  const locals: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  for (const member of members) {
    const { local, entry } = membersBytes(member, at);
    locals.push(local);
    directory.push(entry);
    at += local.length;
  }
  const size = directory.reduce((sum, { length }) => sum + length, 0);
  const count = end.count ?? members.length;
  return Buffer.concat([...locals, ...directory, words('42222442', 0x06054b50, 0, 0, count, count, size, at, 0)]);
}

function membersBytes(member: ZipMember, at: number): { readonly local: Buffer; readonly entry: Buffer } {
  const name = Buffer.from(member.name);
  const content = Buffer.from(member.content ?? '');
  const method = member.method ?? 8;
  const packed = member.packed ?? (method === 8 ? deflateRawSync(content) : content);
  const [crc, size] = [member.crc ?? crc32(content), member.size ?? content.length];
  const flags = member.flags ?? 0x800;
  const extra = Buffer.from(member.extra ?? '');
  const shared = [20, flags, method, 0, 0, crc, packed.length, size, name.length, extra.length] as const;
  const local = Buffer.concat([words('42222244422', 0x04034b50, ...shared), name, extra, packed]);
  const attributes = ((member.mode ?? 0o100644) << 16) >>> 0;
  const entry = Buffer.concat([
    words('42222224442222244', 0x02014b50, 0x031e, ...shared, 0, 0, 0, attributes, member.offset ?? at),
    name,
    extra,
  ]);
  return { local, entry };
}

/** Numbers of two or four bytes, least byte first. */
function words(widths: string, ...values: readonly number[]): Buffer {
  return Buffer.concat(
    values.map((value, index) => {
      const bytes = Buffer.alloc(Number(widths[index]));
      bytes.writeUIntLE(value, 0, bytes.length);
      return bytes;
    }),
  );
}

/** A member of a tar that is made by hand. */
export interface TarMember {
  readonly name: string;
  readonly content?: string | Uint8Array;
  /** `0` file, `1` hard link, `2` symlink, `3` and `4` devices, `5` folder, `6` pipe, `x` pax header, `S` sparse. */
  readonly type?: string;
  readonly target?: string;
  readonly mode?: number;
  readonly size?: number;
}

const BLOCK = 512;

/** The bytes of a POSIX tar (pax.1, "ustar Interchange Format"). */
export function makeTar(members: readonly TarMember[]): Buffer {
  return Buffer.concat([...members.flatMap(memberBlocks), Buffer.alloc(2 * BLOCK)]);
}

/** A pax header in front of a member, for a name that fits no ustar header. */
export function paxName(name: string): TarMember {
  const record = (digits: number): string => `${Buffer.byteLength(` path=${name}\n`) + digits} path=${name}\n`;
  const digits = [1, 2, 3, 4, 5, 6].find((count) => String(Number.parseInt(record(count), 10)).length === count) ?? 1;
  return { name: 'pax', type: 'x', content: record(digits) };
}

function memberBlocks(member: TarMember): Buffer[] {
  const content = Buffer.from(member.content ?? '');
  const header = Buffer.alloc(BLOCK);
  const put = (text: string, at: number): void => void header.write(text, at, 'utf8');
  const octal = (value: number, digits: number): string => value.toString(8).padStart(digits, '0');
  put(member.name, 0);
  put(octal(member.mode ?? 0o644, 7), 100);
  put(octal(0, 7), 108);
  put(octal(0, 7), 116);
  put(octal(member.size ?? content.length, 11), 124);
  put(octal(0, 11), 136);
  put('        ', 148);
  put(member.type ?? '0', 156);
  put(member.target ?? '', 157);
  put('ustar\u000000', 257);
  put(
    `${octal(
      header.reduce((sum, byte) => sum + byte, 0),
      6,
    )}\0 `,
    148,
  );
  return [header, content, Buffer.alloc((BLOCK - (content.length % BLOCK)) % BLOCK)];
}

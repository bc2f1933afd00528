import type { Ends, Link } from '../links/link.js';
import { otherEnd } from '../process/kernel-sockets.js';

/** What the kernel shows of a program's end of a connection. */
export interface ProgramEnd {
  readonly accepted: boolean;
  readonly unreadBytes: number;
  /** The number of its socket. */
  readonly inode?: string;
}

/** The program's end of a connection of ours, also where a link stands between. Undefined where it is gone. */
export function programEnd(ours: Ends, links: Iterable<Link>): ProgramEnd | undefined {
  const near = endOf(ours);
  for (const link of links) {
    const onward = link.onward(ours);
    if (onward === undefined) continue;
    // The link itself reads first, and is on its way to the program.
    const isUnderWay = onward === 'being made' || (near !== undefined && near.unreadBytes > 0);
    return isUnderWay ? { accepted: false, unreadBytes: near?.unreadBytes ?? 0 } : endOf(onward);
  }
  return near;
}

function endOf(ours: Ends): ProgramEnd | undefined {
  const row = otherEnd(ours);
  // Inode 0 is a connection that nobody has accepted yet.
  return row && { accepted: row.inode !== '0', unreadBytes: row.unreadBytes, inode: row.inode };
}

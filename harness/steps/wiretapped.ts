import { concat } from '../model/bytes.js';
import type { LinkTap } from './step-kind.js';

/** What has crossed a link as a sniffer puts it together: a stream for each connection and direction, or each datagram. */
export function wiretapped(tap: LinkTap): readonly Uint8Array[] {
  if (tap.over === 'udp') return tap.crossed.map(({ data }) => data);
  const streams = new Map<string, Uint8Array[]>();
  for (const { flow, from, data } of tap.crossed) {
    const stream = streams.get(`${flow} ${from}`) ?? [];
    streams.set(`${flow} ${from}`, stream);
    stream.push(data);
  }
  return [...streams.values()].map((parts) => concat(parts));
}

import { concat } from '../model/bytes.js';
import type { LinkTap } from './step-kind.js';

/**
 * What has crossed a link as a sniffer puts it together, in the order of beginnings: a stream for each connection and
 * direction, or each datagram; of one side, or of both.
 */
export function wiretapped({ over, crossed }: LinkTap, side?: string): readonly Uint8Array[] {
  const heard = crossed.filter(({ from }) => side === undefined || from === side);
  if (over === 'udp') return heard.map(({ data }) => data);
  const streams = new Map<string, Uint8Array[]>();
  for (const { flow, from, data } of heard) {
    const stream = streams.get(`${flow} ${from}`) ?? [];
    streams.set(`${flow} ${from}`, stream);
    stream.push(data);
  }
  return [...streams.values()].map((parts) => concat(parts));
}

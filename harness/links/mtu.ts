import { byteCountSchema, readByteCount } from './byte-count.js';
import type { Damage } from './damage.js';
import { byteText } from './wording.js';

export interface MtuArgs {
  readonly mostBytes: number;
}

/** Datagrams that are too long for the link are lost, as where fragments do not pass a firewall. */
export const mtu: Damage<MtuArgs> = {
  word: 'mtu',
  summary: 'loses datagrams that are too long',
  schema: byteCountSchema('The longest datagram that passes, in bytes of payload: `1200`.', 0),
  modifiers: {},
  worksOn: ['datagram'],
  instead: 'TCP fits its segments to the link by itself. To test how a program reads its stream use "pieces"',

  read(words) {
    return { mostBytes: readByteCount(words, 'mtu') };
  },

  describe({ mostBytes }) {
    return `lose every datagram of more than ${byteText(mostBytes)}`;
  },

  open({ mostBytes }, lane) {
    return {
      push(chunk) {
        if (chunk.data.length <= mostBytes) lane.emit(chunk);
        else
          lane.decide(
            chunk.unit,
            'lost',
            `dropped: ${byteText(chunk.data.length)} are more than ${byteText(mostBytes)}`,
          );
      },
      end: () => lane.end(),
    };
  },
};

import type { Happening } from './trace.js';

/**
 * What a link tells. `flow` is the number of the connection, or of the UDP client, in order of first
 * appearance: '1', '2', … A damage at unit 0 came before anything was sent.
 */
export type LinkEvent =
  | Extract<Happening, { type: 'relayed' | 'damage' | 'fault' }>
  /** A client has connected (streams only). */
  | { readonly type: 'connected'; readonly link: string; readonly flow: string; readonly from: string }
  /** A side has ended its stream, or broken the connection off. */
  | {
      readonly type: 'ended';
      readonly link: string;
      readonly flow: string;
      readonly from: string;
      readonly how: 'fin' | 'reset';
    }
  /** The target did not take it: nothing listens there. */
  | {
      readonly type: 'unreachable';
      readonly link: string;
      readonly flow: string;
      readonly actor: string;
      readonly errno: string;
    };

/**
 * How a link's switch can be worked. `pause`: all that would arrive waits, in its order, until `resume`. `down`:
 * datagrams are lost, connections are reset and new ones refused, until `up`. The two do not know of each other.
 */
export type LinkTurn = 'pause' | 'resume' | 'down' | 'up';

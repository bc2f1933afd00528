import type { Socket } from 'node:net';
import type { LinkEvent, LinkTurn } from '../model/link-event.js';
import type { DamageRule, LinkSpec } from '../model/spec.js';
import type { Address } from '../model/trace.js';
import type { Damage } from './damage.js';

/** Both ends of a connection of ours. */
export interface Ends {
  readonly local: Address;
  readonly remote: Address;
}

/** All that a link is made of. Nothing else (no clock, no environment) decides what it does. */
export interface LinkOptions {
  readonly link: Pick<LinkSpec, 'name' | 'from' | 'to' | 'over'>;
  /** Every rule of the check: `rule` in an event is a place in this list. Rules of other links are passed over. */
  readonly rules: readonly Pick<DamageRule, 'link' | 'from' | 'only' | 'matching' | 'name' | 'args'>[];
  /** The registry; a rule's `name` is a key of it. */
  readonly damages: Readonly<Record<string, Damage>>;
  readonly seed: string;
  /** Where `to` listens. */
  readonly target: Address;
  readonly tell: (event: LinkEvent) => void;
  /** What the program at the other end of a connection of ours has not read; undefined where that cannot be seen. */
  readonly unreadBytes?: (ours: Ends) => number | undefined;
  /** All that comes to it is of one client, whatever ports that takes (datagrams only). */
  readonly isOneClient?: boolean;
  /** Where `from` will connect to; by default any free port of 127.0.0.1. */
  readonly host?: string;
  readonly port?: number;
  /** Closes the link when it aborts. */
  readonly signal?: AbortSignal;
}

/** An open link. */
export interface Link {
  readonly host: string;
  readonly port: number;
  /**
   * Where a connection of ours to this link, or from it, goes on: the link's own connection to the other side, which may
   * still be being made. Undefined where it goes elsewhere, and for datagrams.
   */
  onward(ours: Ends): Ends | 'being made' | undefined;
  /** Works its switch. Resolves when that is felt. */
  turn(to: LinkTurn): Promise<void>;
  /** Releases every socket and timer. Idempotent; resolves when all is done. */
  close(): Promise<void>;
}

/** Undefined where it is closed, or not yet made. */
export function endsOf({ localAddress, localPort = 0, remoteAddress, remotePort = 0 }: Socket): Ends | undefined {
  if (localAddress === undefined || remoteAddress === undefined) return undefined;
  return { local: { host: localAddress, port: localPort }, remote: { host: remoteAddress, port: remotePort } };
}

/** Whether a failed connection says something about the target, or only about this machine. */
export function notReached(options: LinkOptions, flow: number, error: NodeJS.ErrnoException): LinkEvent {
  const errno = error.code ?? error.message;
  if (ours.has(errno)) return { type: 'fault', whose: 'host', detail: `link ${options.link.name}: ${error.message}` };
  return { type: 'unreachable', link: options.link.name, flow: String(flow), actor: options.link.to, errno };
}

const ours = new Set(['EMFILE', 'ENFILE', 'ENOBUFS', 'ENOMEM', 'EADDRNOTAVAIL']);

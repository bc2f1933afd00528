import type { Address } from '../model/trace.js';
import type { Deadline, Eventual } from '../model/waiting.js';

/** How bytes reach the other side. A member opens connections and listens; what passes is told through `Ear`. */
export interface Transport {
  /** Resolves once connected (TCP) or bound (UDP); a refusal, of the connection or in the handshake, is a value, not an exception. */
  connect(
    remote: Address,
    ear: Ear,
    deadline: Deadline,
  ): Promise<Connection | { readonly refused: string } | { readonly handshake: string }>;
  /** `failed` is told why no TLS connection came to be with one that connected. */
  listen(at: Address, accept: (connection: Connection) => Ear, failed?: (why: string) => void): Promise<Listener>;
}

/** How TLS is spoken: who is trusted, and as whom; or who we are. All in PEM. */
export interface TlsOptions {
  /** The authority that is trusted, and no other. */
  readonly trust?: string;
  /** The host that the other side must be. */
  readonly name?: string;
  /** Our certificate and its key. */
  readonly crt?: string;
  readonly key?: string;
}

/** Hears what the other side does, in order. */
export interface Ear {
  data(data: Uint8Array, source?: Address): void;
  /** The other side will send no more: politely, or by a reset. */
  ended(how: 'fin' | 'reset'): void;
}

export interface Connection {
  readonly local: Address;
  readonly remote: Address;
  /** How many of the bytes the kernel took; fewer when the connection broke or the deadline came first. */
  write(data: Uint8Array, deadline?: Deadline): Eventual<number>;
  /** `writing`: FIN, and go on reading. `fin`: the same, and reading is only to drain. `reset`: RST, at once. */
  close(how: 'fin' | 'writing' | 'reset'): void;
  /** Stops taking bytes from the kernel, so that the other side's sends pile up. */
  pause(): void;
  /** Resolves when the socket is gone and its port free. */
  destroy(): Promise<void>;
}

export interface Listener {
  readonly address: Address;
  close(): Promise<void>;
}

import type { Frame } from '../frames/frame.js';
import { findPattern } from '../match/pattern.js';
import type { Address } from '../model/trace.js';
import type { Inbox } from '../steps/step-kind.js';
import { Changes } from './changes.js';
import { HeldBytes } from './held-bytes.js';

type Peeked = ReturnType<Inbox['peek']>;

/** What has arrived on a stream, cut into messages by the peer's frame when somebody looks. */
export class StreamInbox extends Changes implements Inbox {
  arrivedBytes = 0;
  ended: 'fin' | 'reset' | undefined;
  private readonly held = new HeldBytes();
  private readonly frame: Frame;
  private readonly frameArgs: unknown;
  private readonly ignore: string | undefined;

  constructor(frame: Frame, frameArgs: unknown, ignore: string | undefined) {
    super();
    this.frame = frame;
    this.frameArgs = frameArgs;
    this.ignore = ignore;
  }

  arrive(data: Uint8Array): void {
    this.arrivedBytes += data.length;
    this.held.append(data);
    this.tell();
  }

  end(how: 'fin' | 'reset'): void {
    this.ended ??= how;
    this.tell();
  }

  peek(): Peeked {
    for (;;) {
      const decoded = this.frame.decode(this.frameArgs, this.unread());
      if (decoded.kind === 'incomplete') return undefined;
      if (decoded.kind === 'malformed') return { malformed: decoded.reason };
      if (this.ignore === undefined || !findPattern(this.ignore, decoded.message))
        return { message: decoded.message, consumed: decoded.consumed };
      this.take(decoded.consumed);
    }
  }

  get unreadBytes(): number {
    return this.held.length;
  }

  unread(): Uint8Array {
    return this.held.view();
  }

  take(bytes: number): void {
    this.held.drop(bytes);
  }
}

/** What has arrived as datagrams: each is a message of its own and knows where it came from. */
export class DatagramInbox extends Changes implements Inbox {
  arrivedBytes = 0;
  readonly ended = undefined;
  private readonly datagrams: { readonly data: Uint8Array; readonly source: Address }[] = [];
  private readonly ignore: string | undefined;

  constructor(ignore: string | undefined) {
    super();
    this.ignore = ignore;
  }

  arrive(data: Uint8Array, source: Address): void {
    if (this.ignore !== undefined && findPattern(this.ignore, data)) return;
    // An empty datagram is an arrival too.
    this.arrivedBytes += data.length + 1;
    this.datagrams.push({ data, source });
    this.tell();
  }

  peek(): Peeked {
    const first = this.datagrams[0];
    return first && { message: first.data, consumed: first.data.length, source: first.source };
  }

  get unreadBytes(): number {
    return this.unread().length;
  }

  unread(): Uint8Array {
    return this.datagrams[0]?.data ?? new Uint8Array();
  }

  take(): void {
    this.datagrams.shift();
  }
}

import type { Frame } from '../frames/frame.js';
import { findPattern } from '../match/pattern.js';
import { concat } from '../model/bytes.js';
import type { Address } from '../model/trace.js';
import type { Inbox } from '../steps/step-kind.js';
import { Changes } from './changes.js';

type Peeked = ReturnType<Inbox['peek']>;

/** What has arrived on a stream, cut into messages by the peer's frame when somebody looks. */
export class StreamInbox implements Inbox {
  arrivedBytes = 0;
  ended: 'fin' | 'reset' | undefined;
  private parts: Uint8Array[] = [];
  private readonly changes = new Changes();
  private readonly frame: Frame;
  private readonly frameArgs: unknown;
  private readonly ignore: string | undefined;

  constructor(frame: Frame, frameArgs: unknown, ignore: string | undefined) {
    this.frame = frame;
    this.frameArgs = frameArgs;
    this.ignore = ignore;
  }

  arrive(data: Uint8Array): void {
    this.arrivedBytes += data.length;
    this.parts.push(data);
    this.changes.tell();
  }

  end(how: 'fin' | 'reset'): void {
    this.ended ??= how;
    this.changes.tell();
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

  unread(): Uint8Array {
    if (this.parts.length === 0) return new Uint8Array();
    if (this.parts.length > 1) this.parts = [concat(this.parts)];
    return this.parts[0] as Uint8Array;
  }

  take(bytes: number): void {
    const rest = this.unread().subarray(bytes);
    this.parts = rest.length > 0 ? [rest] : [];
  }

  changed(): Promise<void> {
    return this.changes.next();
  }
}

/** What has arrived as datagrams: each is a message of its own and knows where it came from. */
export class DatagramInbox implements Inbox {
  arrivedBytes = 0;
  readonly ended = undefined;
  private readonly datagrams: { readonly data: Uint8Array; readonly source: Address }[] = [];
  private readonly changes = new Changes();
  private readonly ignore: string | undefined;

  constructor(ignore: string | undefined) {
    this.ignore = ignore;
  }

  arrive(data: Uint8Array, source: Address): void {
    if (this.ignore !== undefined && findPattern(this.ignore, data)) return;
    // An empty datagram is an arrival too.
    this.arrivedBytes += data.length + 1;
    this.datagrams.push({ data, source });
    this.changes.tell();
  }

  peek(): Peeked {
    const first = this.datagrams[0];
    return first && { message: first.data, consumed: first.data.length, source: first.source };
  }

  unread(): Uint8Array {
    return this.datagrams[0]?.data ?? new Uint8Array();
  }

  take(): void {
    this.datagrams.shift();
  }

  changed(): Promise<void> {
    return this.changes.next();
  }
}

/**
 * Bytes that have arrived and nobody has taken yet. However small the pieces, each byte is copied a few times at
 * most; and what was seen once is never written over.
 */
export class HeldBytes {
  private room: Uint8Array = new Uint8Array();
  private from = 0;
  private to = 0;

  append(data: Uint8Array): void {
    if (this.length === 0) {
      // The usual case: all that came before has been taken, and nothing has to be copied.
      this.room = data;
      this.from = 0;
      this.to = data.length;
      return;
    }
    if (this.room.length - this.to < data.length) this.grow(data.length);
    this.room.set(data, this.to);
    this.to += data.length;
  }

  get length(): number {
    return this.to - this.from;
  }

  view(): Uint8Array {
    return this.length === this.room.length ? this.room : this.room.subarray(this.from, this.to);
  }

  drop(bytes: number): void {
    this.from = Math.min(this.from + bytes, this.to);
  }

  private grow(by: number): void {
    const held = this.view();
    this.room = new Uint8Array(2 * (held.length + by));
    this.room.set(held);
    this.from = 0;
    this.to = held.length;
  }
}

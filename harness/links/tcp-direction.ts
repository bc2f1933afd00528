import type { Socket } from 'node:net';
import { concat } from '../model/bytes.js';
import { openChain } from './chain.js';
import type { Gate } from './gate.js';
import { endsOf, type LinkOptions } from './link.js';

/** A sender is not read while more than this is on its way: in the chain or waiting for the receiver. */
const mostHeldBytes = 1024 * 1024;

/** More separate writes than this for a receiver that takes none would be found joined in any case. */
const mostSeparateWrites = 1000;

interface Direction {
  readonly reader: Socket;
  readonly writer: Socket;
  /** The actor that speaks in this direction. */
  readonly from: string;
  readonly flow: number;
  readonly gate: Gate;
  readonly options: LinkOptions;
  /** Resets both sides. */
  readonly breakOff: () => void;
}

/** Carries the bytes of one direction, and its end, from socket to socket through the damages. */
export function carryStream({ reader, writer, from, flow, gate, options, breakOff }: Direction): void {
  const { link, rules, damages, seed, tell } = options;
  const waiting: Uint8Array[] = [];
  let writing = false;
  let held = 0;
  let counting = true;
  /** What is done once all that waits is written. */
  let afterwards: 'nothing' | 'end' | 'reset' = 'nothing';

  const chain = openChain({
    rules,
    damages,
    seed,
    tell,
    from,
    flow,
    medium: 'stream',
    direction: from === link.from ? 'up' : 'down',
    link: link.name,
    gate,
    receiver: {
      take({ data }) {
        waiting.push(data);
        if (waiting.length > mostSeparateWrites) waiting.splice(0, waiting.length, concat(waiting));
        write();
      },
      end() {
        afterwards = 'end';
        write();
      },
      cut: stopCounting,
      reset() {
        stopCounting();
        afterwards = 'reset';
        write();
      },
      unreadBytes() {
        if (writing || waiting.length > 0) return 1;
        // From a socket that is closed nobody reads.
        const ends = endsOf(writer);
        return ends && options.unreadBytes?.(ends);
      },
      refuse() {
        throw new Error('a connection that is open cannot be refused');
      },
    },
  });

  // One write at a time: Node joins those that wait, and then what was cut apart would arrive as one.
  function write(): void {
    if (writing || writer.destroyed) return;
    const data = waiting.shift();
    if (data !== undefined) {
      writing = true;
      writer.write(data, (error) => written(data.length, error));
    } else if (afterwards === 'end') {
      writer.end();
    } else if (afterwards === 'reset') {
      breakOff();
    }
  }

  function written(bytes: number, error: Error | null | undefined): void {
    writing = false;
    // The writer's own 'error' event says the rest.
    if (error) return;
    held -= bytes;
    if (held <= mostHeldBytes / 2) reader.resume();
    write();
  }

  /** From here on the sender is read and not heard: it must not be left waiting. */
  function stopCounting(): void {
    counting = false;
    reader.resume();
  }

  function end(): void {
    tell({ type: 'ended', link: link.name, flow: String(flow), from, how: 'fin' });
    chain.end();
  }

  reader.on('data', (data: Uint8Array) => {
    if (counting) held += data.length;
    chain.push(data);
    if (counting && held > mostHeldBytes) reader.pause();
  });
  // A reset close behind data looks like an end: libuv takes the hang-up for one and does not read on.
  // An empty write tells the two apart, for it fails with what the kernel knows; 'error' says the rest.
  reader.once('end', () => {
    if (!reader.writable || reader.writableLength > 0) end();
    else reader.write('', (error) => (error ? undefined : end()));
  });
  writer.once('close', () => {
    chain.close();
    stopCounting();
  });
}

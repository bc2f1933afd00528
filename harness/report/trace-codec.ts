import type { RunTrace } from '../model/trace.js';

/** A run's trace as lines of JSON: a head that names the run, then its events in order. Bytes are base64. */
export function encodeTrace(sheet: { readonly spec: string; readonly submission: string }, trace: RunTrace): string {
  const { events, ...head } = trace;
  const lines = [{ type: 'run', ...sheet, ...head }, ...events].map((entry) => JSON.stringify(entry, replaceBytes));
  return `${lines.join('\n')}\n`;
}

function replaceBytes(_key: string, value: unknown): unknown {
  return value instanceof Uint8Array
    ? { base64: Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString('base64') }
    : value;
}

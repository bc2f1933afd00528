import type { RunTrace } from '../model/trace.js';

/** A run's trace as lines of JSON: a head that names the run, then its events in order. Bytes are base64. */
export function encodeTrace(sheet: { readonly spec: string; readonly submission: string }, trace: RunTrace): string {
  const { events, ...head } = trace;
  const lines = [{ type: 'run', ...sheet, ...head }, ...events].map((entry) => JSON.stringify(withoutBytes(entry)));
  return `${lines.join('\n')}\n`;
}

/** The same value, its bytes as text. What holds none stays as it is: JSON.stringify with a replacer takes three times as long. */
function withoutBytes(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (value instanceof Uint8Array)
    return { base64: Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString('base64') };
  if (Array.isArray(value)) return value.map(withoutBytes);
  let copy: Record<string, unknown> | undefined;
  for (const [key, part] of Object.entries(value)) {
    const shown = withoutBytes(part);
    if (shown === part) continue;
    copy ??= { ...value };
    copy[key] = shown;
  }
  return copy ?? value;
}

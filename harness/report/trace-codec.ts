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

/** The runs that `encodeTrace` wrote, one after another. */
export function decodeTraces(text: string): RunTrace[] {
  const runs: { head: Omit<RunTrace, 'events'>; events: RunTrace['events'][number][] }[] = [];
  for (const line of text.split('\n')) {
    if (line === '') continue;
    const entry = withBytes(JSON.parse(line)) as { type: string };
    if (entry.type === 'run') {
      const { type: _type, spec: _spec, submission: _submission, ...head } = entry as Record<string, unknown>;
      runs.push({ head: head as unknown as Omit<RunTrace, 'events'>, events: [] });
    } else runs.at(-1)?.events.push(entry as unknown as RunTrace['events'][number]);
  }
  return runs.map(({ head, events }) => ({ ...head, events }));
}

function withBytes(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(withBytes);
  const entries = Object.entries(value);
  const [only] = entries;
  if (entries.length === 1 && only?.[0] === 'base64' && typeof only[1] === 'string')
    return new Uint8Array(Buffer.from(only[1], 'base64'));
  return Object.fromEntries(entries.map(([key, part]) => [key, withBytes(part)]));
}

import type { RunTrace } from '../model/trace.js';

/** Blocks are written when they are as long as this, or with one event more. */
const BLOCK_CHARACTERS = 262_144;

/**
 * A run's trace as lines of JSON: a head that names the run, then its events in order. Bytes are base64. It comes in
 * blocks of whole lines: all that a program sent may be longer than the longest string that there is.
 */
export function* encodeTrace(
  sheet: { readonly spec: string; readonly submission: string },
  trace: RunTrace,
): Generator<Buffer> {
  const { events, ...head } = trace;
  let block = '';
  for (const entry of [{ type: 'run', ...sheet, ...head }, ...events]) {
    block += `${JSON.stringify(withoutBytes(entry))}\n`;
    if (block.length < BLOCK_CHARACTERS) continue;
    yield Buffer.from(block);
    block = '';
  }
  if (block !== '') yield Buffer.from(block);
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

/** The runs that `encodeTrace` wrote, one after another, in blocks of any size. */
export async function decodeTraces(blocks: AsyncIterable<Buffer>): Promise<RunTrace[]> {
  const runs: { head: Omit<RunTrace, 'events'>; events: RunTrace['events'][number][] }[] = [];
  for await (const line of linesOf(blocks)) {
    const entry = withBytes(JSON.parse(line)) as { type: string };
    if (entry.type === 'run') {
      const { type: _type, spec: _spec, submission: _submission, ...head } = entry as Record<string, unknown>;
      runs.push({ head: head as unknown as Omit<RunTrace, 'events'>, events: [] });
    } else runs.at(-1)?.events.push(entry as unknown as RunTrace['events'][number]);
  }
  return runs.map(({ head, events }) => ({ ...head, events }));
}

/** Line by line: no more of it is text at a time than one event. */
async function* linesOf(blocks: AsyncIterable<Buffer>): AsyncGenerator<string> {
  let open: Buffer[] = [];
  for await (const block of blocks) {
    let from = 0;
    for (let feed = block.indexOf(LINE_FEED); feed >= 0; feed = block.indexOf(LINE_FEED, from)) {
      yield Buffer.concat([...open, block.subarray(from, feed)]).toString('utf8');
      open = [];
      from = feed + 1;
    }
    open.push(block.subarray(from));
  }
}

const LINE_FEED = 0x0a;

function withBytes(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(withBytes);
  const entries = Object.entries(value);
  const [only] = entries;
  if (entries.length === 1 && only?.[0] === 'base64' && typeof only[1] === 'string')
    return new Uint8Array(Buffer.from(only[1], 'base64'));
  return Object.fromEntries(entries.map(([key, part]) => [key, withBytes(part)]));
}

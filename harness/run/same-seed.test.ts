import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { packageFolder } from '../cli/files.js';
import { markOne } from '../cli/mark-one.test-support.js';
import { concat } from '../model/bytes.js';
import type { RunTrace, TraceEvent } from '../model/trace.js';

/** What a trace says apart from times, ports, and how TCP cut and interleaved the bytes on this day. */
function essence(trace: RunTrace): unknown {
  const threads = new Map<string, unknown[]>();
  for (const event of trace.events) {
    // When and in how many strokes a program prints (its port, for one) is its own affair.
    if (event.type === 'printed') continue;
    const key = threadOf(event);
    const told = threads.get(key) ?? [];
    threads.set(key, told);
    const last = told.at(-1) as { data?: Uint8Array } | undefined;
    // What crosses the wire one way while as much comes back is cut where the kernel likes.
    if (last?.data && (event.type === 'received' || event.type === 'sent')) last.data = concat([last.data, event.data]);
    else told.push(without(event));
  }
  return { check: trace.check, sizes: trace.sizes, property: trace.property, threads };
}

/** Events of one thread have an order that only the script decides. */
function threadOf(event: TraceEvent): string {
  if (event.type === 'received' || event.type === 'sent') return `${event.type} on ${event.flow}`;
  if ('flow' in event) return `flow ${event.flow}`;
  return 'program' in event ? `program ${event.program}` : 'steps';
}

function without(event: TraceEvent): unknown {
  const { atMs: _time, ...rest } = event;
  switch (rest.type) {
    case 'started':
      return { type: rest.type, program: rest.program };
    case 'listening':
    case 'opened':
      return { type: rest.type };
    default:
      return rest;
  }
}

function marked(
  spec: string,
  seed: string,
  only: readonly string[],
): Promise<{ readonly traces: readonly RunTrace[] }> {
  return markOne({
    spec: readFileSync(join(packageFolder, 'specs', `${spec}.yaml`), 'utf8'),
    folder: join(packageFolder, 'fixtures', 'reference', spec, 'python'),
    only,
    seed,
  });
}

const byName = (traces: readonly RunTrace[]): readonly RunTrace[] =>
  traces.toSorted((a, b) => a.run.localeCompare(b.run));

describe('chance comes from the seed alone', () => {
  test('the same seed makes the same trace, times and ports aside', async () => {
    const only = ['long', 'many-messages', 'pieces', 'half-close', 'any-bytes'];
    const [first, second] = await Promise.all([marked('tcp-echo', 'one', only), marked('tcp-echo', 'one', only)]);
    expect(byName(first.traces).map(essence)).toEqual(byName(second.traces).map(essence));
  });

  test('another seed makes other payloads', async () => {
    const [first, second] = await Promise.all([
      marked('tcp-echo', 'one', ['long']),
      marked('tcp-echo', 'two', ['long']),
    ]);
    expect(first.traces.map(essence)).not.toEqual(second.traces.map(essence));
  });

  test('damage by chance falls on the same datagrams, also when the run has another seed', async () => {
    const fates = async (seed: string): Promise<unknown> => {
      const { traces } = await marked('udp-loss', seed, ['random-loss']);
      return byName(traces).map((trace) =>
        trace.events
          .flatMap((event) => (event.type === 'damage' ? [`${event.from} ${event.unit} ${event.what}`] : []))
          .toSorted(),
      );
    };
    const [first, second] = await Promise.all([fates('one'), fates('two')]);
    expect(first).toEqual(second);
  });
});

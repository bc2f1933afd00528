import { isSwapped } from '../model/swapped-port.js';
import type { LeftBehind, RunTrace, TraceEvent } from '../model/trace.js';
import type { Remark } from '../model/verdict.js';

/** What is to be said of the programs of a check besides its verdict: each remark once, however many runs show it. Pure. */
export function remarksOn(traces: readonly RunTrace[]): Remark[] {
  const remarks = new Map<string, Remark>();
  for (const { events } of traces)
    for (const event of events) {
      const remark = remarkOn(event);
      if (!remark) continue;
      const key = `${remark.code} ${remark.program}`;
      if (!remarks.has(key)) remarks.set(key, remark);
    }
  return [...remarks.values()];
}

function remarkOn(event: TraceEvent): Remark | undefined {
  if (event.type === 'left-behind') {
    const { program, what } = event;
    return { code: 'left-behind', program, summary: sayLeftBehind(program, what) };
  }
  if (event.type !== 'listening' || event.asked === undefined || !isSwapped(event.address.port, event.asked))
    return undefined;
  // Where it listens is found out, so that all else can be checked; but nobody else would look there.
  const { program, address, asked } = event;
  return {
    code: 'swapped-port',
    program,
    summary: `the ${program} was told port ${asked}, and listens at ${address.port}: the two bytes are swapped, as without htons`,
  };
}

function sayLeftBehind(program: string, { count, processes }: LeftBehind): string {
  const told = processes.map(({ command, ports }) => {
    const kept = ports.map(({ over, port }) => `${over === 'tcp' ? 'TCP' : 'UDP'} port ${port}`).join(' and ');
    return `"${command}"${kept && `, which keeps ${kept}`}`;
  });
  const others = count - processes.length;
  const more = others > 0 ? `; and ${others} ${others === 1 ? 'other' : 'others'}` : '';
  const what = count === 1 ? 'a process that it has begun goes on' : `${count} processes that it has begun go on`;
  return `when the ${program} ends, ${what}: ${told.join('; ')}${more}`;
}

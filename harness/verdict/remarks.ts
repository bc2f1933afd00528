import type { LeftBehind, RunTrace } from '../model/trace.js';
import type { Remark } from '../model/verdict.js';

/** What is to be said of the programs of a check besides its verdict: each remark once, however many runs show it. Pure. */
export function remarksOn(traces: readonly RunTrace[]): Remark[] {
  const remarks = new Map<string, Remark>();
  for (const { events } of traces)
    for (const event of events) {
      if (event.type !== 'left-behind' || remarks.has(event.program)) continue;
      remarks.set(event.program, {
        code: 'left-behind',
        program: event.program,
        summary: sayLeftBehind(event.program, event.what),
      });
    }
  return [...remarks.values()];
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

import { cpus } from 'node:os';
import { markedClass, type MarkedClass } from './marked-class.js';
import type { Bench, Row } from './bench.js';

/** How many submissions; `WIREMARK_BENCH_CLASS=50,200,2000` takes most of an hour on two cores. */
const SIZES = (process.env['WIREMARK_BENCH_CLASS'] ?? '20,50,100').split(',').map(Number);

/** A class of Python servers under twelve checks: what marking costs beside the programs that are marked. */
export const classOfPython: Bench = {
  name: 'class',
  async measure() {
    const runs: MarkedClass[] = [];
    for (const size of SIZES) runs.push(await markedClass(size));
    const last = runs.at(-1);
    const first = runs[0];
    if (!last || !first) throw new Error('WIREMARK_BENCH_CLASS names no size');
    // A tenth of a small class is over before a process has all that it will ever need.
    const isLongRun = last.size >= 2_000;
    const perFirst = first.wallMs / first.size;
    const rows: Row[] = [
      {
        name: `class of ${last.size}: CPU of wiremark, beside that of the programs`,
        measured: sayEach(last.harnessCpuMs, last.size),
        floor: sayEach(last.programsCpuMs, last.size),
        ratio: last.harnessCpuMs / last.programsCpuMs,
        allowed: { most: 1.5 },
      },
      {
        name: `class of ${last.size}: wall time, beside all CPU / ${cpus().length} cores`,
        measured: sayEach(last.wallMs, last.size),
        floor: sayEach((last.harnessCpuMs + last.programsCpuMs) / cpus().length, last.size),
        ratio: last.wallMs / ((last.harnessCpuMs + last.programsCpuMs) / cpus().length),
        allowed: { most: 1.15 },
      },
      {
        name: `class of ${last.size}: memory of the marker near the end, beside that after a tenth`,
        measured: sayMegabytes(last.markerBytes.nearEnd),
        floor: sayMegabytes(last.markerBytes.afterTenth),
        ratio: last.markerBytes.nearEnd / last.markerBytes.afterTenth,
        ...(isLongRun && { allowed: { most: 1.1 } }),
      },
      {
        name: `class of ${last.size}: memory of the largest worker, beside that in the first tenth`,
        measured: sayMegabytes(last.workerBytes.nearEnd),
        floor: sayMegabytes(last.workerBytes.afterTenth),
        ratio: last.workerBytes.nearEnd / last.workerBytes.afterTenth,
        ...(isLongRun && { allowed: { most: 1.1 } }),
      },
      ...runs.map((run) => ({
        name: `class of ${run.size}: time for each, beside that in a class of ${first.size}`,
        measured: sayEach(run.wallMs, run.size),
        floor: sayEach(first.wallMs, first.size),
        ratio: run.wallMs / run.size / perFirst,
        allowed: { most: 1.1 },
      })),
    ];
    return {
      rows,
      remarks: [
        `${Math.round((last.size / last.wallMs) * 60_000)} submissions a minute: twelve checks of a TCP server in Python, ${cpus().length} cores.`,
      ],
    };
  },
};

function sayEach(ms: number, size: number): string {
  return `${Math.round(ms / size)} ms each`;
}

function sayMegabytes(bytes: number): string {
  return `${Math.round(bytes / 1_000_000)} MB`;
}

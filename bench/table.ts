import { cpus, loadavg } from 'node:os';
import { isKept, type Allowed, type Row } from './bench.js';

const HEADS = ['name', 'measured', 'floor', 'ratio', 'allowed', ''];

/** The rows as plain text, columns aligned. */
export function renderTable(rows: readonly Row[]): string {
  const lines = [HEADS, ...rows.map(cellsOf)];
  const widths = HEADS.map((_, column) => Math.max(...lines.map((cells) => cells[column]?.length ?? 0)));
  return lines
    .map((cells) =>
      cells
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

function cellsOf({ name, measured, floor, ratio, allowed }: Row): string[] {
  return [
    name,
    measured,
    floor,
    ratio === undefined ? '-' : ratio.toFixed(2),
    allowed === undefined ? '-' : sayAllowed(allowed),
    ratio === undefined || allowed === undefined ? '' : isKept(ratio, allowed) ? 'ok' : 'over',
  ];
}

function sayAllowed(allowed: Allowed): string {
  return 'most' in allowed ? `<= ${allowed.most.toFixed(2)}` : `>= ${allowed.least.toFixed(2)}`;
}

/** What the figures were taken on. The load says how much others used the machine at the same time. */
export function describeMachine(): string {
  const cores = cpus();
  return [
    `${cores.length} cores, ${cores[0]?.model ?? 'unknown processor'}`,
    `Node ${process.version}, ${process.platform} ${process.arch}`,
    `load before: ${(loadavg()[0] ?? 0).toFixed(1)}`,
  ].join('\n');
}

export function sayMs(ms: number): string {
  return ms < 10 ? `${ms.toFixed(3)} ms` : `${ms.toFixed(0)} ms`;
}

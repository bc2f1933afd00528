import { toBytes } from '../model/bytes.js';
import type { CheckReport, ExchangeEvent, Status, StepReport, Totals } from '../model/report.js';

/** A passed check, to be overwritten where a sample differs. */
export function sampleCheck(
  check: Pick<CheckReport, 'id' | 'name' | 'status' | 'points' | 'maxPoints'> & Partial<CheckReport>,
): CheckReport {
  return {
    tags: [],
    hidden: false,
    findings: [],
    durationMs: 38,
    seed: '71c2',
    again: `wiremark check specs/tcp-echo.yml submissions/zoe --only ${check.id} --seed 71c2`,
    steps: [],
    runs: [],
    exchange: { lanes: ['c', 'server'], events: [], leftOut: 0 },
    output: [],
    damage: [],
    ...check,
  };
}

/** How most exchanges begin. */
export const opening: readonly ExchangeEvent[] = [
  { atMs: 0, kind: 'note', at: 'server', text: 'listening on 127.0.0.1:20001', tone: 'plain' },
  { atMs: 0.4, kind: 'signal', from: 'c', to: 'server', flow: 'c#1', text: 'connects' },
];

export function step(id: string, text: string, line: number, actor = 'c'): StepReport {
  return { id, depth: 0, actor, text, line, state: 'done' };
}

export function message(
  atMs: number,
  from: string,
  to: string,
  data: string | Uint8Array,
  shown = 4096,
): ExchangeEvent {
  const bytes = typeof data === 'string' ? toBytes(data) : data;
  return { atMs, kind: 'message', from, to, flow: 'c#1', length: bytes.length, data: bytes.slice(0, shown) };
}

export function signal(atMs: number, from: string, to: string, text: string): ExchangeEvent {
  return { atMs, kind: 'signal', from, to, flow: 'c#1', text };
}

export function run(id: string, label: string, status: Status): CheckReport['runs'][number] {
  return { id, label, status };
}

export function written(stream: 'stdout' | 'stderr', text: string, program = 'server'): CheckReport['output'][number] {
  const bytes = toBytes(text);
  return {
    program,
    stream,
    length: bytes.length,
    head: bytes,
    tail: new Uint8Array(),
    log: `logs/${program}.${stream}`,
  };
}

export function totalsOf(checks: readonly CheckReport[]): Totals {
  const count = (status: Status) => checks.filter((check) => check.status === status).length;
  const sum = (of: (check: CheckReport) => number) => checks.reduce((total, check) => total + of(check), 0);
  return {
    points: sum((check) => check.points),
    maxPoints: sum((check) => check.maxPoints),
    passed: count('passed'),
    failed: count('failed'),
    blocked: count('blocked'),
    inconclusive: count('inconclusive'),
  };
}

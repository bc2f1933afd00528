import { latin1, toBytes } from '../model/bytes.js';
import type { Plan, PlannedCheck } from '../model/plan.js';
import type { CheckSpec, PeerSpec, Spec, TlsSpec } from '../model/spec.js';
import type { Happening, StepOutcome } from '../model/trace.js';
import type { Finding } from '../model/verdict.js';
import { frames } from '../frames/index.js';
import { cutOf } from '../verdict/explain.js';
import type { Evidence } from './diagnosis.js';

export interface Recording {
  /** The code of the finding. */
  readonly finding: string;
  /** `c` (a client of the server), `s` (a server to the client), or the program. */
  readonly actor?: string;
  /** What happened, one millisecond after the other. */
  readonly events: readonly Happening[];
  readonly expected?: string | Uint8Array;
  readonly actual?: string | Uint8Array;
  readonly lacksEnd?: true;
  /** What the message was to be like, where its bytes are not known. */
  readonly wants?: RegExp;
  /** How the step that failed ended. */
  readonly outcome?: StepOutcome;
  readonly over?: 'tcp' | 'udp';
  readonly check?: Partial<CheckSpec>;
  /** Over TLS: `c` trusts `ca`, and `s` shows this certificate. */
  readonly cert?: keyof typeof CERTS;
}

/** The certificates of a spec about TLS. */
const CERTS = {
  ca: { for: [], days: 1 },
  good: { for: ['localhost'], by: 'ca', days: 1 },
  old: { for: ['localhost'], by: 'ca', days: -1 },
  elsewhere: { for: ['example.org'], by: 'ca', days: 1 },
  stranger: { for: ['localhost'], by: 'stranger_ca', days: 1 },
  alone: { for: ['localhost'], days: 1 },
} satisfies Spec['certs'];

/** A recording that shows a known mistake. */
export interface Recognised {
  readonly code: string;
  readonly shows: string;
  readonly recording: Recording;
}

/** Evidence as a run would have left it, for what is too rare, or too dependent on the machine, to be run. */
export function recorded({
  finding: code,
  actor = 'c',
  events,
  expected,
  actual = '',
  lacksEnd,
  wants,
  outcome,
  over = 'tcp',
  check = {},
  cert,
}: Recording): Evidence {
  const origin = { file: 'spec.yaml', start: { line: 1, column: 1 }, end: { line: 1, column: 2 } };
  const finding: Finding = { code, summary: 'the finding', run: 'check', step: '1', actor, origin };
  const ended: readonly Happening[] = outcome ? [{ type: 'step-ended', step: '1', actor, outcome }] : [];
  const before = events.findIndex((event) => event.type === 'phase' && event.phase === 'aftermath');
  const inOrder = before < 0 ? [...events, ...ended] : [...events.slice(0, before), ...ended, ...events.slice(before)];
  const planned: PlannedCheck = {
    check: {
      id: 'check',
      needs: [],
      steps: [],
      damage: [],
      holdsPort: false,
      frames: {},
      files: {},
      ...check,
    } as unknown as CheckSpec,
    runs: [],
  };
  const peer = (name: string, role: PeerSpec['role'], tls?: TlsSpec): PeerSpec => ({
    name,
    role,
    ...(tls && { tls }),
    over,
    frame: { name: 'raw', args: {} },
    answersAgain: false,
    reads: 'always',
    origin,
  });
  const spec = {
    programs: { server: { name: 'server', over }, client: { name: 'client' } },
    peers: {
      c: peer('c', { kind: 'connect', to: 'server' }, cert && { kind: 'connect', trust: 'ca', name: 'localhost' }),
      d: peer('d', { kind: 'connect', to: 'server' }),
      s: peer('s', { kind: 'listen' }, cert && { kind: 'listen', cert }),
    },
    links: {},
    params: {},
    certs: CERTS,
  } as unknown as Spec;
  const plan: Plan = {
    spec,
    submission: { name: 'zoe', folder: '/home/zoe', root: '/home/zoe', launches: {} },
    seed: '1',
    slow: 1,
    checks: [planned],
  };
  return {
    plan,
    check: planned,
    trace: {
      check: 'check',
      run: 'check',
      sizes: {},
      events: inOrder.map((event, index) => ({ atMs: index, ...event })),
    },
    finding,
    ...(expected !== undefined && { expected: asBytes(expected) }),
    actual: asBytes(actual),
    ...(lacksEnd && { lacksEnd }),
    ...(wants && { wants: (message) => wants.test(latin1(message)) }),
    ...cutOf(plan, planned, finding, frames),
  };
}

export function asBytes(data: string | Uint8Array): Uint8Array {
  return typeof data === 'string' ? toBytes(data) : data;
}

export const started = (program = 'server', ...files: readonly string[]): Happening => ({
  type: 'started',
  program,
  words: ['python3', `${program}.py`, '20123', ...files],
  folder: '/home/zoe',
  seenAs: '/home/zoe',
});
export const inJava: Happening = {
  type: 'started',
  program: 'server',
  words: ['java', 'Server', '20123'],
  folder: '/home/zoe',
  seenAs: '/home/zoe',
};
export const opened = (flow: string, by: 'peer' | 'program' = 'peer', over: 'tcp' | 'udp' = 'tcp'): Happening => ({
  type: 'opened',
  actor: flow.replace(/#.*/, ''),
  flow,
  over,
  by,
  local: { host: '127.0.0.1', port: 40_000 },
  remote: { host: '127.0.0.1', port: 20_123 },
});
export const sent = (flow: string, data: string | Uint8Array): Happening => ({
  type: 'sent',
  actor: flow.replace(/#.*/, ''),
  flow,
  data: asBytes(data),
});
export const received = (flow: string, data: string | Uint8Array): Happening => ({
  type: 'received',
  actor: flow.replace(/#.*/, ''),
  flow,
  data: asBytes(data),
});
export const closed = (flow: string, how: 'fin' | 'writing' | 'reset'): Happening => ({
  type: 'closed',
  actor: flow.replace(/#.*/, ''),
  flow,
  how,
});
export const closedByProgram = (flow: string, how: 'fin' | 'reset'): Happening => ({
  type: 'closed-by-program',
  actor: flow.replace(/#.*/, ''),
  flow,
  how,
});
export const observed = (flow: string, accepted: boolean, unreadBytes: number): Happening => ({
  type: 'observed-socket',
  actor: flow.replace(/#.*/, ''),
  flow,
  accepted,
  unreadBytes,
});
/** Who alone holds the connection has a child that has ended. */
export const heldByParent = (flow: string, endedChildAgeMs: number): Happening => ({
  type: 'observed-socket',
  actor: flow.replace(/#.*/, ''),
  flow,
  accepted: true,
  unreadBytes: 0,
  endedChildAgeMs,
});
export const cpu = (cpuMs: number, program = 'server'): Happening => ({
  type: 'observed-cpu',
  program,
  cpuMs,
  overMs: 250,
});
export const exited = (exit: { readonly code?: number; readonly signal?: string }, program = 'server'): Happening => ({
  type: 'exited',
  program,
  ...exit,
});
export const printed = (text: string, stream: 'stdout' | 'stderr' = 'stderr', program = 'server'): Happening => ({
  type: 'printed',
  program,
  stream,
  data: toBytes(text),
});
export const handshake = (actor: string, why: string): Happening => ({ type: 'handshake', actor, why });
export const listening = (port: number, over: 'tcp' | 'udp' = 'tcp', program = 'server'): Happening => ({
  type: 'listening',
  program,
  over,
  address: { host: '0.0.0.0', port },
});
export const aftermath: Happening = { type: 'phase', phase: 'aftermath' };

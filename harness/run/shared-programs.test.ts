import { describe, expect, test } from 'vitest';
import { markOne, type MarkOneOptions } from '../cli/mark-one.test-support.js';

/** Counts its messages, and does something with each, and behind each client. */
const server = (onMessage: string, after = ''): string => `import socket, sys
listener = socket.socket()
listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
listener.bind(("127.0.0.1", int(sys.argv[1])))
listener.listen()
count = 0
while True:
    connection, _ = listener.accept()
    while data := connection.recv(1024):
        count += 1
        ${onMessage}
    connection.close()
    ${after}
`;

const echo = server('connection.sendall(data)');

const spec = (checks: string): string => `spec: 1
name: Shared
fresh: false
programs: { server: { run: "python3 server.py \${port}" } }
peers: { c: { connect: server } }
links: { wire: { from: c, to: server } }
checks:
${checks}
`;

const checks = (ids: readonly string[]): string =>
  ids.map((id) => `  - { id: ${id}, within: 1s, steps: [ { send: "${id}", expect: "${id}" } ] }`).join('\n');

interface Marked {
  readonly statuses: Readonly<Record<string, string>>;
  /** Which launch served each run: the first, the second. */
  readonly launches: Readonly<Record<string, number>>;
  readonly marked: Awaited<ReturnType<typeof markOne>>;
}

async function mark(options: Pick<MarkOneOptions, 'spec' | 'files'>): Promise<Marked> {
  const marked = await markOne(options);
  const launches: unknown[] = [];
  const runs = marked.traces.map(({ run, events }) => {
    // Each is given a port that nobody had before.
    const launch = events.flatMap((event) => (event.type === 'listening' ? [event.address.port] : []))[0];
    if (!launches.includes(launch)) launches.push(launch);
    return [run, launches.indexOf(launch) + 1] as const;
  });
  return {
    statuses: Object.fromEntries(marked.sheet.checks.map(({ id, status }) => [id, status])),
    launches: Object.fromEntries(runs),
    marked,
  };
}

describe('checks that may share their programs', () => {
  test('are served by one process, one after another', async () => {
    const { statuses, launches } = await mark({ spec: spec(checks(['a', 'b', 'd'])), files: { 'server.py': echo } });
    expect(statuses).toEqual({ a: 'passed', b: 'passed', d: 'passed' });
    expect(launches).toEqual({ a: 1, b: 1, d: 1 });
  });

  test('each have a trace of their own, with the launch before it', async () => {
    const { marked } = await mark({ spec: spec(checks(['a', 'b'])), files: { 'server.py': echo } });
    for (const { check, events } of marked.traces) {
      const types = events.map((event) => (event.type === 'phase' ? event.phase : event.type));
      expect(types.slice(0, 2)).toEqual(['launch', 'started']);
      expect(types.filter((type) => type === 'steps')).toHaveLength(1);
      expect(events.flatMap((event) => (event.type === 'sent' ? [Buffer.from(event.data).toString()] : []))).toEqual([
        check,
      ]);
    }
    // Only the last of them saw the process end.
    expect(marked.traces.map(({ events }) => events.some(({ type }) => type === 'stopping'))).toEqual([false, true]);
  });

  test('share it also with rows of cases; a check that needs another comes when that is over', async () => {
    const { statuses, launches } = await mark({
      spec: spec(`${checks(['a'])}
  - { id: rows, cases: [ { x: one }, { x: two } ], steps: [ { send: $x, expect: $x } ] }
  - { id: behind, needs: [a], steps: [ { send: "b", expect: "b" } ] }`),
      files: { 'server.py': echo },
    });
    expect(statuses).toEqual({ a: 'passed', rows: 'passed', behind: 'passed' });
    expect(launches).toMatchObject({ a: 1, 'rows[x="one"]': 1, 'rows[x="two"]': 1, behind: 1 });
  });

  test('a check that cannot share has its own', async () => {
    const { statuses, launches } = await mark({
      spec: spec(`${checks(['a', 'b'])}
  - { id: any, for_any: { some: { bytes: 1..10 } }, tries: 2, steps: [ { send: $some, expect: $some } ] }`),
      files: { 'server.py': echo },
    });
    expect(statuses).toEqual({ a: 'passed', b: 'passed', any: 'passed' });
    expect(launches['b']).toBe(launches['a']);
    expect(launches['any']).not.toBe(launches['a']);
  });

  test('and so has one that says so', async () => {
    const { launches } = await mark({
      spec: spec(`${checks(['a', 'b'])}
  - { id: own, fresh: true, steps: [ { send: "own", expect: "own" } ] }`),
      files: { 'server.py': echo },
    });
    expect(launches['b']).toBe(launches['a']);
    expect(launches['own']).not.toBe(launches['a']);
  });

  test('a server that serves one client in its life passes all of them, with a process for each', async () => {
    const { statuses, launches } = await mark({
      spec: spec(checks(['a', 'b', 'd'])),
      files: { 'server.py': server('connection.sendall(data)', 'sys.exit()') },
    });
    expect(statuses).toEqual({ a: 'passed', b: 'passed', d: 'passed' });
    expect(launches).toEqual({ a: 1, b: 2, d: 3 });
  });

  test('a server that remembers too much passes all of them, too', async () => {
    const { statuses, launches } = await mark({
      spec: spec(checks(['a', 'b', 'd'])),
      files: { 'server.py': server('connection.sendall(data if count == 1 else b"I know you")') },
    });
    expect(statuses).toEqual({ a: 'passed', b: 'passed', d: 'passed' });
    expect(launches).toEqual({ a: 1, b: 2, d: 3 });
  });

  test('nor does one lose that says more to a later client than was asked for', async () => {
    const { statuses, launches } = await mark({
      spec: spec(checks(['a', 'b', 'd'])),
      files: { 'server.py': server('connection.sendall(data if count == 1 else data + b"again")') },
    });
    expect(statuses).toEqual({ a: 'passed', b: 'passed', d: 'passed' });
    expect(launches['b']).not.toBe(launches['a']);
  });

  test('nothing is begun where all is to end', async () => {
    const ended = new AbortController();
    ended.abort();
    const { traces } = await markOne({
      spec: spec(checks(['a', 'b'])),
      files: { 'server.py': echo },
      signal: ended.signal,
    });
    expect(traces).toEqual([]);
  });

  test('what is wrong is found by the check that it belongs to, in a process of its own; the others do not suffer', async () => {
    const { statuses, launches, marked } = await mark({
      spec: spec(checks(['a', 'bad', 'c', 'd'])),
      files: { 'server.py': server('sys.exit("no") if data == b"bad" else connection.sendall(data)') },
    });
    expect(statuses).toEqual({ a: 'passed', bad: 'failed', c: 'passed', d: 'passed' });
    expect(launches).toEqual({ a: 1, bad: 2, c: 3, d: 3 });
    expect(marked.check('bad').findings.map(({ code }) => code)).toEqual(['closed-early']);
  });

  test('a damaged link is made anew for each', async () => {
    const { statuses, marked } = await mark({
      spec: spec(`${checks(['a'])}
  - { id: slow, damage: { wire: [ { delay: 30ms } ] }, steps: [ { send: "b", expect: "b" } ] }
${checks(['d'])}`),
      files: { 'server.py': echo },
    });
    expect(statuses).toEqual({ a: 'passed', slow: 'passed', d: 'passed' });
    expect(marked.traces.map(({ events }) => events.some(({ type }) => type === 'damage'))).toEqual([
      false,
      true,
      false,
    ]);
  });

  test('what was printed for another check is none of theirs', async () => {
    const { statuses } = await mark({
      spec: spec(`  - { id: a, steps: [ { send: "a", expect: "a" }, { server: { prints: { contains: "got a" } } } ] }
  - { id: b, within: 300ms, steps: [ { send: "b", expect: "b" }, { server: { prints: { contains: "got a" } } } ] }`),
      files: { 'server.py': server('print("got", data.decode(), flush=True); connection.sendall(data)') },
    });
    expect(statuses).toEqual({ a: 'passed', b: 'failed' });
  });
});

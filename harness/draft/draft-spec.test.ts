import { describe, expect, test } from 'vitest';
import { language } from '../cli/language.js';
import { toBytes } from '../model/bytes.js';
import { renderDiagnostics } from '../reporters/diagnostics.js';
import { readSpec } from '../spec/read-spec.js';
import { draftSpec, type DraftOptions } from './draft-spec.js';
import type { Exchange, Turn } from './exchange.js';

const client = (said: string | Uint8Array): Turn => ({ by: 'client', kind: 'says', data: bytesOf(said) });
const server = (said: string | Uint8Array): Turn => ({ by: 'server', kind: 'says', data: bytesOf(said) });
const ends = (by: 'client' | 'server', how: 'fin' | 'reset' = 'fin'): Turn => ({ by, kind: 'ends', how });

function bytesOf(said: string | Uint8Array): Uint8Array {
  return typeof said === 'string' ? toBytes(said) : said;
}

/** Drafts a spec, demands that it has no mistake, and gives the lines below `peers:`. */
function drafted(conversations: readonly (readonly Turn[])[], more: Partial<DraftOptions> = {}): string {
  const exchanges: Exchange[] = conversations.map((turns, index) => ({ flow: index + 1, turns }));
  const text = draftSpec(exchanges, {
    name: 'draft',
    over: 'tcp',
    about: 'server',
    command: 'python3 server.py ${port}',
    ...more,
  });
  const { diagnostics, source } = readSpec(toBytes(text), 'draft.yaml', language);
  expect(renderDiagnostics(diagnostics, () => source)).toBe('');
  return text.slice(text.indexOf('peers:'));
}

test('a whole draft reads like one that a person wrote', () => {
  const text = draftSpec([{ flow: 1, turns: [client('hello\n'), server('hello\n'), ends('client'), ends('server')] }], {
    name: 'Echo',
    over: 'tcp',
    about: 'server',
    command: 'python3 server.py ${port}',
  });
  expect(text).toBe(
    [
      '# Drafted by `wiremark record` from a live exchange. What the program must do, and what it only happened to do',
      '# this time, is for you to tell: take away what says nothing, and name each check for what it is about.',
      'spec: 1',
      'name: "Echo"',
      '',
      'programs:',
      '  server: { run: "python3 server.py ${port}" }',
      '',
      'peers:',
      '  c: { connect: server, frame: line }',
      '',
      'checks:',
      '  - id: connection-1',
      '    name: connection 1 goes as it was recorded',
      '    steps:',
      '      - c: { send: "hello", expect: "hello" }',
      '      - c: { close: writing }',
      '      - c: { closed: cleanly }',
      '',
    ].join('\n'),
  );
});

/** The steps alone. */
const steps = (...[turns, more]: [readonly Turn[], Partial<DraftOptions>?]): string[] =>
  drafted([turns], more)
    .split('\n')
    .filter((line) => line.startsWith('      - '))
    .map((line) => line.slice(8));

describe('what was said becomes steps', () => {
  test('lines, wherever the stream was cut; whoever speaks first', () => {
    expect(
      steps([server('welcome\nname?'), server('\n'), client('al'), client('ice\nhi\n'), server('hi alice\n')]),
    ).toEqual([
      'c: { expect: "welcome" }',
      'c: { expect: "name?" }',
      'c: { send: "alice" }',
      'c: { send: "hi", expect: "hi alice" }',
    ]);
  });

  test('bytes that are no text, as they came until the other side spoke', () => {
    expect(
      steps([client(Uint8Array.of(0xff)), client(Uint8Array.of(0)), server(Uint8Array.of(1, 2)), server('x')]),
    ).toEqual(['c: { send: { hex: "ff00" }, expect: { hex: "010278" } }']);
  });

  test('signs that mean something in a spec, or are not seen', () => {
    expect(steps([client('costs $5, "${x}"\\n'), server('\u202e')])).toEqual([
      'c: { send: "costs $$5, \\"$${x}\\"\\\\n", expect: { hex: "e280ae" } }',
    ]);
  });

  test('a half close stands where it was', () => {
    expect(steps([client('all'), ends('client'), server('count=3'), ends('server')])).toEqual([
      'c: { send: "all" }',
      'c: { close: writing }',
      'c: { expect: "count=3" }',
      'c: { closed: cleanly }',
    ]);
  });

  test('the server may close first, or be cut off, or cut off', () => {
    expect(steps([client('QUIT'), server('bye'), ends('server'), ends('client')])).toEqual([
      'c: { send: "QUIT", expect: "bye" }',
      'c: { closed: cleanly }',
    ]);
    expect(steps([client('x'), server('y'), ends('client', 'reset')])).toEqual([
      'c: { send: "x", expect: "y" }',
      'c: reset',
    ]);
    expect(steps([client('x'), ends('server', 'reset')])).toEqual(['c: { send: "x" }', 'c: { closed: by reset }']);
    expect(steps([client('x'), server('y'), ends('client')])).toEqual(['c: { send: "x", expect: "y" }', 'c: close']);
  });

  test('a server that never answers must at least go on running', () => {
    expect(steps([client('x'), client('y')])).toEqual(['c: { send: "xy" }', 'server: running']);
  });

  test('datagrams keep their boundaries', () => {
    expect(steps([client('a'), client(''), server('a'), server('')], { over: 'udp' })).toEqual([
      'c: { send: "a" }',
      'c: { send: "", expect: "a" }',
      'c: { expect: "" }',
    ]);
  });

  test('a spec about the client lets wiremark play the server', () => {
    const text = drafted([[client('PING 1'), server('PONG 1'), client('PING 2')]], {
      over: 'udp',
      about: 'client',
      command: 'python3 client.py ${host} ${port}',
    });
    expect(text).toContain('  s: { listen: udp }');
    expect(text).toContain(
      [
        '      - start: client',
        '      - s: { expect: "PING 1" }',
        '      - s: { send: "PONG 1", expect: "PING 2" }',
      ].join('\n'),
    );
  });
});

describe('frames are guessed from all that was said', () => {
  const frameOf = (...conversations: readonly (readonly Turn[])[]): string =>
    /frame: (\w+)/.exec(drafted(conversations))?.[1] ?? 'raw';

  test.each([
    ['line', [client('a\nb\n'), server('c\n')]],
    ['crlf', [client('NICK a\r\n'), server('ok\r\n')]],
    ['nul', [client('USER a\0'), server('!a\r\n valid\0')]],
    ['raw', [client('a\n'), server('b\r\n')]],
    ['raw', [client('a\n'), server('b')]],
    ['raw', [client('a\n'), server(Uint8Array.of(0, 1, 10))]],
    ['raw', [client('a\0'), server(Uint8Array.of(0xff, 0))]],
  ] as const)('%s', (frame, turns) => {
    expect(frameOf(turns)).toBe(frame);
  });

  test('one that does not fit on another connection is none', () => {
    expect(frameOf([client('a\n'), server('b\n')], [client('no end')])).toBe('raw');
  });
});

describe('what is not written', () => {
  test('the same once more, and who said nothing', () => {
    const same = [client('a\n'), server('a\n')];
    const text = drafted([same, [ends('client')], same]);
    expect(text.match(/- id: .*/g)).toEqual(['- id: connection-1']);
    expect(text).toContain('# connection 3 went like one above.');
  });

  test('more than a spec may have', () => {
    const long = Uint8Array.from({ length: 600_000 }, (_, index) => index % 251);
    const text = drafted([
      [client('a'), server('b')],
      [client(long), server('x')],
      [client('c'), server('d')],
    ]);
    expect(text.match(/- id: .*/g)).toEqual(['- id: connection-1', '- id: connection-3']);
    expect(text).toContain('# connection 2 is too long for a spec.');
  });
});

import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { language } from '../cli/language.js';
import type { CheckSpec, Spec } from '../model/spec.js';
import { readSpec } from './read-spec.js';
import { checkOf, hello, specOf, UDP } from './spec-of.test-support.js';

describe('a spec', () => {
  test('is named by its file, and keeps its text and its place', () => {
    const spec = specOf({ checks: `  - id: a\n    steps: [ ${hello.slice(2)} ]` });
    expect(spec).toMatchObject({
      id: 'example',
      name: 'Example',
      origin: { file: 'folder/example.yaml', start: { line: 1, column: 1 } },
    });
    expect(spec.source).toContain('name: Example');
  });

  test('says about itself what its author wrote, without the line end behind it', () => {
    expect(
      specOf({
        top: 'about: |\n  Write a server.\n  It echoes.\n',
        checks: `  - id: a\n    steps: [ ${hello.slice(2)} ]`,
      }).about,
    ).toBe('Write a server.\nIt echoes.');
  });

  test('may be written with line ends of Windows and a byte order mark', () => {
    const source = readFileSync('fixtures/good-specs/every-word.yaml', 'utf8');
    const plain = readSpec(Buffer.from(source), 'x.yaml', language);
    const windows = readSpec(Buffer.from(`\ufeff${source.replaceAll('\n', '\r\n')}`), 'x.yaml', language);
    const withoutText = (spec: Spec | undefined): string =>
      JSON.stringify(spec, (key, value: unknown) => (key === 'source' ? undefined : value));
    expect(windows.diagnostics).toEqual([]);
    expect(withoutText(windows.spec)).toBe(withoutText(plain.spec));
  });

  test('may have in it what looks like a mistake and is none', () => {
    const source = readFileSync('fixtures/good-specs/looks-like-a-mistake.yaml');
    expect(readSpec(source, 'x.yaml', language).diagnostics).toEqual([]);
  });

  test('may use aliases of YAML', () => {
    const [first, second] = specOf({
      checks: `  - id: a\n    steps: &steps [ ${hello.slice(2)} ]\n  - { id: b, steps: *steps }`,
    }).checks;
    expect(second?.steps).toEqual(first?.steps);
  });
});

describe('programs', () => {
  const programs = (run: string, peers?: string): Spec['programs'] =>
    specOf({
      programs: `programs:\n  server: ${run}`,
      ...(peers !== undefined && { peers }),
      checks: `  - id: a\n    steps: [ { start: server }, ${hello.slice(2)} ]`,
    }).programs;

  test('one command, or one for each file that may be there', () => {
    expect(programs('{ run: "./server ${port}", start: by step }')['server']?.run).toEqual([
      { command: './server ${port}' },
    ]);
    expect(
      programs('{ run: { server.py: "python3 server.py ${port}", server: "./server ${port}" }, start: by step }')[
        'server'
      ]?.run,
    ).toEqual([
      { file: 'server.py', command: 'python3 server.py ${port}' },
      { file: 'server', command: './server ${port}' },
    ]);
  });

  test('what peers connect to is ready when it listens, over what they use', () => {
    expect(programs('{ run: x, start: by step }')['server']).toMatchObject({
      ready: 'listening',
      over: 'tcp',
      start: 'by step',
    });
    expect(
      programs('{ run: x, start: by step }', 'peers: { c: { connect: server, over: udp } }')['server'],
    ).toMatchObject({ ready: 'listening', over: 'udp' });
    expect(programs('{ run: x, start: by step, ready: running }')['server']?.ready).toBe('running');
  });

  test('what nobody connects to is ready when it runs', () => {
    const client = specOf({ ...UDP, checks: '  - id: a\n    steps: [ { start: client }, { client: running } ]' })
      .programs['client'];
    expect(client).toMatchObject({ ready: 'running', start: 'by step' });
    expect(client).not.toHaveProperty('over');
  });

  test('is started at once where nothing is said', () => {
    expect(specOf({ checks: `  - id: a\n    steps: [ ${hello.slice(2)} ]` }).programs['server']?.start).toBe('at once');
  });

  test('a command may name the port of each peer that listens, and a shell that it asks for', () => {
    expect(() =>
      specOf({
        programs:
          'programs: { client: { run: "./client ${host} ${port} ${port.s}", start: by step }, other: { run: "bash -c \\"cd x && ./y $HOME\\"" } }',
        peers: UDP.peers,
        checks: '  - id: a\n    steps: [ { start: client }, { client: running } ]',
      }),
    ).not.toThrow();
  });
});

describe('peers and their frames', () => {
  const peers = (written: string, top = ''): Spec['peers'] =>
    specOf({
      peers: `peers: { c: ${written}, z: { connect: server } }`,
      top,
      checks: '  - id: a\n    steps: [ { server: running } ]',
    }).peers;

  test('a TCP peer sends and takes bytes as they are, where nothing is said', () => {
    expect(peers('{ connect: server }')['c']).toMatchObject({
      role: { kind: 'connect', to: 'server' },
      over: 'tcp',
      frame: { name: 'raw' },
      reads: 'always',
      answersAgain: false,
    });
  });

  test('its own frame goes before that of the spec', () => {
    expect(peers('{ connect: server, frame: nul }', 'frame: line')).toMatchObject({
      c: { frame: { name: 'nul' } },
      z: { frame: { name: 'line' } },
    });
  });

  test('frames with arguments', () => {
    expect(peers('{ connect: server, frame: { length: u16be, includes_header: true } }')['c']?.frame).toEqual({
      name: 'length',
      args: { encoding: 'u16be', includesHeader: true },
    });
    expect(peers('{ connect: server, frame: { fixed: 128 } }')['c']?.frame).toEqual({
      name: 'fixed',
      args: { size: 128 },
    });
  });

  test('a frame of the spec passes over UDP peers, for whom a datagram is a message', () => {
    const spec = specOf({
      programs: 'programs: { server: { run: x }, other: { run: x } }',
      peers: 'peers: { c: { connect: server }, u: { connect: other, over: udp } }',
      top: 'frame: line',
      checks: `  - id: a\n    steps: [ { c: { expect: "x" } } ]`,
    });
    expect(spec.peers).toMatchObject({ c: { frame: { name: 'line' } }, u: { frame: { name: 'datagram' } } });
  });

  test('a frame of the check goes before that of the peer, in this check', () => {
    const spec = specOf({
      peers: 'peers: { c: { connect: server, frame: line } }',
      checks: `  - { id: a, frame: nul, steps: [ ${hello.slice(2)} ] }\n  - { id: b, steps: [ ${hello.slice(2)} ] }`,
    });
    expect(spec.checks.map((check) => check.frames['c']?.name)).toEqual(['nul', 'line']);
  });

  test('peers that never read, that pass messages over, that answer again', () => {
    expect(peers("{ connect: server, reads: never, ignore: '^#' }")['c']).toMatchObject({
      reads: 'never',
      ignore: '^#',
    });
    expect(
      specOf({
        ...UDP,
        peers: 'peers: { s: { listen: udp, repeats: answer again } }',
        checks: '  - id: a\n    steps: [ { start: client }, { expect: "x" } ]',
      }).peers['s'],
    ).toMatchObject({ role: { kind: 'listen' }, over: 'udp', answersAgain: true });
  });
});

describe('links', () => {
  test('lie between a peer and its program, or a program and a listening peer', () => {
    expect(
      specOf({
        links: 'links: { wire: { from: c, to: server } }',
        checks: `  - id: a\n    steps: [ ${hello.slice(2)} ]`,
      }).links['wire'],
    ).toMatchObject({ from: 'c', to: 'server', over: 'tcp' });
    expect(
      specOf({ ...UDP, checks: '  - id: a\n    steps: [ { start: client }, { expect: "x" } ]' }).links['wire'],
    ).toMatchObject({ from: 'client', to: 's', over: 'udp' });
  });
});

describe('a check', () => {
  test('is worth a point and named by its id, where nothing is said', () => {
    expect(checkOf(`steps:\n  ${hello}`)).toMatchObject({
      id: 'example',
      name: 'example',
      points: 1,
      tags: [],
      needs: [],
      hidden: false,
      cases: [],
      seeds: [],
      damage: [],
      extraOk: false,
      holdsPort: false,
      sharesPrograms: false,
      limitMs: 20_000,
    });
    expect(specOf({ checks: `  - { id: long_and-wide, steps: [ ${hello.slice(2)} ] }` }).checks[0]?.name).toBe(
      'long and wide',
    );
  });

  test('has what is said', () => {
    expect(
      checkOf(
        `name: words\npoints: 2.50\ntags: [udp, slow]\nhidden: true\nhint: look\nextra: ok\nhold: port\nseeds: [3, 1]\nlimit: 1m\nsteps:\n  - server: { exits: nonzero }`,
      ),
    ).toMatchObject({
      name: 'words',
      points: 2.5,
      tags: ['udp', 'slow'],
      hidden: true,
      hint: 'look',
      extraOk: true,
      holdsPort: true,
      seeds: [3, 1],
      limitMs: 60_000,
    });
  });

  test('waits as long as the step says, else the check, else the spec, else two seconds', () => {
    const within = (check: string, top: string, step: string): number | undefined =>
      checkOf(`${check}\nsteps:\n  - { expect: "x"${step} }`, { top }).steps[0]?.withinMs;
    expect(within('', '', '')).toBe(2000);
    expect(within('', 'within: 3s', '')).toBe(3000);
    expect(within('within: 4s', 'within: 3s', '')).toBe(4000);
    expect(within('within: 4s', 'within: 3s', ', within: 500ms')).toBe(500);
    expect(checkOf(`steps:\n  ${hello}`, { top: 'limit: 7s' }).limitMs).toBe(7000);
  });
});

describe('like and except', () => {
  const model =
    '  - id: model\n    name: the model\n    points: 3\n    tags: [a]\n    hint: look\n    frame: line\n    within: 4s\n    limit: 9s\n    extra: ok\n    data: { big: { text: 5 } }\n    steps:\n      - c: { send: $big, expect: $big }\n      - d: { send: "x" }\n';
  const parts = { peers: 'peers: { c: { connect: server }, d: { connect: server } }' };
  const copy = (words: string): CheckSpec =>
    specOf({ ...parts, checks: `${model}  - { id: copy, like: model${words} }` }).checks[1] as CheckSpec;

  test('what is checked is inherited; what it is worth and how it is called is not', () => {
    const check = copy('');
    expect(check).toMatchObject({
      id: 'copy',
      name: 'copy',
      points: 1,
      tags: [],
      limitMs: 9000,
      extraOk: true,
      data: { big: { kind: 'text', bytes: 5 } },
      frames: { c: { name: 'line' } },
    });
    expect(check).not.toHaveProperty('hint');
    expect(check.steps.map(({ kind, withinMs }) => [kind, withinMs])).toEqual([
      ['send', 4000],
      ['expect', 4000],
      ['send', 4000],
    ]);
  });

  test('what is said goes before what is inherited', () => {
    expect(copy(', limit: 1s, frame: nul, data: { big: { text: 7 } }')).toMatchObject({
      limitMs: 1000,
      frames: { c: { name: 'nul' } },
      data: { big: { bytes: 7 } },
    });
  });

  test('the steps of an actor are left out, whether it is named or not', () => {
    expect(copy(', except: [d]').steps.map(({ id, actor }) => [id, actor])).toEqual([
      ['1a', 'c'],
      ['1b', 'c'],
    ]);
    const single = specOf({
      links: 'links: { wire: { from: c, to: server } }',
      checks: `  - id: model\n    steps: [ ${hello.slice(2)}, { server: running } ]\n  - { id: copy, like: model, except: [c] }`,
    });
    expect(single.checks[1]?.steps.map(({ kind }) => kind)).toEqual(['running']);
  });

  test('a check that is like one that is like another', () => {
    const spec = specOf({
      ...parts,
      checks: `  - { id: third, like: copy, points: 5 }\n  - { id: copy, like: model, limit: 1s }\n${model}`,
    });
    expect(spec.checks[0]).toMatchObject({ points: 5, limitMs: 1000, steps: spec.checks[2]?.steps });
  });
});

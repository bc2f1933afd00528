import { describe, expect, test } from 'vitest';
import type { Step } from '../model/spec.js';
import { argsOf, checkOf, hello, indent, specOf, stepsOf, text, UDP } from './spec-of.test-support.js';

test('several lines may be sent as one message, also with an empty one behind them', () => {
  const head = 'GET / HTTP/1.0\\r\\nHost: x\\r\\n';
  expect(stepsOf(`- { send: "${head}", expect: "HTTP/1.0 200 OK" }`, { top: 'frame: crlf' })).toHaveLength(2);
});

test('that a program has printed nothing, or such lines only, can be wrong', () => {
  const parts = { programs: 'programs: { client: { run: "./client" } }', peers: '' };
  for (const pattern of ['^\\\\s*$', '^(INFO .*\\\\n)*$'])
    expect(stepsOf(`- client: { exits: 0 }\n- client: { prints: { match: "${pattern}" } }`, parts)).toHaveLength(2);
});

test('what a block is given hides what has the same name in the spec', () => {
  const top =
    'frame: line\nblocks: { say: { takes: [msg], steps: [ { send: $msg, expect: $msg } ] } }\ndata: { msg: { random: 300 } }';
  expect(
    stepsOf('- c: { use: { say: { msg: "hello" } } }\n- r: { send: $msg, expect: $msg }', {
      top,
      peers: 'peers: { c: { connect: server }, r: { connect: server, frame: raw } }',
    }),
  ).toHaveLength(3);
});

test('over UDP a peer may open its port while the program is gone', () => {
  const peers = 'peers: { u: { connect: server, over: udp } }';
  const steps = [
    'u: { send: "a", expect: "a" }',
    'server: { signal: KILL }',
    'server: { exits: any }',
    'u: connect',
    'u: { send: "b" }',
    'start: server',
    'u: { send: "c", expect: "c" }',
  ];
  expect(stepsOf(steps.map((step) => `- ${step}`).join('\n'), { peers })).toHaveLength(9);
});

describe('values', () => {
  const sent = (value: string, check = ''): unknown =>
    argsOf(stepsWith(`- { send: ${value}, expect: { any: 1 } }`, check)[0])['value'];
  const stepsWith = (steps: string, check: string): readonly Step[] =>
    checkOf(`${check}\nsteps:\n${indent(steps)}`).steps;

  test('a text is a text, whatever it looks like', () => {
    expect(sent('"hello"')).toEqual(text('hello'));
    expect(sent('"42"')).toEqual(text('42'));
    expect(sent('on')).toEqual(text('on'));
    expect(sent('""')).toEqual(text());
    expect(sent('"a\\r\\n\\0"')).toEqual(text('a\r\n\0'));
    expect(stepsOf('- send: |-\n    two\n    lines\n- expect: "x"')[0]?.args).toMatchObject({
      value: text('two\nlines'),
    });
  });

  test('${name} is a value inside of it, ${me} the name of the peer, $$ a dollar', () => {
    expect(sent('"I am ${me}, ${ n }!"', 'cases: [ { n: 1 } ]')).toEqual(
      text('I am ', { name: 'me' }, ', ', { name: 'n' }, '!'),
    );
    expect(sent('"$$5 and $${x}"')).toEqual(text('$5 and ${x}'));
    expect(sent('"${me}${me}"')).toEqual(text({ name: 'me' }, { name: 'me' }));
  });

  test('$name alone is the value itself', () => {
    expect(sent('$big', 'data: { big: { text: 5 } }')).toEqual({ kind: 'variable', name: 'big' });
  });

  test('payloads', () => {
    expect(sent('{ hex: "00 FF 7f" }')).toEqual({ kind: 'payload', payload: { kind: 'hex', hex: '00ff7f' } });
    expect(sent('{ random: 20 }')).toEqual({ kind: 'payload', payload: { kind: 'random', bytes: 20 } });
    expect(sent('{ token: $n }', 'cases: [ { n: 1 } ]')).toEqual({
      kind: 'payload',
      payload: { kind: 'token', bytes: { name: 'n' } },
    });
    expect(sent('{ repeat: "ab", times: 3 }')).toEqual({
      kind: 'payload',
      payload: { kind: 'repeat', of: text('ab'), times: 3 },
    });
    expect(sent('{ repeat: { hex: "00" }, times: 3 }')).toMatchObject({ payload: { of: { kind: 'payload' } } });
  });

  test('data may be made of rows and of the data above it', () => {
    expect(
      checkOf(
        `cases: [ { n: 1 }, { n: 2 } ]\ndata: { unit: { random: $n }, many: { repeat: $unit, times: $n } }\nsteps:\n  - send: $many\n  ${hello}`,
      ).data,
    ).toMatchObject({ unit: { bytes: { name: 'n' } }, many: { of: { name: 'unit' }, times: { name: 'n' } } });
  });

  test('rows hold numbers, texts and payloads; in their texts too $$ is a dollar', () => {
    expect(
      checkOf(`cases: [ { n: 1, x: "a$$b", p: { hex: "ff" } }, { n: 2, x: "", p: { text: 3 } } ]\nsteps:\n  ${hello}`)
        .cases,
    ).toEqual([
      { n: 1, x: 'a$b', p: { kind: 'hex', hex: 'ff' } },
      { n: 2, x: '', p: { kind: 'text', bytes: 3 } },
    ]);
  });

  test('a property has ranges, and so many tries', () => {
    expect(
      checkOf(
        `for_any: { blob: { bytes: 1..70000 }, words: { text: 0..5 } }\nsteps:\n  - send: $blob\n  - send: $words\n  ${hello}`,
      ).forAny,
    ).toEqual({
      values: { blob: { kind: 'bytes', min: 1, max: 70_000 }, words: { kind: 'text', min: 0, max: 5 } },
      tries: 25,
    });
    expect(
      checkOf(`for_any: { blob: { bytes: 1..2 } }\ntries: 3\nsteps:\n  - send: $blob\n  ${hello}`).forAny?.tries,
    ).toBe(3);
  });
});

describe('steps', () => {
  test('with one peer its name may be left out', () => {
    expect(
      stepsOf(`- connect\n- c: { send: "x" }\n${hello}\n- server: running`).map(
        ({ kind, actor }) => `${actor} ${kind}`,
      ),
    ).toEqual(['c connect', 'c send', 'c send', 'c expect', 'server running']);
  });

  test('verbs in one map are joined: the two overlap in time', () => {
    expect(stepsOf(`${hello}\n- send: "x"`).map(({ id, kind, joined }) => [id, kind, joined])).toEqual([
      ['1a', 'send', false],
      ['1b', 'expect', true],
      ['2', 'send', false],
    ]);
  });

  test('a hint belongs to all verbs of its map, written inside or beside the actor', () => {
    expect(
      stepsOf('- { send: "x", expect: "x", hint: inside }\n- { c: { send: "x" }, hint: beside }\n- send: "x"').map(
        ({ hint }) => hint,
      ),
    ).toEqual(['inside', 'inside', 'beside', undefined]);
  });

  test('each points at its own words in the file', () => {
    const [send, expected, bare] = stepsOf('- { send: "hello", expect: { any: 5 } }\n- close');
    const at = (step: Step | undefined): string =>
      `${step?.origin.start.line}:${step?.origin.start.column}-${step?.origin.end.column}`;
    expect([send, expected, bare].map(at)).toEqual(['10:11-24', '10:26-44', '11:9-14']);
  });

  test('inner steps have ids inside of that of the outer one', () => {
    const [repeat] = stepsOf('- repeat: { times: 2, steps: [ { send: "a", expect: "b" }, close, connect ] }');
    expect(repeat?.id).toBe('1');
    expect((argsOf(repeat)['steps'] as readonly Step[]).map(({ id }) => id)).toEqual(['1.1a', '1.1b', '1.2', '1.3']);
  });

  test('a loop names its rounds, a parallel its copies', () => {
    const [repeat] = stepsOf('- repeat: { for: n, in: 2..4, steps: [ { send: "${n}", expect: "${n}" } ] }');
    expect(repeat?.args).toMatchObject({ name: 'n', from: 2, to: 4 });
    const [parallel] = stepsOf(
      '- parallel: { copies: 3, of: c, steps: [ connect, { send: "${me} ${copy}", expect: "x" } ] }\n- d: { expect: "x" }',
      { peers: 'peers: { c: { connect: server }, d: { connect: server } }' },
    );
    expect(parallel?.args).toMatchObject({
      copies: 3,
      of: 'c',
      steps: [{ actor: 'c' }, { actor: 'c' }, { actor: 'c' }],
    });
  });

  test('what may be expected', () => {
    const expectation = (written: string): unknown =>
      argsOf(stepsOf(`- expect: ${written}`, { top: 'frame: line' })[0])['expectation'];
    expect(expectation('"x"')).toEqual({
      kind: 'next',
      raw: false,
      predicates: [{ kind: 'equals', value: text('x') }],
    });
    expect(expectation("{ starts: a, match: 'b+', not: { ends: c } }")).toEqual({
      kind: 'next',
      raw: false,
      predicates: [
        { kind: 'starts', value: text('a') },
        { kind: 'match', pattern: 'b+' },
        { kind: 'not', predicates: [{ kind: 'ends', value: text('c') }] },
      ],
    });
    expect(expectation('{ hex: "ff" }')).toMatchObject({
      kind: 'next',
      predicates: [{ kind: 'equals', value: { kind: 'payload' } }],
    });
    expect(expectation('{ raw: "x\\n" }')).toMatchObject({ kind: 'next', raw: true });
    expect(expectation('{ any: 3 }')).toEqual({ kind: 'any', count: 3 });
    expect(expectation('{ unordered: ["a", { hex: "ff" }] }')).toMatchObject({
      kind: 'unordered',
      values: [text('a'), { kind: 'payload' }],
    });
    expect(expectation('{ eventually: { contains: x } }')).toMatchObject({
      kind: 'eventually',
      predicates: [{ kind: 'contains' }],
    });
  });

  test('a program that has ended may be started again', () => {
    expect(
      stepsOf('- start: client\n- client: { exits: 0 }\n- start: client\n- client: { exits: 0 }', UDP),
    ).toHaveLength(4);
  });

  test('a peer may connect again behind a close, also from one round to the next', () => {
    expect(
      stepsOf(
        '- repeat: { times: 2, steps: [ connect, { send: "x", expect: "x" }, close ] }\n- connect\n- close: writing\n- closed',
      ),
    ).toHaveLength(4);
  });
});

describe('damage', () => {
  test('each rule has its kind, its arguments, whose traffic it is about, and words for the report', () => {
    const check = checkOf(
      'damage: { wire: [ { from: client, drop: [2, 5] }, { loss: 20%, at_most: 2 in a row } ] }\nsteps:\n  - start: client\n  - expect: "x"',
      UDP,
    );
    expect(check.damage).toMatchObject([
      {
        link: 'wire',
        from: 'client',
        name: 'drop',
        args: { which: { kind: 'nth', units: [2, 5] } },
        text: 'drop the 2nd and 5th datagrams from client',
      },
      {
        link: 'wire',
        name: 'loss',
        args: { share: 0.2, atMostInARow: 2 },
        text: 'lose 20% (at most 2 in a row) of the datagrams',
      },
    ]);
    expect(check.damage[1]).not.toHaveProperty('from');
  });

  test('is not inherited: a check that is like another has its own', () => {
    const spec = specOf({
      ...UDP,
      checks:
        '  - id: model\n    damage: { wire: [ { drop: 1 } ] }\n    steps: [ { start: client }, { expect: "x" } ]\n  - { id: copy, like: model }',
    });
    expect(spec.checks.map(({ damage }) => damage.length)).toEqual([1, 0]);
  });
});

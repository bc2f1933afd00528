import { describe, expect, test } from 'vitest';
import { markOne } from '../cli/mark-one.test-support.js';
import { lineServer, specWith } from './tcp-server.test-support.js';

const accounts = lineServer(
  '(line, state) => { const [word, a, b] = line.split(" "); if (word === "USER") { state.user = a; return "+password for " + a; } if (word === "PASS") { state.in = a === "s3cret"; return state.in ? "!in" : "-wrong"; } if (word === "WHO") return state.in ? state.user : "-log in first"; return word === "GROW" ? String(Number(a) + 1) : "-what?"; }',
  '+ready',
);

const blocks = `blocks:
  login:
    takes: [user, word]
    steps:
      - expect: { starts: "+" }
      - { send: "USER \${user}", expect: "+password for \${user}" }
      - { send: "PASS \${word}", expect: { match: '^(?<answer>.).*' } }
  who: [ { send: "WHO", expect: { any: 1 }, as: name } ]
  grow:
    takes: [size]
    steps: [ { send: "GROW \${size}", expect: "\${size + 1}" } ]`;

describe('blocks', () => {
  test('a failure in a block tells which use of it failed', async () => {
    const { check } = await markOne({
      files: accounts,
      spec: specWith(
        `
  - id: a
    steps:
      - use: { login: { user: bob, word: s3cret } }
      - use: { grow: { size: 4 } }
      - use: who
      - { send: "GROW 1", expect: "3" }
  - id: b
    steps:
      - use: { login: { user: bob, word: s3cret } }
      - repeat: { times: 1, steps: [ use: outer ] }`,
        undefined,
        `${blocks}
  outer: [ use: inner ]
  inner: [ { send: "GROW 4", expect: "4" } ]`,
      ),
    });
    expect(check('a').findings[0]?.usedAt).toBeUndefined();
    expect(check('b').findings[0]?.usedAt?.map(({ text }) => text.trim())).toEqual([
      '- repeat: { times: 1, steps: [ use: outer ] }',
      'outer: [ use: inner ]',
    ]);
  });

  test('are used with values, and what they keep is known behind them', async () => {
    const { check } = await markOne({
      files: accounts,
      spec: specWith(
        `
  - id: a
    cases: [ { user: "bob" }, { user: "eve" } ]
    steps:
      - use: { login: { user: "\${user}", word: "s3cret" } }
      - use: who
      - check: answer == "!" && string(name) == user
      - use: { grow: { size: 4 } }`,
        undefined,
        blocks,
      ),
    });
    expect(check('a').findings).toEqual([]);
    expect(check('a').steps.map(({ depth, text }) => `${'  '.repeat(depth)}${text}`)).toEqual([
      'login with user = "${user}", word = "s3cret":',
      '  expect something that starts with "+"',
      '  send "USER ${user}"',
      '  expect "+password for ${user}"',
      '  send "PASS ${word}"',
      '  expect something that matches /^(?<answer>.).*/',
      'who:',
      '  send "WHO"',
      '  expect any message, kept as name',
      'check that answer == "!" && string(name) == user',
      'grow with size = 4:',
      '  send "GROW ${size}"',
      '  expect "${size + 1}"',
    ]);
  });

  test('in the name of a peer are done by that peer', async () => {
    const { check } = await markOne({
      files: accounts,
      spec: specWith(
        `
  - id: a
    steps:
      - alice: { use: { login: { user: "alice", word: "s3cret" } } }
      - bob: { use: { login: { user: "bob", word: "wrong" } } }
      - alice: { send: "WHO", expect: "alice" }
      - bob: { send: "WHO", expect: "-log in first" }`,
        '{ alice: { connect: server, frame: line }, bob: { connect: server, frame: line } }',
        blocks.replace(/ {2}who:.*\n/, '').replace(/ {2}grow:[^]*/, ''),
      ),
    });
    expect(check('a').findings).toEqual([]);
  });

  test('a failure in a block is shown where it is written, with the values it was given', async () => {
    const { check } = await markOne({
      files: accounts,
      spec: specWith(
        '  - { id: a, steps: [ { expect: { any: 1 } }, { use: { ask: { question: "GROW 1", right: "3" } } } ] }',
        undefined,
        'blocks:\n  ask:\n    takes: [question, right]\n    steps:\n      - { send: $question, expect: $right }',
      ),
    });
    expect(check('a').findings).toMatchObject([{ code: 'reply-differs', step: '2.1b', source: { line: 10 } }]);
    expect(new TextDecoder().decode(check('a').findings[0]?.comparison?.expected?.data)).toBe('3');
  });
});

describe('groups', () => {
  const chat = lineServer(
    '(line, state, s) => { global.all ??= new Set(); if (line.startsWith("NICK ")) { state.name = line.slice(5); global.all.add(s); return "OK " + state.name; } for (const other of global.all) if (other !== s) other.write(state.name + ": " + line + "\\n"); }',
  );
  const forgetful = lineServer(
    '(line, state, s) => { global.all ??= new Set(); if (line.startsWith("NICK ")) { state.name = line.slice(5); global.all.add(s); return "OK " + state.name; } const [first] = [...global.all].filter((other) => other !== s); first.write(state.name + ": " + line + "\\n"); }',
  );
  const spec = specWith(
    `
  - id: broadcast
    steps:
      - everyone: { send: "NICK \${me}", expect: "OK \${me}" }
      - alice: { send: "hi all" }
      - listeners: { expect: "alice: hi all" }
      - alice: { quiet: 100ms }`,
    '{ alice: { connect: server }, bob: { connect: server }, carol: { connect: server } }',
    'frame: line\ngroups: { listeners: [bob, carol] }',
  );

  test('each member does the steps, in its own name', async () => {
    const { check } = await markOne({ files: chat, spec });
    expect(check('broadcast').findings).toEqual([]);
    expect(
      check('broadcast')
        .steps.map(({ actor, text }) => `${actor}: ${text}`)
        .slice(-4),
    ).toEqual([
      'alice: send "hi all"',
      'bob: expect "alice: hi all"',
      'carol: expect "alice: hi all"',
      'alice: expect silence for 100 ms',
    ]);
  });

  test('the member that fails is named', async () => {
    const { check } = await markOne({ files: forgetful, spec });
    expect(check('broadcast').findings).toMatchObject([{ code: 'no-reply', actor: 'carol' }]);
  });
});

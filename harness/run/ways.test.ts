import { describe, expect, test } from 'vitest';
import { markOne } from '../cli/mark-one.test-support.js';
import { lineServer, specWith, tcpServer } from './tcp-server.test-support.js';

/** Binary search: as many guesses as the number needs, whatever it is. */
const search = `
  - id: search
    steps:
      - let: { lo: 1, hi: 100 }
      - repeat:
          at_most: 7
          steps:
            - let: { mid: (lo + hi) / 2 }
            - send: "\${mid}"
            - either:
                - { expect: { match: '(?i)too low' }, then: { let: { lo: mid + 1 } } }
                - { expect: { match: '(?i)too high' }, then: { let: { hi: mid - 1 } } }
                - { expect: { match: '(?i)correct' }, then: leave }
            - { check: lo <= hi, hint: "is the number chosen again at each guess?" }
      - closed`;

const guessing = (answer: string): Record<string, string> =>
  lineServer(`(line, state, s) => { const n = Number(line); ${answer} }`);

describe('either', () => {
  test.each([1, 42, 100])('goes the way whose expectation comes true: the number %i is found', async (secret) => {
    const files = guessing(
      `if (n === ${secret}) { s.end("Correct!\\n"); return; } return n < ${secret} ? "Too low" : "Too high";`,
    );
    const { check } = await markOne({ files, spec: specWith(search) });
    expect(check('search').findings).toEqual([]);
  });

  test('what is none of the ways is a failure that names them all', async () => {
    const { check } = await markOne({ files: guessing('return "colder";'), spec: specWith(search) });
    expect(check('search').findings).toMatchObject([
      {
        code: 'no-way-on',
        summary: 'what came is none of the 3 things that may come here',
        comparison: {
          wanted:
            'c: expect something that matches /(?i)too low/, or c: expect something that matches /(?i)too high/, or c: expect something that matches /(?i)correct/',
        },
      },
    ]);
    expect(new TextDecoder().decode(check('search').findings[0]?.comparison?.actual.data)).toBe('colder\n');
  });

  test('silence, and an end, are told apart from a wrong answer', async () => {
    const silent = await markOne({ files: guessing('return undefined;'), spec: specWith(search) });
    expect(silent.check('search').findings).toMatchObject([
      { code: 'no-way-on', summary: 'none of the 3 things that may come here came within 1 s' },
    ]);
    const gone = await markOne({ files: guessing('s.end();'), spec: specWith(search) });
    expect(gone.check('search').findings).toMatchObject([
      { code: 'no-way-on', summary: 'the server closed the connection where one of 3 things should come' },
    ]);
  });

  test('a right answer without its end, behind others that had theirs, is known as that', async () => {
    const { check } = await markOne({
      files: guessing('if (n < 90) return "Too low"; s.write("Too high");'),
      spec: specWith(search),
    });
    expect(check('search').findings).toMatchObject([
      {
        code: 'no-way-on',
        actor: 'c',
        summary:
          'none of the 3 things that may come here came within 1 s; 8 bytes came, which do not end with its line end (0a)',
      },
    ]);
    expect(check('search').diagnosis).toMatchObject({
      code: 'message-end-missing',
      title: 'A message of your program does not end with a line feed (0a), as others before it did.',
      evidence: 'It sent "Too high", and nothing more.',
    });
  });

  test('what is no beginning of any way is not', async () => {
    const { check } = await markOne({ files: guessing('s.write("colder");'), spec: specWith(search) });
    expect(check('search').diagnosis?.code).not.toBe('message-end-missing');
  });

  test('a number that is chosen again at each guess is found out by the check', async () => {
    const { check } = await markOne({
      files: guessing('return n % 2 ? "Too low" : "Too high";'),
      spec: specWith(search),
    });
    expect(check('search').findings).toMatchObject([
      {
        code: 'check-failed',
        summary: 'lo <= hi is not true: lo is 44, hi is 43',
        hint: 'is the number chosen again at each guess?',
      },
    ]);
  });

  const refusal = `
  - id: refusal
    steps:
      - send: "HELP"
      - either:
          - { expect: { starts: "-" }, then: [ { send: "BYE", expect: "+bye" }, closed ] }
          - { closed: somehow }
      - server: running`;

  test('a way may be the end of the connection, of a program, or what is printed', async () => {
    const answering = lineServer(
      '(line, state, s) => { if (line === "BYE") { s.end("+bye\\n"); return; } return "-no"; }',
    );
    expect((await markOne({ files: answering, spec: specWith(refusal) })).check('refusal').findings).toEqual([]);
    const closing = lineServer('(line, state, s) => { s.end(); }');
    expect((await markOne({ files: closing, spec: specWith(refusal) })).check('refusal').findings).toEqual([]);
    const dying = lineServer('() => { console.log("sorry"); process.exit(3); }');
    const ways = `
  - id: a
    steps:
      - send: "HELP"
      - either:
          - { server: { exits: 0 } }
          - { server: { prints: { contains: "sorry" } }, then: { server: { exits: 3 } } }`;
    expect((await markOne({ files: dying, spec: specWith(ways) })).check('a').findings).toEqual([]);
  });

  test('on a stream without messages the first bytes decide', async () => {
    const files = tcpServer('s.write("+O"); setTimeout(() => s.write("K"), 30);');
    const { check } = await markOne({
      files,
      spec: specWith(
        '  - { id: a, steps: [ { either: [ { expect: "-ERR" }, { expect: "+OK" } ] } ] }\n  - { id: b, steps: [ { either: [ { expect: "-ERR" }, { expect: "*OK" } ] } ] }',
        '{ c: { connect: server } }',
      ),
    });
    expect(check('a').findings).toEqual([]);
    expect(check('b').findings).toMatchObject([
      { code: 'no-way-on', summary: 'what came is none of the 2 things that may come here' },
    ]);
  });
});

describe('repeat', () => {
  const upTo = (words: string): string => `
  - id: a
    steps:
      - let: { n: 0 }
      - repeat:
          at_most: 4
          ${words}
          steps:
            - { send: "next", expect: { match: '^(?<word>\\w+) (?<count>\\d+)$' } }
            - let: { n: number(count) }
      - { send: "so \${word}", expect: "so it is" }`;
  const counting = lineServer(
    '(line, state) => line === "next" ? "step " + (state.n = (state.n ?? 0) + 1) : "so it is"',
  );

  test('ends behind the round in which its condition holds', async () => {
    expect((await markOne({ files: counting, spec: specWith(upTo('until: n == 3')) })).check('a').findings).toEqual([]);
  });

  test('a condition that never holds is a failure, unless that is ok', async () => {
    const { check } = await markOne({ files: counting, spec: specWith(upTo('until: n > 9')) });
    expect(check('a').findings).toMatchObject([
      { code: 'never-done', summary: 'after 4 rounds it was still not done: n > 9 never was true' },
    ]);
    const lenient = await markOne({ files: counting, spec: specWith(upTo('until: n > 9\n          else: ok')) });
    expect(lenient.check('a').findings).toEqual([]);
  });

  test('a guess that never is right is told with the number of rounds', async () => {
    const { check } = await markOne({
      files: guessing('return "Too low";'),
      spec: specWith(search.replace('- { check: lo <= hi, hint: "is the number chosen again at each guess?" }', '')),
    });
    expect(check('search').findings).toMatchObject([
      { code: 'never-done', summary: 'after 7 rounds it was still not done' },
    ]);
  });
});

describe('collect', () => {
  const checks = `
  - id: a
    extra: ok
    steps:
      - send: "go"
      - { collect: 6, match: '^(alice|bob): ', as: seen }
      - check: 'seen.filter(x, x.startsWith("alice")) == range(1, 3).map(n, "alice: a" + string(n))'`;
  const chat = (lines: readonly string[]): Record<string, string> =>
    lineServer(`() => ${JSON.stringify(lines.join('\n'))}`);

  test('takes what matches and passes over the rest; a check then looks at their order', async () => {
    const files = chat(['* join', 'alice: a1', 'bob: b1', 'alice: a2', '* leave', 'bob: b2', 'bob: b3', 'alice: a3']);
    expect((await markOne({ files, spec: specWith(checks) })).check('a').findings).toEqual([]);
  });

  test('messages in another order, and too few of them, fail', async () => {
    const swapped = chat(['alice: a2', 'alice: a1', 'bob: b1', 'bob: b2', 'bob: b3', 'alice: a3']);
    expect((await markOne({ files: swapped, spec: specWith(checks) })).check('a').findings).toMatchObject([
      {
        code: 'check-failed',
        summary:
          'seen.filter(x, x.startsWith("alice")) == range(1, 3).map(n, "alice: a" + string(n)) is not true: seen is ["alice: a2", "alice: a1", "bob: b1", "bob: b2", "bob: b3", "alice: a3"]',
      },
    ]);
    const few = chat(['alice: a1', '* join', 'bob: b1']);
    expect((await markOne({ files: few, spec: specWith(checks) })).check('a').findings).toMatchObject([
      { code: 'no-reply', summary: '2 of 6 messages of that kind came, then silence for 1 s' },
    ]);
  });
});

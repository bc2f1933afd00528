import { describe, expect, test } from 'vitest';
import { markOne, type MarkedOne } from '../cli/mark-one.test-support.js';
import { damages } from '../links/index.js';

type Word = keyof typeof damages;

// Node programs: what is looked at here is what reports and traces tell of a link, through the whole pipeline.
const files = {
  'server.cjs':
    "require('net').createServer({ allowHalfOpen: true }, (s) => { s.on('error', () => {}); s.on('data', (d) => s.write(d)); s.on('end', () => s.end()); }).listen(+process.argv[2], '127.0.0.1');",
  'sink.cjs':
    "require('net').createServer((s) => s.on('error', () => {}).resume()).listen(+process.argv[2], '127.0.0.1');",
  'udp.cjs':
    "const s = require('dgram').createSocket('udp4'); s.on('message', (d, r) => s.send(d, r.port, r.address)); s.bind(+process.argv[2], '127.0.0.1');",
};

function mark(over: 'tcp' | 'udp', checks: readonly string[], program = 'server'): Promise<MarkedOne> {
  return markOne({
    files,
    spec: [
      'spec: 1',
      'name: links',
      `programs: { server: { run: "node ${over === 'tcp' ? program : 'udp'}.cjs \${port}" } }`,
      `peers: { c: { connect: server, over: ${over} } }`,
      'links: { wire: { from: c, to: server } }',
      'checks:',
      ...checks.map((check) => `  - ${check}`),
      '',
    ].join('\n'),
  });
}

/** One rule for each word, as an author writes it; it befalls one of six datagrams, or a short stream. */
const rules: Record<Word, { readonly rule: string; readonly told: RegExp }> = {
  drop: { rule: 'drop: 2', told: /^wire rule 1: no\. 2 from c: dropped/ },
  loss: { rule: 'loss: 100%', told: /^wire rule 1: no\. 1 from c: lost/ },
  bursts: { rule: 'bursts: { start: 100%, stop: 1% }', told: /^wire rule 1: no\. 1 from c: lost in a burst/ },
  duplicate: { rule: 'duplicate: 2', told: /^wire rule 1: no\. 2 from c: duplicated/ },
  replay: { rule: 'replay: 1', told: /^wire rule 1: no\. 1 from c: replayed behind the 2nd/ },
  inject: { rule: 'inject: "NO"', told: /^wire rule 1: no\. 1 from c: injected behind it: 2 bytes/ },
  swap: { rule: 'swap: [1, 2]', told: /^wire rule 1: no\. 2 from c: swapped with the 1st/ },
  hold: { rule: 'hold: { nth: 1, until: 1 more }', told: /^wire rule 1: no\. 1 from c: let go behind the 2nd/ },
  reorder: { rule: 'reorder: 100%', told: /^wire rule 1: no\. 1 from c: let go behind the 2nd/ },
  corrupt: { rule: 'corrupt: 1', told: /^wire rule 1: no\. 1 from c: corrupted at offset \d/ },
  truncate: { rule: 'truncate: 1', told: /^wire rule 1: no\. 1 from c: cut from 5 bytes to 1 byte/ },
  mtu: { rule: 'mtu: 4', told: /^wire rule 1: no\. 1 from c: dropped: 5 bytes are more than 4 bytes/ },
  spoof: { rule: 'spoof: 2', told: /^wire rule 1: no\. 2 from c: delivered from another port/ },
  batch: { rule: 'batch: { every: 5ms }', told: /^wire rule 1: no\. 1 from c: put into a batch/ },
  blackhole: { rule: 'blackhole: after 3rd', told: /^wire rule 1: no\. 4 from c: swallowed/ },
  refuse: { rule: 'refuse: after 2nd', told: /^wire rule 1: no\. 2 from c: the port is closed behind it/ },
  delay: { rule: 'delay: 5ms', told: /^wire rule 1: no\. 1 from c: delayed 5 ms/ },
  rate: { rule: 'rate: 1Mbit', told: /^wire rule 1: no\. 1 from c: slowed to 1 Mbit\/s/ },
  profile: { rule: 'profile: cable', told: /^wire rule 1: no\. 1 from c: slowed to 1 Mbit\/s/ },
  pieces: { rule: 'pieces: [1, rest]', told: /^wire rule 1: no\. 1 from c: cut after byte 1/ },
  sliver: { rule: 'sliver: 2 bytes', told: /^wire rule 1: no\. 1 from c: delivered 2 bytes at a time/ },
  glue: { rule: 'glue: 100ms', told: /^wire rule 1: no\. 2 from c: glued to no\. 1/ },
  stall: { rule: 'stall: 5ms', told: /^wire rule 1: no\. 1 from c: stalled for 5 ms/ },
  rewrite: { rule: 'rewrite: "00", at: 1', told: /^wire rule 1: no\. 1 from c: rewritten: 1 byte at offset 1/ },
  cut_after: { rule: 'cut_after: 3 bytes', told: /^wire rule 1: no\. 1 from c: closed after 3 bytes/ },
  reset: { rule: 'reset: after 3 bytes', told: /^wire rule 1: no\. 1 from c: reset after 3 bytes/ },
  delay_close: { rule: 'delay_close: 5ms', told: /^wire rule 1: no\. 2 from c: the FIN behind it is 5 ms late/ },
  drop_fin: { rule: 'drop_fin: true', told: /^wire rule 1: no\. 2 from c: the FIN behind it is swallowed/ },
};

describe('what every kind of damage did is told in the report, and nobody is blamed for it', () => {
  const words = Object.keys(rules) as Word[];
  const tcp = words.filter((word) => !damages[word].worksOn.some((medium) => medium === 'datagram'));
  const udp = words.filter((word) => !tcp.includes(word));

  test.each([
    ['udp' as const, udp, 'repeat: { times: 6, steps: [ c: { send: "hello" } ] }', 'datagrams: ">= 2"'],
    ['tcp' as const, tcp, 'c: { send: "hello" }', 'bytes: ">= 5"'],
  ])('%s', async (over, some, send, seen) => {
    const { check } = await mark(
      over,
      some.map((word) => {
        const more =
          over === 'tcp' ? '{ c: { send: "again" } }, { c: { close: writing } }, { c: { quiet: 100ms } }, ' : '';
        return `{ id: ${word}, extra: ok, damage: { wire: [ { from: c, ${rules[word].rule} } ] }, steps: [ { ${send} }, { wire: { saw: { from: c, ${seen} } } }, ${more}{ server: running } ] }`;
      }),
      'sink',
    );
    for (const word of some) {
      const { status, damage, exchange } = check(word);
      expect([word, damage.filter((line) => rules[word].told.test(line)).length]).toEqual([word, 1]);
      expect([word, status]).toEqual([word, 'passed']);
      const drawn = exchange.events.some(
        (event) =>
          (event.kind === 'note' && event.at === 'wire') || (event.kind === 'message' && event.damage !== undefined),
      );
      expect([word, drawn]).toEqual([word, true]);
    }
  });
});

describe('the switch of a link', () => {
  test('down: what is sent is lost and told; up: it arrives again', async () => {
    const { check } = await mark('udp', [
      '{ id: a, steps: [ { c: { send: "1", expect: "1" } }, { wire: down }, { c: { send: "2" } }, { wire: { saw: { from: c, datagrams: ">= 2" } } }, { wire: up }, { c: { send: "3", expect: "3" } } ] }',
    ]);
    expect(check('a')).toMatchObject({
      status: 'passed',
      damage: ['wire: no. 2 from c: swallowed: the link is down'],
    });
    expect(check('a').exchange.events).toContainEqual(
      expect.objectContaining({ kind: 'message', damage: 'dropped by wire: swallowed: the link is down' }),
    );
  });

  test('down: a connection is reset', async () => {
    const { check } = await mark('tcp', [
      '{ id: a, steps: [ { c: { send: "1", expect: "1" } }, { wire: down }, { c: { closed: by reset } } ] }',
    ]);
    expect(check('a').status).toBe('passed');
  });

  test('pause and resume: what was held arrives, in its order', async () => {
    const { check } = await mark('tcp', [
      '{ id: a, steps: [ { c: connect }, { wire: pause }, { c: { send: "12" } }, { c: { send: "34" } }, { wire: { saw: { from: c, bytes: ">= 4" } } }, { c: { quiet: 50ms } }, { wire: resume }, { c: { expect: "1234" } } ] }',
    ]);
    expect(check('a').status).toBe('passed');
  });

  test('a program that is started towards a link that is down is refused', async () => {
    const { check } = await markOne({
      files: {
        'client.cjs':
          "require('net').connect(+process.argv[2], '127.0.0.1').on('error', (e) => { console.error(e.code); process.exit(7); });",
      },
      spec: [
        'spec: 1',
        'name: links',
        'programs: { client: { run: "node client.cjs ${port}", start: by step } }',
        'peers: { s: { listen: tcp } }',
        'links: { wire: { from: client, to: s } }',
        'checks:',
        '  - { id: a, steps: [ { wire: down }, { start: client }, { client: { exits: 7, complains: { contains: ECONNREFUSED } } } ] }',
        '',
      ].join('\n'),
    });
    expect(check('a').status).toBe('passed');
  });
});

test('a rule for one client leaves the other alone', async () => {
  const { check } = await mark('udp', [
    '{ id: a, damage: { wire: [ { from: c, drop: 1, only: client 2 } ] }, steps: [ { c: { send: "1", expect: "1" } }, { c: close }, { c: connect }, { c: { send: "2" } }, { c: { send: "3", expect: "3" } } ] }',
  ]);
  expect(check('a')).toMatchObject({
    status: 'passed',
    damage: ['wire rule 1: no. 1 from c (connection 2): dropped'],
  });
});

describe('pieces through a link', () => {
  test.each([
    [
      'to a client that reads late',
      'peers: { p: { listen: tcp } }',
      'from: program, to: p',
      'ready: running, start: by step, ',
      '{ start: program }, { p: { expect: "hi" } }, ',
      'c = socket.create_connection(("127.0.0.1", int(sys.argv[1])))\nc.sendall(b"hi")',
    ],
    [
      'to a server that reads late',
      'peers: { p: { connect: program } }',
      'from: p, to: program',
      '',
      '',
      's = socket.create_server(("127.0.0.1", int(sys.argv[1])))\nc, _ = s.accept()',
    ],
  ])(
    '%s: each waits until the program, and not the link alone, has read the one before',
    async (_to, peers, ends, more, begin, connect) => {
      const { check } = await markOne({
        files: {
          'program.py': `import socket, sys, time\n${connect}\nfor _ in range(2):\n    time.sleep(0.3)\n    print(c.recv(100), flush=True)\ntime.sleep(9)`,
        },
        spec: `spec: 1
name: pieces
programs: { program: { ${more}run: "python3 program.py \${port}" } }
${peers}
links: { wire: { ${ends} } }
checks: [ { id: a, steps: [ ${begin}{ p: { send: "abcd", raw: true, pieces: [1, rest] } }, { program: { prints: { contains: "b'a'\\nb'bcd'" } } } ] } ]
`,
      });
      expect(check('a').findings).toEqual([]);
    },
  );
});

test('of what a client sent to another peer nothing is said to be lost', async () => {
  const { check } = await markOne({
    files: {
      'client.cjs':
        "const s = require('dgram').createSocket('udp4'); for (const at of [3, 3]) s.send('hello', +process.argv[at], process.argv[2]); setTimeout(() => {}, 30_000);",
    },
    spec: `spec: 1
name: links
programs: { client: { run: "node client.cjs \${host} \${port.s} \${port.t}", start: by step } }
peers: { s: { listen: udp }, t: { listen: udp } }
links: { one: { from: client, to: s }, two: { from: client, to: t } }
checks:
  - { id: a, damage: { one: [ { from: client, drop: 2 } ] }, steps: [ start: client, { s: { expect: "hello", answer: "x" } }, { t: { expect: "hello", within: 1s } } ] }
`,
  });
  expect(check('a').findings).toMatchObject([{ code: 'never-connected' }]);
});

test('a client whose every datagram is lost is told so, and not that it sent nothing', async () => {
  const { check } = await markOne({
    files: {
      'client.cjs':
        "require('dgram').createSocket('udp4').send('hello', +process.argv[3], process.argv[2], () => setTimeout(() => {}, 30_000));",
    },
    spec: `spec: 1
name: links
programs: { client: { run: "node client.cjs \${host} \${port}", start: by step } }
peers: { s: { listen: udp } }
links: { wire: { from: client, to: s } }
checks:
  - { id: a, damage: { wire: [ { from: client, drop: 1 } ] }, steps: [ { start: client }, { s: { expect: "hello", within: 1s } } ] }
`,
  });
  expect(check('a').findings).toMatchObject([
    {
      code: 'nothing-came-through',
      summary:
        'of all that the client sent (once) nothing came through: it was lost on the way, on purpose; and nothing more came within 1 s',
    },
  ]);
  expect(check('a').diagnosis?.code).toBe('no-retransmission');
});

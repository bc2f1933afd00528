import { describe, expect, test } from 'vitest';
import { markOne } from '../cli/mark-one.test-support.js';
import { lineServer, specWith, tcpServer } from './tcp-server.test-support.js';

describe('what a step keeps', () => {
  const checks = `
  - id: a
    steps:
      - { send: "NEW", expect: { match: '^id=(?<id>[a-z0-9]+) key=(?<key>.+)$' } }
      - { send: "GET \${id} \${key}", expect: "hello \${id}" }
      - { expect: "bye", as: last }
      - { send: $last, expect: { contains: $last } }`;

  test('the named groups of a pattern, and the message itself, are values for the steps behind it', async () => {
    const files = lineServer(
      '(line, state, s) => { if (line === "NEW") return "id=7f key=a b"; if (line === "GET 7f a b") return "hello 7f\\nbye"; return "again: " + line }',
    );
    const { check } = await markOne({ files, spec: specWith(checks) });
    expect(check('a').findings).toEqual([]);
  });

  test('a wrong answer to a kept value is shown with the value in it', async () => {
    const files = lineServer('(line) => line === "NEW" ? "id=7f key=x" : "hello 7e"');
    const { check } = await markOne({ files, spec: specWith(checks) });
    expect(check('a').findings).toMatchObject([
      { code: 'reply-differs', summary: 'the answer differs from byte 8 on', comparison: { differsAt: 7 } },
    ]);
    expect(new TextDecoder().decode(check('a').findings[0]?.comparison?.expected?.data)).toBe('hello 7f');
  });

  test('bytes stay bytes, also those that are no text', async () => {
    const files = tcpServer('s.write(Buffer.from("ff00fe0a", "hex")); s.on("data", (d) => s.write(d));');
    const { check } = await markOne({
      files,
      spec: specWith(
        `  - { id: a, steps: [ { expect: { match: '^(?<token>.+)$' }, as: all }, { send: "<\${token}|\${all}>", expect: { hex: "3c ff 00 fe 7c ff 00 fe 3e" } } ] }`,
      ),
    });
    expect(check('a').findings).toEqual([]);
  });

  test('what a program prints can be kept too', async () => {
    const files = {
      'server.cjs':
        'const code = "k42"; console.log("code " + code); require("net").createServer((s) => { s.on("error", () => {}); s.on("data", (d) => s.write(String(d).trim() === code ? "yes\\n" : "no\\n")); }).listen(+process.argv[2]);',
    };
    const { check } = await markOne({
      files,
      spec: specWith(
        `  - { id: a, steps: [ { server: { prints: { match: 'code (?<code>\\w+)' } } }, { c: { send: "\${code}", expect: "yes" } } ] }`,
      ),
    });
    expect(check('a').findings).toEqual([]);
  });

  test('a group that took no part is the empty text', async () => {
    const files = lineServer('(line) => line');
    const { check } = await markOne({
      files,
      spec: specWith(
        `  - { id: a, steps: [ { send: "low", expect: { match: '^(?:(?<high>high)|(?<low>low))$' } }, { check: 'high == "" && low == "low"' } ] }`,
      ),
    });
    expect(check('a').findings).toEqual([]);
  });

  test('the copies of a peer keep values of their own', async () => {
    const files = lineServer(
      '(line, state) => { if (line === "who") { global.n = (global.n ?? 0) + 1; state.id = "c" + global.n; return state.id; } return line === state.id ? "you" : "somebody else"; }',
    );
    const { check } = await markOne({
      files,
      spec: specWith(
        `  - { id: a, steps: [ { parallel: { copies: 6, of: c, steps: [ { send: "who", expect: { match: '^(?<id>c\\d)$' } }, { meet: all }, { send: "\${id}", expect: "you" } ] } } ] }`,
      ),
    });
    expect(check('a').findings).toEqual([]);
  });
});

describe('let and check', () => {
  const counting = lineServer(
    '(line, state) => { const [, a, b] = /^ADD (-?\\d+) (-?\\d+)$/.exec(line) ?? []; return String(Number(a) + Number(b)); }',
  );
  const adding = lineServer(
    '(line, state) => { const [, a, b] = /^ADD (-?\\d+) (-?\\d+)$/.exec(line) ?? []; return String(Number(a) + Number(b) + (Number(a) > 4 ? 1 : 0)); }',
  );
  const checks = `
  - id: sums
    steps:
      - let: { total: 0 }
      - repeat:
          for: n
          in: 1..6
          steps:
            - { send: "ADD \${n} \${total}", expect: { match: '^(?<sum>-?\\d+)$' } }
            - { check: number(sum) == total + n, hint: "add the two numbers" }
            - let: { total: number(sum) }
      - { check: total == 21 }
      - { send: "ADD \${total * 2} \${-total}", expect: "\${total}" }`;

  test('calculate with what came, from round to round', async () => {
    const { check } = await markOne({ files: counting, spec: specWith(checks) });
    expect(check('sums').findings).toEqual([]);
  });

  test('a check that does not hold is shown with its values and its hint', async () => {
    const { check } = await markOne({ files: adding, spec: specWith(checks) });
    expect(check('sums').findings).toMatchObject([
      {
        code: 'check-failed',
        summary: 'number(sum) == total + n is not true: sum is "16", total is 10, n is 5',
        hint: 'add the two numbers',
      },
    ]);
  });

  test('a check says in words what is wrong, where its author has put it so', async () => {
    const said = async (says: string): Promise<string | undefined> => {
      const { check } = await markOne({
        files: adding,
        spec: specWith(checks.replace(', hint: "add the two numbers"', `, says: ${JSON.stringify(says)}`)),
      });
      return check('sums').findings[0]?.summary;
    };
    expect(await said('${total} and ${n} are ${total + n}, not ${sum}')).toBe('10 and 5 are 15, not 16');
    expect(await said('x'.repeat(400))).toBe(`${'x'.repeat(300)}…`);
    expect(await said('${n / (n - n)} is nothing')).toBe(
      'number(sum) == total + n is not true: sum is "16", total is 10, n is 5',
    );
  });

  test('what came and makes no value is the fault of the program', async () => {
    const { check } = await markOne({
      files: lineServer('() => "many"'),
      spec: specWith(
        `  - { id: a, steps: [ { send: "x", expect: { match: '(?<n>.*)' } }, { check: number(n) > 3 } ] }`,
      ),
    });
    expect(check('a').findings).toMatchObject([
      { code: 'no-value', summary: 'what came makes no value of number(n) > 3: "many" is no whole number' },
    ]);
  });

  test('an expression without a value that no program has to do with takes no marks', async () => {
    const { check } = await markOne({
      files: counting,
      spec: specWith(
        `  - { id: a, cases: [ { n: 0 }, { n: 1 } ], steps: [ { send: "ADD \${10 / n} 1", expect: { any: 1 } } ] }`,
      ),
    });
    expect(check('a')).toMatchObject({
      status: 'inconclusive',
      inconclusive: { because: 'spec', detail: '"10 / n" in the spec cannot be used: it divides by zero' },
    });
  });

  test('data without a value takes no marks, wherever it is used', async () => {
    for (const use of [
      'steps: [ { send: $m, expect: { any: 1 } } ]',
      'files: { server: { m.txt: $m } }, steps: [ { send: x, expect: { any: 1 } } ]',
    ]) {
      const { check } = await markOne({
        files: counting,
        spec: specWith(`  - { id: a, cases: [ { n: 0 } ], data: { m: { repeat: x, times: "\${10 / n}" } }, ${use} }`),
      });
      expect(check('a')).toMatchObject({
        status: 'inconclusive',
        inconclusive: { because: 'spec', detail: '"10 / n" in the spec cannot be used: it divides by zero' },
      });
    }
  });

  test('a message that turns out not to fit its frame takes no marks', async () => {
    const { check } = await markOne({
      files: tcpServer('s.write("x".repeat(300));'),
      spec: specWith(
        `  - { id: a, frame: { length: u8 }, steps: [ { expect: { any_bytes: 300 }, as: long }, { send: $long, expect: { any: 1 } } ] }`,
      ),
    });
    expect(check('a')).toMatchObject({
      status: 'inconclusive',
      inconclusive: {
        because: 'spec',
        detail: '"$long" in the spec cannot be used: it may have 300 bytes, and u8 counts up to 255',
      },
    });
  });

  test('several lines are sent as one message, where that is calculated', async () => {
    const { check } = await markOne({
      files: lineServer('(line) => line'),
      spec: specWith(
        `  - { id: a, steps: [ { let: { lines: '"a" + "\\n" + "b"' } }, { send: $lines, expect: "a" }, { expect: "b" } ] }`,
      ),
    });
    expect(check('a').findings).toEqual([]);
  });

  test('numbers are taken out of binary messages', async () => {
    const files = tcpServer('s.write(Buffer.from("0102aabb0a", "hex"));');
    const { check } = await markOne({
      files,
      spec: specWith(
        `  - { id: a, steps: [ { expect: { any: 1 }, as: packet }, { check: 'u16be(packet, 0) == 258 && packet.part(2, 4).hex() == "aabb" && size(packet) == 4' } ] }`,
      ),
    });
    expect(check('a').findings).toEqual([]);
  });

  // The check value of CRC-32 (ISO-HDLC), as zlib and Ethernet have it.
  test('the checksum of a message is calculated, and sent', async () => {
    const { check } = await markOne({
      files: tcpServer('s.on("data", (d) => s.write(d));'),
      spec: specWith(`  - id: a
    steps:
      - { send: "123456789", expect: "123456789", as: body }
      - check: crc32(body) == 3421780262
      - { send: { concat: [{ u32be: "\${crc32(body)}" }, $body] }, expect: { hex: "cbf43926 313233343536373839" } }`),
    });
    expect(check('a').findings).toEqual([]);
  });

  // RFC 4231 (test case 2), FIPS 180 ("abc"), RFC 1321 ("abc"), RFC 4648.
  test('a challenge is answered with its hash', async () => {
    const { check } = await markOne({
      files: tcpServer('s.on("data", (d) => s.write(d));'),
      spec: specWith(`  - id: a
    data: { question: "what do ya want for nothing?" }
    steps:
      - send: { concat: ["\${hmac_sha256('Jefe', question).hex()}"] }
        expect: "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
      - { send: "abc", expect: "abc", as: body }
      - check: sha256(body) == sha256("abc") && sha256("abc").part(0, 4).hex() == "ba7816bf"
      - check: sha1(body).hex() == "a9993e364706816aba3e25717850c26c9cd0d89d"
      - check: md5(body).hex() == "900150983cd24fb0d6963f7d28e17f72"
      - check: md5("abc") == md5(body) && sha1("abc") == sha1(body)
      - check: (bytes("Aladdin:open sesame ") + body).base64() == "QWxhZGRpbjpvcGVuIHNlc2FtZSBhYmM="`),
    });
    expect(check('a').findings).toEqual([]);
  });

  test('text with a name is what it says, with the names in it', async () => {
    const { check } = await markOne({
      files: tcpServer('s.on("data", (d) => s.write(d));'),
      spec: specWith(`  - id: a
    cases: [ { who: "Ann" } ]
    data: { greeting: "hello \${who}, it costs $$5" }
    steps: [ { send: $greeting, expect: "hello Ann, it costs $$5" } ]`),
    });
    expect(check('a').findings).toEqual([]);
  });

  test('what was calculated, kept, or put into a file is told when a step fails', async () => {
    const { check } = await markOne({
      files: tcpServer('s.write("nonce 7f\\n"); s.on("data", () => s.write("DENIED\\n"));'),
      spec: specWith(`  - id: a
    frame: line
    data: { password: open, seen: "on the wire" }
    files: { server: { users.txt: "ann \${password}" } }
    steps:
      - expect: { match: '^nonce (?<nonce>.+)$' }
      - let: { mac: 'hmac_sha256(password, nonce)', n: 3, short: 'mac.part(0, 2)' }
      - { send: "\${mac.hex()} \${seen} \${n} \${short.hex()}", expect: "OK" }
      - { send: $nonce }`),
    });
    expect(check('a').values).toEqual([
      'password = "open"',
      'nonce = "7f"',
      'mac = the bytes 12ec38772e7fd669eeaf6da35ed0d895abbba1e4ea144c5668f1eac747708adf',
      'n = 3',
      'short = the bytes 12ec',
    ]);
  });

  test('of a loop, the values of the round that failed are told, and those of lists', async () => {
    const { check } = await markOne({
      files: tcpServer('let n = 0; s.write("a\\nb\\n"); s.on("data", () => s.write(n++ < 2 ? "ok\\n" : "no\\n"));'),
      spec: specWith(`  - id: a
    frame: line
    steps:
      - { collect: 2, as: heard }
      - repeat:
          for: n
          in: 1..5
          steps: [ { send: "\${heard.size()} \${n}", expect: "ok" }, { let: { twice: 2 * n } }, { check: twice > 1 } ]`),
    });
    expect(check('a').values).toEqual(['heard = ["a", "b"]', 'n = 3', 'twice = 4']);
  });
});

import { describe, expect, test } from 'vitest';
import { markOne } from '../cli/mark-one.test-support.js';

/** A login server over TLS: `python3 server.py PORT CRT KEY`. WRAP is how it makes its socket secure. */
function server(wrap = 'context.wrap_socket(conn, server_side=True)', onLine = ''): Record<string, string> {
  return {
    'server.py': `import socket, ssl, sys, threading
context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
context.load_cert_chain(sys.argv[2], sys.argv[3])
listener = socket.create_server(("127.0.0.1", int(sys.argv[1])))
def serve(conn):
  try:
    secure = ${wrap}
    for line in secure.makefile("r"):
      ${onLine || 'pass'}
      secure.sendall(("OK " + line.split()[0] + "\\n").encode())
  except (OSError, ssl.SSLError) as error:
    print("refused:", error, file=sys.stderr)
  finally:
    conn.close()
while True:
  conn, _ = listener.accept()
  threading.Thread(target=serve, args=(conn,), daemon=True).start()
`,
  };
}

const serverSpec = `spec: 1
name: secure
certs:
  ca: {}
  good: { for: [localhost, 127.0.0.1], by: ca }
  other_ca: {}
  unused: { for: localhost, by: other_ca }
  forgotten: { for: example.org, by: ca }
programs: { server: { run: "python3 server.py \${port} \${good.crt} \${good.key} \${unused.crt} \${forgotten.crt}" } }
peers:
  c: { connect: server, frame: line, tls: { trust: ca } }
  plain: { connect: server, frame: line }
  wary: { connect: server, tls: { trust: other_ca } }
  elsewhere: { connect: server, tls: { trust: ca, name: example.org } }
links: { wire: { from: c, to: server } }
within: 2s
checks:
  - id: secret
    data: { password: { token: 16 } }
    steps:
      - c: { send: "LOGIN alice \${password}", expect: { starts: "OK" } }
      - wire: { never: $password, also_as: [base64, hex, utf16, reversed] }
      - wire: { opens_with: tls, at_least: 1.2 }
  - id: plaintext-refused
    steps:
      - plain: { send: "LOGIN alice x" }
      - plain: { closed: somehow, without: { starts: "OK" } }
  - { id: unknown-issuer, steps: [ { wary: { handshake: done } } ] }
  - { id: wrong-name, steps: [ { elsewhere: { handshake: done } } ] }`;

describe('a server over TLS', () => {
  test('is spoken to in secret, and shows the certificate that it was given', async () => {
    const { check } = await markOne({ files: server(), spec: serverSpec, only: ['secret', 'plaintext-refused'] });
    expect(check('secret').findings).toEqual([]);
    expect(check('plaintext-refused').findings).toEqual([]);
  });

  test('peers look at the certificate: who signed it, and for whom it is', async () => {
    const { check } = await markOne({ files: server(), spec: serverSpec, only: ['unknown-issuer', 'wrong-name'] });
    expect(check('unknown-issuer').findings).toMatchObject([
      {
        code: 'handshake-failed',
        summary: 'there was a connection, but no TLS: the certificate is not by an authority that is trusted',
      },
    ]);
    expect(check('wrong-name').findings).toMatchObject([
      { code: 'handshake-failed', summary: 'there was a connection, but no TLS: the certificate is for another host' },
    ]);
  });

  test('that speaks plain text is found out, and so is what it lets cross the wire', async () => {
    const { check: secure } = await markOne({ files: server('conn'), spec: serverSpec, only: ['secret'] });
    expect(secure('secret').findings).toMatchObject([{ code: 'handshake-failed' }]);
    const inPlain = serverSpec
      .replace('frame: line, tls: { trust: ca } }', 'frame: line }')
      .replace('never: $password, also_as: [base64, hex, utf16, reversed]', 'never: "OK LOGIN"');
    const { check } = await markOne({ files: server('conn'), spec: inPlain, only: ['secret'] });
    expect(check('secret').findings).toMatchObject([
      { code: 'seen-on-the-wire', summary: '"OK LOGIN" crossed wire, where everybody can read it' },
    ]);
    const opening = inPlain.replace('- wire: { never: "OK LOGIN" }', '');
    expect(
      (await markOne({ files: server('conn'), spec: opening, only: ['secret'] })).check('secret').findings,
    ).toMatchObject([{ code: 'not-encrypted', summary: 'what c says on wire does not begin with a TLS handshake' }]);
  });

  test('what is only encoded has crossed the wire too', async () => {
    const said = (text: string): string =>
      serverSpec
        .replace('frame: line, tls: { trust: ca } }', 'frame: line }')
        .replace('send: "LOGIN alice ${password}"', `send: "${text}"`)
        .replace('data: { password: { token: 16 } }', 'data: { password: { repeat: "s3cret", times: 1 } }');
    for (const [text, how] of [
      ['LOGIN YWxpY2U6czNjcmV0', 'base64'],
      ['LOGIN 733363726574', 'hex'],
      ['LOGIN terc3s', 'reversed'],
    ] as const)
      expect(
        (await markOne({ files: server('conn'), spec: said(text), only: ['secret'] })).check('secret').findings,
      ).toMatchObject([
        { code: 'seen-on-the-wire', summary: `$password crossed wire as ${how}, where everybody can read it` },
      ]);
  });

  test('an old version of TLS is refused', async () => {
    const old = server();
    const files = {
      'server.py': (old['server.py'] ?? '').replace(
        'context.load_cert_chain',
        'context.maximum_version = ssl.TLSVersion.TLSv1_2\ncontext.load_cert_chain',
      ),
    };
    const newer = serverSpec.replace('at_least: 1.2', 'at_least: 1.3');
    expect((await markOne({ files, spec: serverSpec, only: ['secret'] })).check('secret').findings).toEqual([]);
    expect((await markOne({ files, spec: newer, only: ['secret'] })).check('secret').findings).toMatchObject([
      { code: 'old-tls', summary: 'TLS 1.2 was agreed on over wire; it must be 1.3 or newer' },
    ]);
  });
});

/** A client that says hello: `python3 client.py PORT CA`. */
function client(context = 'ssl.create_default_context(cafile=sys.argv[2])'): Record<string, string> {
  return {
    'client.py': `import socket, ssl, sys
context = ${context}
try:
  sock = context.wrap_socket(socket.create_connection(("127.0.0.1", int(sys.argv[1]))), server_hostname="localhost")
except ssl.SSLError as error:
  sys.exit("no: %s" % error)
sock.sendall(b"hello\\n")
print(sock.recv(100).decode().strip())
`,
  };
}

const CARELESS =
  '(lambda c: (setattr(c, "check_hostname", False), setattr(c, "verify_mode", ssl.CERT_NONE), c)[2])(ssl.create_default_context())';

const clientSpec = `spec: 1
name: careful
certs:
  ca: {}
  good: { for: localhost, by: ca }
  expired: { for: localhost, by: ca, days: -1 }
  elsewhere: { for: example.org, by: ca }
  stranger_ca: {}
  stranger: { for: localhost, by: stranger_ca }
  alone: { for: localhost }
programs: { client: { run: "python3 client.py \${port} \${ca.crt}", start: by step } }
peers:
  s: { listen: tcp, frame: line, tls: { cert: good } }
${['expired', 'elsewhere', 'stranger', 'alone'].map((name) => `  bad_${name}: { listen: tcp, tls: { cert: ${name} } }`).join('\n')}
checks:
  - id: good
    steps:
      - start: { client: { port: s } }
      - s: { expect: "hello", answer: "hi" }
      - client: { exits: 0, prints: "hi\\n" }
${['expired', 'elsewhere', 'stranger', 'alone']
  .map(
    (name) =>
      `  - { id: ${name}, steps: [ { start: { client: { port: bad_${name} } } }, { bad_${name}: { handshake: refused } }, { client: { exits: nonzero } } ] }`,
  )
  .join('\n')}`;

describe('what was recorded on the wire', () => {
  const replaying = serverSpec.replace(
    /checks:[^]*/,
    `checks:
  - id: replay
    within: 500ms
    steps:
      - c: { send: "LOGIN alice s3cret", expect: { starts: "OK" } }
      - wire: { record: c, as: login }
      - plain: { send: $login, raw: true }
      - plain: { closed: somehow, without: { starts: "OK" } }
  - id: silence
    within: 500ms
    steps:
      - wire: { record: server, as: login }
      - plain: { send: $login, raw: true, expect: "never" }`,
  );

  test('can be said again: over TLS to no avail, in plain text with success', async () => {
    const { check } = await markOne({ files: server(), spec: replaying });
    expect(check('replay').findings).toEqual([]);
    const inPlain = replaying.replace('frame: line, tls: { trust: ca } }', 'frame: line }');
    const { check: plain } = await markOne({ files: server('conn'), spec: inPlain, only: ['replay'] });
    expect(plain('replay').findings).toMatchObject([{ code: 'forbidden-answer' }]);
  });

  test('must have been said', async () => {
    const { check } = await markOne({ files: server(), spec: replaying, only: ['silence'] });
    expect(check('silence').findings).toMatchObject([
      { code: 'nothing-recorded', summary: 'nothing crossed wire from the server within 500 ms' },
    ]);
  });
});

describe('a client over TLS', () => {
  test('goes on with a good certificate, and with no other', async () => {
    const { sheet } = await markOne({ files: client(), spec: clientSpec });
    expect(sheet.checks.map(({ id, status, findings }) => [id, status, findings])).toEqual(
      ['good', 'expired', 'elsewhere', 'stranger', 'alone'].map((id) => [id, 'passed', []]),
    );
  });

  test('that looks at nothing fails for each bad certificate', async () => {
    const { check } = await markOne({ files: client(CARELESS), spec: clientSpec });
    expect(check('good').findings).toEqual([]);
    for (const id of ['expired', 'elsewhere', 'stranger', 'alone'])
      expect(check(id).findings).toMatchObject([
        {
          code: 'certificate-accepted',
          summary: 'the client went on with a certificate that it must refuse',
        },
      ]);
  });

  test('that comes again behind a handshake that failed is told of in the order of its coming', async () => {
    const again = `import socket, ssl, sys
def say(context, text):
  sock = context.wrap_socket(socket.create_connection(("127.0.0.1", int(sys.argv[1]))), server_hostname="localhost")
  sock.sendall(text)
  return sock
careful, careless = ssl.create_default_context(), ssl._create_unverified_context()
kept = say(careless, b"first\\n")
try: say(careful, b"second\\n")
except ssl.SSLError: pass
kept = [kept, say(careless, b"third\\n")]
print("all said", flush=True)
sys.stdin.read()
`;
    const spec = clientSpec.replace(
      /checks:[^]*/,
      `checks:
  - id: again
    steps:
      - start: client
      - client: { prints: { contains: "all said" } }
      - s: { expect: "first" }
      - s: close
      - s: { handshake: refused }
      - s: { expect: "third" }`,
    );
    const { check } = await markOne({ files: { 'client.py': again }, spec });
    expect(check('again')).toMatchObject({ status: 'passed', findings: [] });
  });

  test('that looks at the certificate only when the handshake is done, and leaves then, has refused it', async () => {
    const files = {
      'client.cjs': `const tls = require('tls'), fs = require('fs');
const [port, ca] = process.argv.slice(2);
const socket = tls.connect({ port: +port, servername: 'localhost', ca: fs.readFileSync(ca) }, () => socket.write('hello\\n'));
socket.on('error', () => process.exit(1));
socket.on('data', (data) => { process.stdout.write(data); socket.end(); });`,
    };
    const spec = clientSpec.replace('python3 client.py', 'node client.cjs');
    const { sheet } = await markOne({ files, spec });
    expect(sheet.checks.map(({ id, status, findings }) => [id, status, findings])).toEqual(
      ['good', 'expired', 'elsewhere', 'stranger', 'alone'].map((id) => [id, 'passed', []]),
    );
  });

  test('that refuses a good certificate is told why', async () => {
    const { check } = await markOne({
      files: client('ssl.create_default_context()'),
      spec: clientSpec,
      only: ['good'],
    });
    expect(check('good').findings[0]).toMatchObject({
      code: 'handshake-failed',
      summary: expect.stringMatching(
        /^there was a connection, but no TLS: the other side (does not know the authority of|refused) the certificate/,
      ) as string,
    });
  });
});

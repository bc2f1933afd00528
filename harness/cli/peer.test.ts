import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { freePort } from '../process/ports.js';
import { wiremark, type Finished } from './command.test-support.js';
import { packageFolder } from './files.js';
import { liveCommand } from './live.test-support.js';

const fixtures = join(packageFolder, 'fixtures');

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'wiremark-peer-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** A program that a person started. */
function started(...words: readonly string[]): ChildProcess {
  const child = spawn('python3', words, { cwd: folder, stdio: ['ignore', 'pipe', 'ignore'] });
  onTestFinished(async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill('SIGKILL');
    await once(child, 'exit');
  });
  return child;
}

/** One of the TCP echo servers, listening; its port. */
async function serving(program: string): Promise<string> {
  const port = String(await freePort());
  const child = started(join(fixtures, program), port);
  await once(child.stdout as NodeJS.ReadableStream, 'data');
  return port;
}

const peer = (...words: readonly string[]): Promise<Finished> => wiremark(['peer', ...words], { folder });

/** What was told, without times and the port. */
function told({ stdout }: Pick<Finished, 'stdout'>, port: string): string[] {
  return stdout
    .replaceAll(port, 'PORT')
    .replace(/^ +[\d.]+ s {2}/gm, '')
    .trimEnd()
    .split('\n');
}

describe('a peer that connects', () => {
  test('prints what it sends and receives, and what it demanded', async () => {
    const port = await serving('reference/tcp-echo/python/server.py');
    const finished = await peer('tcp-echo', '--as', 'c', '--to', port, '--only', 'short', 'half-close', '--seed', 's');
    expect(finished).toMatchObject({ exitCode: 0, stderr: '' });
    const lines = told(finished, port);
    expect(lines.slice(0, 7)).toEqual([
      'c → server at TCP 127.0.0.1:PORT, seed s',
      '',
      'short  a short message comes back',
      'c → server  connects',
      'c → server  5 bytes      "hello"',
      'c ← server  5 bytes      "hello"',
      '✓ c: expect "hello"',
    ]);
    // A server that does not expect a reset goes on serving.
    expect(lines.slice(7, 9)).toEqual(['c → server  closes (FIN)', 'c ← server  closes (FIN)']);
    expect(lines).toEqual(
      expect.arrayContaining([
        'c → server  half close (FIN)',
        'c ← server  closes (FIN)',
        '✓ c: expect the connection to be closed',
        '2 of 2 went as the spec says',
      ]),
    );
  });

  test('says which expectation is not met, why, and how to play it again', async () => {
    const port = await serving('mutants/tcp-echo/one-recv-per-message.py');
    const finished = await peer('tcp-echo', '--to', port, '--only', 'long', '--seed', 's');
    expect(finished.exitCode).toBe(1);
    const lines = told(finished, port);
    expect(lines).toEqual(
      expect.arrayContaining([
        '✗ c: expect $big',
        '  got 1,024 of 100,000 bytes, then silence for 2 s',
        '  again npx wiremark peer tcp-echo --as c --to PORT --only long --seed s',
        '0 of 1 went as the spec says',
      ]),
    );
    expect(finished.stdout).toMatch(/why\? {2}Your program sends back 1,024 bytes/);
  });

  test('a server that is not there', async () => {
    const { exitCode, stdout } = await peer('tcp-echo', '--to', '1', '--only', 'short');
    expect(exitCode).toBe(1);
    expect(stdout).toContain('✗ c: expect "hello"');
    expect(stdout).toContain('the server did not accept the connection');
  });

  test('what a program sent is shown safely', async () => {
    await writeFile(
      join(folder, 'hostile.py'),
      'import socket, sys\ns = socket.create_server(("127.0.0.1", int(sys.argv[1])))\nprint("ready", flush=True)\nc, _ = s.accept()\nc.recv(100)\nc.sendall(b"\\x1b]0;owned\\x07\\xe2\\x80\\xae")\nc.recv(100)\n',
    );
    const port = String(await freePort());
    const child = started('hostile.py', port);
    await once(child.stdout as NodeJS.ReadableStream, 'data');
    const { stdout } = await peer('tcp-echo', '--to', port, '--only', 'short');
    expect(stdout).toContain('c ← server  13 bytes     "\\x1b]0;owned\\x07\\u{202e}"');
    // oxlint-disable-next-line no-control-regex -- this is what must not be there
    expect(stdout).not.toMatch(/[\x1b\x07\u202e]/);
  });

  test('the damage of the check is done on the way', async () => {
    await writeFile(
      join(folder, 'lossy.yaml'),
      'spec: 1\nname: lossy\nprograms: { server: { run: "x" } }\npeers: { c: { connect: server } }\nlinks: { wire: { from: c, to: server } }\nchecks:\n  - { id: a, damage: { wire: [ { from: server, cut_after: 2 bytes } ] }, steps: [ { c: { send: "hello", expect: "he" } }, { c: { closed: cleanly } }, { wire: { saw: { from: server, bytes: ">= 5" } } }, { server: running } ] }\n',
    );
    const port = await serving('reference/tcp-echo/python/server.py');
    const finished = await peer('lossy.yaml', '--to', port);
    expect(finished.exitCode).toBe(0);
    expect(told(finished, port)).toEqual(
      expect.arrayContaining([
        'wire: no. 1 from server: closed after 2 bytes',
        '✓ wire: saw at least 5 bytes from server',
        '– server: still runs  (not played: look for yourself)',
      ]),
    );
  });
});

describe('a peer that waits', () => {
  test('asks for the client, and plays the server for it', async () => {
    const port = String(await freePort());
    const playing = liveCommand(
      ['peer', 'udp-loss', '--listen', port, '--only', 'request-lost', '--seed', 's'],
      folder,
    );
    await playing.shows(/start the client now, towards 127\.0\.0\.1:\d+/);
    const client = started(join(fixtures, 'reference/udp-loss/python/client.py'), '127.0.0.1', port, '5');
    client.stdout?.resume();
    const finished = await playing.ended;
    expect(finished.exitCode).toBe(0);
    expect(told(finished, port)).toEqual(
      expect.arrayContaining([
        's waits for the client at UDP 127.0.0.1:PORT, seed s',
        'wire: no. 2 from client: dropped',
        's ← client  6 bytes      "PING 2"',
        's → client  6 bytes      "PONG 2"',
        '– client: ends with exit code 0  (not played: look for yourself)',
        '✓ wire: saw at least 6 datagrams from client',
        '1 of 1 went as the spec says',
      ]),
    );
  });

  test('waits as long as it takes, until Ctrl-C', async () => {
    const playing = liveCommand(['peer', 'udp-loss', '--listen', String(await freePort())], folder);
    await playing.shows(/start the client now/);
    expect((await playing.interrupt()).exitCode).toBe(130);
  });
});

test('a server that has ended is waited for before the next check', async () => {
  const port = await serving('mutants/tcp-echo/exits-after-first-client.py');
  const words = ['peer', 'tcp-echo', '--to', port, '--only', 'short', 'half-close'];
  const live = liveCommand(words, folder);
  await live.shows(/the server listens no more: start it again\n/);
  started(join(fixtures, 'mutants/tcp-echo/exits-after-first-client.py'), port);
  const finished = await live.ended;
  expect(finished.stdout).toContain('2 of 2 went as the spec says');
  expect(finished.exitCode).toBe(0);
});

test('all clients of the one server are played; what cannot be played is told', async () => {
  await writeFile(
    join(folder, 'two.yaml'),
    'spec: 1\nname: two\nprograms: { server: { run: "x" }, client: { run: "y", start: by step } }\npeers: { a: { connect: server }, b: { connect: server }, s: { listen: tcp } }\nframe: line\nchecks:\n  - { id: both, steps: [ { a: { send: "one", expect: "one" } }, { b: { send: "two", expect: "two" } } ] }\n  - { id: sides, steps: [ { start: client }, { s: { expect: "x" } }, { a: { expect: "x" } } ] }\n  - { id: busy, hold: port, steps: [ { server: { exits: nonzero } } ] }\n',
  );
  const port = await serving('reference/tcp-threads/python/server.py');
  const finished = await peer('two.yaml', '--to', port);
  expect(finished).toMatchObject({ exitCode: 0, stderr: '' });
  expect(told(finished, port)).toEqual(
    expect.arrayContaining([
      'left out: sides (s would have to play too)',
      'left out: busy (it takes the port from the program)',
      'b → server  connects',
      '✓ b: expect "two"',
      '1 of 1 went as the spec says',
    ]),
  );
});

test('what a marking would put into the folder of the program, and into its command, is told', async () => {
  await writeFile(
    join(folder, 'users.yaml'),
    'spec: 1\nname: users\nprograms: { server: { run: "x ${word}", files: { users.txt: "ann ${word}\\n" } } }\npeers: { c: { connect: server } }\ndata: { word: "open" }\nchecks:\n  - { id: a, steps: [ { c: { send: $word, expect: $word } } ] }\n  - { id: b, files: { server: { users.txt: "bob" } }, steps: [ { c: { send: "x", expect: "x" } } ] }\n',
  );
  const port = await serving('reference/tcp-threads/python/server.py');
  const lines = told(await peer('users.yaml', '--to', port), port);
  expect(lines.filter((line) => line.startsWith('  the server must'))).toEqual([
    '  the server must be given word: open',
    String.raw`  the server must find users.txt in its folder: "ann open\n"`,
    '  the server must be given word: open',
    '  the server must find users.txt in its folder: "bob"',
  ]);
});

test('data without a value is the mistake of the spec', async () => {
  await writeFile(
    join(folder, 'none.yaml'),
    'spec: 1\nname: none\nprograms: { server: { run: "x" } }\npeers: { c: { connect: server } }\nchecks:\n  - { id: a, files: { server: { m.txt: $m } }, cases: [ { n: 0 } ], data: { m: { repeat: x, times: "${10 / n}" } }, steps: [ { c: { send: $m, expect: $m } } ] }\n',
  );
  const { exitCode, stdout, stderr } = await peer('none.yaml', '--to', '1');
  expect({ exitCode, stderr }).toEqual({ exitCode: 3, stderr: '' });
  expect(stdout).toContain('The check itself has a mistake. "10 / n" in the spec cannot be used: it divides by zero');
});

test('a parameter is set, and what is to be played again says so', async () => {
  await writeFile(
    join(folder, 'word.yaml'),
    'spec: 1\nname: word\nparams: { word: "hello" }\nprograms: { server: { run: "x" } }\npeers: { c: { connect: server } }\nchecks:\n  - { id: a, steps: [ { c: { send: $word, expect: $word } } ] }\n',
  );
  const { stdout } = await peer('word.yaml', '--as', 'c', '--to', '1', '--set', 'word=hey');
  expect(stdout).toContain('--to 1 --set word=hey --only a --seed');
});

describe('TLS', () => {
  const secure = join(packageFolder, 'fixtures/reference/secure-login/python');

  test('the certificates are made, for both sides to use', async () => {
    const port = String(await freePort());
    const words = ['secure-login', '--as', 'c', '--to', port, '--certs', 'certs', '--only', 'failed-handshakes'];
    const making = await peer(...words);
    expect(making).toMatchObject({ exitCode: 0, stderr: '' });
    expect(making.stdout).toMatch(
      /^made for you: certs\/ca\.crt, certs\/ca\.key, certs\/good\.crt, certs\/good\.key, /,
    );
    expect(making.stdout).toMatch(/\nStart your server with them, and write the same again\.\n$/);
    const server = started(join(secure, 'server.py'), port, 'certs/good.crt', 'certs/good.key');
    await once(server.stdout as NodeJS.ReadableStream, 'data');
    const finished = await peer(...words);
    expect(finished).toMatchObject({ exitCode: 0, stderr: '' });
    expect(told(finished, port)).toEqual(
      expect.arrayContaining([
        'wary → server  no TLS: the certificate is not by an authority that is trusted',
        '✓ c: expect something that starts with "OK"',
        '1 of 1 went as the spec says',
      ]),
    );
  });

  test('a client is asked for that has them', async () => {
    const port = String(await freePort());
    const playing = liveCommand(
      ['peer', 'secure-login', '--as', 'too_late', '--listen', port, '--certs', 'certs'],
      folder,
    );
    await playing.shows(/start the client now, towards 127\.0\.0\.1:\d+/);
    started(join(secure, 'client.py'), 'localhost', port, 'certs/ca.crt');
    const finished = await playing.ended;
    expect(finished.exitCode).toBe(0);
    expect(told(finished, port)).toContain('1 of 1 went as the spec says');
  });

  test('whatever is wrong with them is told', async () => {
    const play = (...words: readonly string[]): Promise<Finished> =>
      peer('secure-login', '--as', 'c', '--to', '1', ...words);
    expect(await play()).toMatchObject({
      exitCode: 2,
      stderr:
        'wiremark: c speaks TLS\nSay where your program finds the certificates; they are made where there are none: --certs certs\n',
    });
    await play('--certs', 'certs');
    await writeFile(join(folder, 'certs/good.crt'), 'no certificate');
    expect(await play('--certs', 'certs')).toMatchObject({
      exitCode: 2,
      stderr: 'wiremark: certs/good.crt has expired, or is no certificate\nDelete certs: they are made anew\n',
    });
    await rm(join(folder, 'certs/good.crt'));
    expect(await play('--certs', 'certs')).toMatchObject({
      exitCode: 2,
      stderr:
        'wiremark: certs has certificates of the spec, but no good.crt\nName another folder, or delete this one: they are made anew\n',
    });
    await writeFile(join(folder, 'file'), '');
    expect(await play('--certs', 'file')).toMatchObject({
      exitCode: 2,
      stderr: 'wiremark: the certificates could not be written to file: a file is in the way\n',
    });
    expect(await peer('tcp-echo', '--to', '1', '--certs', 'certs')).toMatchObject({
      exitCode: 2,
      stderr: 'wiremark: tcp-echo has no certificates\nTake --certs away\n',
    });
  });
});

test('every mistake of the caller is told with what to do', async () => {
  const complaint = async (...words: readonly string[]): Promise<string> => {
    const { exitCode, stderr } = await peer(...words);
    expect(exitCode).toBe(2);
    return stderr.trimEnd();
  };
  expect(await complaint('tcp-echo')).toBe(
    'wiremark: c connects to the server\nStart it, and say where it listens: --to 5000',
  );
  expect(await complaint('tcp-echo', '--listen', '5000')).toBe(
    'wiremark: c connects to the server, and waits for nobody\nSay where the server listens: --to 5000',
  );
  expect(await complaint('multicast', '--listen', '5000')).toBe(
    'wiremark: group joins a group, which is not played by hand\nCheck the program instead: wiremark check',
  );
  expect(await complaint('udp-loss', '--to', '5000')).toBe(
    'wiremark: s waits for your program, and connects to nobody\nSay where it is to listen: --listen 5000',
  );
  expect(await complaint('udp-loss')).toBe('wiremark: s waits for your program\nSay where: --listen 5000');
  expect(await complaint('tcp-echo', '--as', 'd', '--to', '1')).toBe(
    'wiremark: tcp-echo has no peer "d" (known here: c)',
  );
  expect(await complaint('tcp-echo', '--as', 'server', '--to', '1')).toBe(
    'wiremark: server is a program of yours; wiremark plays the other side: --as c',
  );
  expect(await complaint('tcp-ecko', '--to', '1')).toContain('did you mean "tcp-echo"?');
  expect(await complaint('tcp-echo', '--to', '1', '--only', 'shrot')).toContain('did you mean "short"?');
  // Neither says which of the two is meant.
  expect(await complaint('p2p')).toContain('which side is to be played?\nWrite: --as ');
});

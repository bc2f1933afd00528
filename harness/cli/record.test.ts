import { spawn, type ChildProcess } from 'node:child_process';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, afterEach, describe, expect, onTestFinished, test } from 'vitest';
import { wiremark } from './command.test-support.js';
import { packageFolder } from './files.js';
import { liveCommand } from './live.test-support.js';

const reference = (spec: string): string => join(packageFolder, 'fixtures', 'reference', spec, 'python');

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'wiremark-record-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** A program that runs by itself, as a user starts it. */
function python(...words: readonly string[]): ChildProcess {
  const child = spawn('python3', words, { cwd: folder, stdio: ['ignore', 'pipe', 'inherit'] });
  onTestFinished(async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill('SIGKILL');
    await once(child, 'exit');
  });
  return child;
}

/** A port that is free for a moment: the programs here take one as a word. */
async function freePort(over: 'tcp' | 'udp'): Promise<number> {
  if (over === 'tcp') {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as { port: number };
    server.close();
    await once(server, 'close');
    return port;
  }
  const socket = createSocket('udp4');
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  const { port } = socket.address();
  socket.close();
  await once(socket, 'close');
  return port;
}

/** Records what a client (its source, given the port) says to a reference server; the draft's file. */
async function recorded(
  over: 'tcp' | 'udp',
  server: string,
  client: string,
  ...words: readonly string[]
): Promise<string> {
  const port = await freePort(over);
  const serving = python(join(server, 'server.py'), String(port));
  await once(serving.stdout as NodeJS.ReadableStream, 'data');
  const recording = liveCommand(['record', 'draft.yaml', '--to', String(port), `--${over}`, ...words], folder);
  const entrance = (await recording.shows(/talk to port (\d+)/))[1] as string;
  await writeFile(join(folder, 'talk.py'), client);
  const [code] = (await once(python('talk.py', entrance), 'exit')) as [number];
  expect(code).toBe(0);
  // The ends of the connections cross the link behind the last words.
  if (over === 'tcp') await recording.shows(/← server {2}closes/);
  const { exitCode, stdout, stderr } = await recording.interrupt();
  expect([exitCode, stderr]).toEqual([0, '']);
  expect(stdout).toContain('written: draft.yaml. Try it: wiremark check draft.yaml path/to/folder');
  return join(folder, 'draft.yaml');
}

async function runs(...words: readonly string[]): Promise<readonly [number | null, string]> {
  const { exitCode, stdout, stderr } = await wiremark(words, { folder });
  return [exitCode, stdout + stderr];
}

const tcpClient = [
  'import socket, sys',
  's = socket.create_connection(("127.0.0.1", int(sys.argv[1])))',
  'for line in (b"hello\\n", b"costs $5\\n", "gr\\u00fc\\u00df dich\\n".encode()):',
  '    s.sendall(line)',
  '    assert s.recv(100) == line',
  's.shutdown(socket.SHUT_WR)',
  'assert s.recv(100) == b""',
].join('\n');

const udpClient = [
  'import socket, sys',
  's = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)',
  's.connect(("127.0.0.1", int(sys.argv[1])))',
  'for data in (b"hello", b"", bytes(range(256))):',
  '    s.send(data)',
  '    assert s.recv(2000) == data',
].join('\n');

describe('a draft has no mistake, and the program that it was drafted from passes it', () => {
  test('a TCP server, and a mutant that fails', async () => {
    const draft = await recorded('tcp', reference('tcp-echo'), tcpClient);
    expect(readFileSync(draft, 'utf8')).toContain(
      [
        '      - c: { send: "hello", expect: "hello" }',
        '      - c: { send: "costs $$5", expect: "costs $$5" }',
        '      - c: { send: "grüß dich", expect: "grüß dich" }',
        '      - c: { close: writing }',
        '      - c: { closed: cleanly }',
      ].join('\n'),
    );
    expect(await runs('lint', 'draft.yaml')).toEqual([0, expect.any(String)]);
    expect(await runs('check', 'draft.yaml', reference('tcp-echo'))).toEqual([
      0,
      expect.stringContaining('1 of 1 passed'),
    ]);
    const mutants = join(packageFolder, 'fixtures', 'mutants', 'tcp-echo');
    const [exitCode] = await runs('check', 'draft.yaml', mutants, '--server', 'python3 uppercases.py ${port}');
    expect(exitCode).toBe(1);
  });

  test('a UDP server, with bytes that are no text', async () => {
    const draft = await recorded('udp', reference('udp-echo'), udpClient);
    expect(readFileSync(draft, 'utf8')).toContain('{ send: "", expect: "" }');
    expect(await runs('lint', 'draft.yaml')).toEqual([0, expect.any(String)]);
    expect(await runs('check', 'draft.yaml', reference('udp-echo'))).toEqual([
      0,
      expect.stringContaining('1 of 1 passed'),
    ]);
  });

  test('a client', async () => {
    const client = readFileSync(join(reference('socket-errors'), 'client.py'), 'utf8');
    const talk = client.replaceAll('sys.argv', '["talk.py", "127.0.0.1", sys.argv[-1]]');
    const draft = await recorded('tcp', reference('tcp-echo'), talk, '--about', 'client');
    expect(readFileSync(draft, 'utf8')).toContain('- start: client');
    expect(await runs('lint', 'draft.yaml')).toEqual([0, expect.any(String)]);
    expect(await runs('check', 'draft.yaml', reference('socket-errors'))).toEqual([
      0,
      expect.stringContaining('1 of 1 passed'),
    ]);
  });
});

describe('what is refused', () => {
  test('nothing was said', async () => {
    const recording = liveCommand(['record', 'draft.yaml', '--to', '1'], folder);
    await recording.shows(/Ctrl-C ends, and writes what was said to draft\.yaml/);
    const { exitCode, stdout } = await recording.interrupt();
    expect([exitCode, stdout]).toEqual([1, expect.stringContaining('nothing was said, so there is nothing to write')]);
  });

  test('a file that is there, or is no spec', async () => {
    await writeFile(join(folder, 'mine.yaml'), 'spec: 1\n');
    expect(await runs('record', 'mine.yaml', '--to', '1')).toEqual([
      2,
      'wiremark: mine.yaml is there already\nTake another name, or write over it: --force\n',
    ]);
    expect(await runs('record', 'draft.txt', '--to', '1')).toEqual([
      2,
      'wiremark: a spec is a file that ends in .yaml, not draft.txt\n',
    ]);
    expect(await runs('record', 'nowhere/draft.yaml', '--to', '1')).toEqual([
      2,
      'wiremark: nowhere/draft.yaml cannot be written: there is no folder nowhere that you may write to\n',
    ]);
    expect(await runs('record', 'draft.yaml')).toEqual([2, expect.stringContaining("'--to <address>' not specified")]);
  });
});

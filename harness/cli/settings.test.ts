import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { wiremark } from './command.test-support.js';

const spec = `spec: 1
name: Greeting
params:
  word: { default: hello, choices: [hello, hi], about: what it says first }
  times: 1
programs: { server: { run: { server.py: "python3 server.py \${port} \${times}" } } }
peers: { c: { connect: server, frame: line } }
within: 1s
checks: [ { id: greets, steps: [ { repeat: { times: $times, steps: [ { expect: "\${word}" } ] } } ] } ]
`;

const server = `import socket, sys
listener = socket.create_server(("127.0.0.1", int(sys.argv[1])))
while True:
  conn, _ = listener.accept()
  conn.sendall(b"hi\\n" * int(sys.argv[2]))
`;

describe('parameters on the command line and in wiremark.yaml', () => {
  let folder: string;
  const run = async (...words: string[]): Promise<{ readonly exitCode: number | null; readonly text: string }> => {
    const { exitCode, stdout, stderr } = await wiremark(words, { folder });
    return { exitCode, text: `${stderr.trim()}${stdout.trim()}` };
  };

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'wiremark-settings-'));
    await writeFile(join(folder, 'greeting.yaml'), spec);
    for (const name of ['plain', 'said']) {
      await mkdir(join(folder, name));
      await writeFile(join(folder, name, 'server.py'), server);
    }
    await writeFile(
      join(folder, 'said', 'wiremark.yaml'),
      'set: { word: hi, times: 2 }\nprograms: { server: { run: "python3 server.py ${port} ${times}" } }\n',
    );
  });

  afterAll(() => rm(folder, { recursive: true }));

  test('the default holds where nobody sets it', async () => {
    expect(await run('check', 'greeting.yaml', 'plain')).toMatchObject({ exitCode: 1 });
  });

  test('--set goes before wiremark.yaml, which goes before the default; the command that repeats the check has it too', async () => {
    expect(await run('check', 'greeting.yaml', 'plain', '--set', 'word=hi', '--set', 'times=3')).toMatchObject({
      exitCode: 0,
    });
    expect(await run('check', 'greeting.yaml', 'said')).toMatchObject({ exitCode: 0 });
    expect(await run('check', 'greeting.yaml', 'said', '--set', 'word=hello')).toMatchObject({
      exitCode: 1,
      text: expect.stringContaining('greeting.yaml said --set word=hello --only greets') as string,
    });
  });

  test('what there is not, or cannot be, is refused with what can be', async () => {
    expect(await run('check', 'greeting.yaml', 'plain', '--set', 'wrod=hi')).toMatchObject({
      exitCode: 2,
      text: 'wiremark: there is no parameter "wrod" (did you mean "word"?)',
    });
    expect(await run('check', 'greeting.yaml', 'plain', '--set', 'word=bye')).toMatchObject({
      exitCode: 2,
      text: 'wiremark: "word" cannot be "bye": it is hello or hi',
    });
    expect(await run('check', 'greeting.yaml', 'plain', '--set', 'times=many')).toMatchObject({
      exitCode: 2,
      text: 'wiremark: "times" must be a number, not "many"',
    });
    expect(await run('check', 'greeting.yaml', 'plain', '--set', 'hi')).toMatchObject({
      exitCode: 2,
      text: expect.stringContaining('--set needs a parameter and its value, not "hi"') as string,
    });
    expect(await run('check', 'tcp-echo', 'plain', '--set', 'word=hi')).toMatchObject({
      exitCode: 2,
      text: 'wiremark: there is no parameter "word": the spec has none',
    });
  });

  test('list tells them, and lint takes them', async () => {
    expect(await run('list', 'greeting.yaml')).toMatchObject({
      exitCode: 0,
      text: expect.stringContaining('  --set word=hello|hi (hello): what it says first\n  --set times=… (1)') as string,
    });
    expect(await run('lint', 'greeting.yaml', '--set', 'times=0')).toMatchObject({
      exitCode: 2,
      text: expect.stringContaining('"times" must be at least 1, not 0') as string,
    });
  });
});

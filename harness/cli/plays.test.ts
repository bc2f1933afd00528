import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { wiremark } from './command.test-support.js';

const spec = `spec: 1
name: Upper case
programs:
  server: { run: "python3 server.py \${port}", reference: { folder: ours, run: "python3 upper.py \${port}" } }
  client: { run: "python3 client.py \${host} \${port}", start: by step }
peers: { c: { connect: server, frame: line } }
links: { wire: { from: client, to: server } }
within: 2s
checks:
  - { id: alone, steps: [ { c: { send: "abc", expect: "ABC" } } ] }
  - { id: stays, steps: [ { c: { send: "abc", expect: "ABC" } }, { server: running } ] }
  - { id: together, steps: [ { start: client }, { client: { exits: 0, prints: { contains: "ABC" } } } ] }
  - { id: with-ours, plays: client, steps: [ { start: client }, { client: { exits: 0, prints: { contains: "ABC" } } } ] }
`;

const server = (answer: string): string => `import socket, sys
listener = socket.create_server(("127.0.0.1", int(sys.argv[1])))
while True:
  conn, _ = listener.accept()
  conn.sendall(conn.recv(1024)${answer})
`;

const client = `import socket, sys
sock = socket.create_connection((sys.argv[1], int(sys.argv[2])))
sock.sendall(b"abc\\n")
print(sock.recv(1024).decode())
`;

describe('a submission that does not play all programs', () => {
  let folder: string;
  const statuses = async (...words: string[]): Promise<readonly string[]> => {
    const { stdout, stderr } = await wiremark(['check', 'upper.yaml', ...words], { folder });
    expect(stderr).toBe('');
    const told = stdout.split('\n').flatMap((line) => /^\s*([✓✗–?]) +(\S+)/.exec(line)?.slice(1, 3).join(' ') ?? []);
    return [...new Set(told)].toSorted();
  };

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'wiremark-plays-'));
    for (const name of ['ours', 'both', 'half', 'said']) await mkdir(join(folder, name));
    await writeFile(join(folder, 'upper.yaml'), spec);
    await writeFile(join(folder, 'ours', 'upper.py'), server('.upper()'));
    await writeFile(join(folder, 'both', 'server.py'), server('.lower()'));
    for (const name of ['both', 'half', 'said']) await writeFile(join(folder, name, 'client.py'), client);
    await writeFile(join(folder, 'said', 'wiremark.yaml'), 'plays: client\n');
  });

  afterAll(() => rm(folder, { recursive: true }));

  test('a check that says so has our program on the other side', async () => {
    expect(await statuses('both', '--verbose')).toEqual(['✓ with-ours', '✗ alone', '✗ stays', '✗ together']);
  });

  test('where only the client is handed in, our server takes the place of the other in all checks; those without a client are left out', async () => {
    expect(await statuses('half', '--verbose', '--plays', 'client')).toEqual(['✓ together', '✓ with-ours']);
    expect(await statuses('said', '--verbose')).toEqual(['✓ together', '✓ with-ours']);
  });

  test('checks that need another program of ours than there is are left out', async () => {
    expect(await statuses('both', '--verbose', '--plays', 'server')).toEqual(['✗ alone', '✗ stays']);
  });

  test('what is said of mistakes is said of the submission, though our program shows them first', async () => {
    await mkdir(join(folder, 'crashing'));
    await writeFile(join(folder, 'crashing', 'client.py'), client.replace('print(', 'print(None + '));
    const { stdout } = await wiremark(['check', 'upper.yaml', 'crashing', '--only', 'with-ours'], { folder });
    expect(stdout).toContain('Your program died of an exception: TypeError.');
    expect(stdout).toContain('File "crashing/client.py", line 4');
  });

  test('a reference is launched as a program of ours: where that fails, nothing is proved against the submission', async () => {
    await mkdir(join(folder, 'broken'));
    await writeFile(join(folder, 'broken', 'upper.py'), 'import nothing_of_that_name');
    const text = spec.replace('folder: ours', 'folder: broken');
    await writeFile(join(folder, 'broken.yaml'), text);
    const { exitCode, stdout } = await wiremark(['check', 'broken.yaml', 'half', '--plays', 'client'], { folder });
    expect(exitCode).toBe(3);
    expect(stdout).toMatch(
      /our own server, which stands in for the submission's, could not be\s+launched: exited-early/,
    );
  });

  test.each([
    ['upper.yaml', ['--plays', 'clinet'], 'upper has no program "clinet"; its programs: server, client'],
    ['gone.yaml', ['--plays', 'client'], 'gone says that the reference of its server is in '],
    [
      'apart.yaml',
      ['--plays', 'client'],
      'no check is left where only the client is handed in: each needs another program, and the spec has no reference for it',
    ],
  ])('mistakes are told: %s %j', async (name, words, message) => {
    await writeFile(join(folder, 'gone.yaml'), spec.replace('folder: ours', 'folder: nowhere'));
    const apart = spec.replace(/, reference: \{[^}]*\{[^}]*\}[^}]*\}/, '').replace(/.*with-ours.*\n/, '');
    await writeFile(join(folder, 'apart.yaml'), apart);
    const { exitCode, stderr } = await wiremark(['check', name, 'both', ...words], { folder });
    expect({ exitCode, stderr }).toEqual({ exitCode: 2, stderr: expect.stringContaining(message) as string });
  });

  test('an empty list in wiremark.yaml is refused', async () => {
    await mkdir(join(folder, 'empty'));
    await writeFile(join(folder, 'empty', 'wiremark.yaml'), 'plays: []\n');
    const { exitCode, stderr } = await wiremark(['check', 'upper.yaml', 'empty'], { folder });
    expect({ exitCode, stderr }).toEqual({
      exitCode: 2,
      stderr: expect.stringMatching(/wiremark\.yaml:1:8 {2}E013 {2}"plays" is empty/) as string,
    });
  });
});

import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { markOne } from '../cli/mark-one.test-support.js';
import { placeFile, readFileInside } from '../process/folder-files.js';

/** A little file server: one line for each command, files of counted bytes. `STORED` is what it does with what it is given. */
function fileServer(stored = 'open(name, "wb").write(data)'): Record<string, string> {
  return {
    'server.py': `import os, socket, sys
listener = socket.create_server(("127.0.0.1", int(sys.argv[1])))
while True:
  conn, _ = listener.accept()
  f = conn.makefile("rwb")
  for line in f:
    word, name, *rest = line.decode().split()
    if word == "GET":
      data = open(name, "rb").read()
      f.write(b"%d\\n" % len(data) + data)
    if word == "PUT":
      data = f.read(int(rest[0]))
      ${stored}
      f.write(b"+saved\\n")
    if word == "DEL":
      os.remove(name)
      f.write(b"+gone\\n")
    f.flush()
`,
  };
}

function spec(checks: string, program = ''): string {
  return `spec: 1
name: files
programs: { server: { run: "python3 server.py \${port}"${program} } }
peers: { c: { connect: server, frame: line } }
within: 1s
${program === '' ? '' : 'data: { motd: { text: 40 } }\n'}checks:
${checks}`;
}

const store = spec(`
  - id: put
    cases: [ { size: 0 }, { size: 70000 } ]
    data: { body: { random: $size } }
    steps:
      - send: "PUT pic.bin \${size}"
      - { send: $body, raw: true, expect: "+saved" }
      - server: { file: pic.bin, is: $body }`);

describe('files', () => {
  test('are put into the folder before the program is launched, by the spec and by the check', async () => {
    const { check } = await markOne({
      files: fileServer(),
      spec: spec(
        `
  - id: get
    data: { body: { random: 5000 } }
    files: { server: { pic.bin: $body, notes/today.txt: "sun" } }
    steps:
      - { send: "GET pic.bin", expect: { match: '^(?<n>\\d+)$' } }
      - check: number(n) == 5000
      - { expect: { raw: $body } }
      - { send: "GET notes/today.txt", expect: "3" }
      - { expect: { raw: "sun" } }
      - { send: "GET motd.txt", expect: "40" }
      - { expect: { raw: $motd } }`,
        ', files: { motd.txt: $motd }',
      ),
    });
    expect(check('get').findings).toEqual([]);
  });

  test('that a program has written are looked at, byte by byte', async () => {
    const { check } = await markOne({ files: fileServer(), spec: store });
    expect(check('put').findings).toEqual([]);
  });

  test('that are not as they should be, or not there, fail', async () => {
    const short = await markOne({ files: fileServer('open(name, "wb").write(data[:65536])'), spec: store });
    expect(short.check('put').findings).toMatchObject([
      {
        code: 'file-differs',
        summary: 'the file "pic.bin" is not what it should be: it has 65,536 bytes, and should have 70,000',
        comparison: { differsAt: 65_536 },
      },
    ]);
    const nowhere = await markOne({ files: fileServer('pass'), spec: store });
    expect(nowhere.check('put').findings[0]).toMatchObject({
      code: 'no-file',
      summary: 'the server had no file "pic.bin" in its folder within 1 s',
    });
  });

  const remove = spec(`
  - id: del
    files: { server: { old.txt: "x" } }
    steps:
      - server: { file: old.txt }
      - { send: "DEL old.txt", expect: "+gone" }
      - server: { file: old.txt, exists: false }`);

  test('that must be gone are', async () => {
    expect((await markOne({ files: fileServer(), spec: remove })).check('del').findings).toEqual([]);
    const files = { 'server.py': (fileServer()['server.py'] ?? '').replace('os.remove(name)', 'pass') };
    expect((await markOne({ files, spec: remove })).check('del').findings).toMatchObject([
      { code: 'file-still-there', summary: 'the server still has the file "old.txt" in its folder' },
    ]);
  });

  test('of a text are looked at like messages, and their groups are kept', async () => {
    const { check } = await markOne({
      files: fileServer('open("log.txt", "a").write("stored %s (%d)\\n" % (name, len(data)))'),
      spec: spec(`
  - id: log
    steps:
      - send: "PUT a.txt 3"
      - { send: "abc", raw: true, expect: "+saved" }
      - server: { file: log.txt, is: { match: 'stored (?<name>\\S+) \\((?<n>\\d+)\\)' } }
      - check: name == "a.txt" && number(n) == 3`),
    });
    expect(check('log').findings).toEqual([]);
  });

  test('in a folder of its own a program does not find those of another', async () => {
    const text = (own: string): string => `spec: 1
name: files
programs:
  server: { run: "python3 server.py \${port}"${own} }
  other: { run: "python3 other.py", start: by step }
peers: { c: { connect: server, frame: line } }
checks:
  - id: a
    steps:
      - send: "PUT a.txt 3"
      - { send: "abc", raw: true, expect: "+saved" }
      - start: other
      - other: { prints: "${own === '' ? 'True' : 'False'}\\n" }`;
    const files = { ...fileServer(), 'other.py': 'import os\nprint(os.path.exists("a.txt"))\n' };
    expect((await markOne({ files, spec: text('') })).check('a').findings).toEqual([]);
    expect((await markOne({ files, spec: text(', folder: own') })).check('a').findings).toEqual([]);
  });
});

describe('a folder that holds what strangers handed in', () => {
  let place: string;
  beforeAll(async () => {
    place = await mkdtemp(join(tmpdir(), 'wiremark-files-'));
  });
  afterAll(() => rm(place, { recursive: true }));

  test('nothing is written through its links, and nothing is read through them', async () => {
    const [inside, outside] = [join(place, 'inside'), join(place, 'outside')];
    for (const folder of [inside, outside])
      await placeFile(place, `${folder.slice(place.length + 1)}/there.txt`, Buffer.from('x'));
    await writeFile(join(outside, 'secret.txt'), 'secret');
    await symlink(outside, join(inside, 'data'));
    await symlink(join(outside, 'secret.txt'), join(inside, 'users.txt'));
    expect(await readFileInside(inside, inside, 'users.txt')).toBeUndefined();
    expect(await readFileInside(inside, inside, 'data/secret.txt')).toBeUndefined();
    expect(await readFileInside(inside, inside, '../outside/secret.txt')).toBeUndefined();
    expect(await readFileInside(inside, inside, 'data')).toBeUndefined();
    await placeFile(inside, 'users.txt', Buffer.from('ours'));
    await placeFile(inside, 'data/secret.txt', Buffer.from('ours'));
    expect(await readFile(join(outside, 'secret.txt'), 'utf8')).toBe('secret');
    expect(Buffer.from((await readFileInside(inside, inside, 'data/secret.txt')) ?? []).toString()).toBe('ours');
    expect(Buffer.from((await readFileInside(inside, inside, 'users.txt')) ?? []).toString()).toBe('ours');
  });

  test('a link in the place of the folder itself leads nowhere', async () => {
    const [copy, elsewhere] = [join(place, 'copy'), join(place, 'elsewhere')];
    await mkdir(join(elsewhere, 'src'), { recursive: true });
    await writeFile(join(elsewhere, 'src', 'secret.txt'), 'secret');
    await mkdir(copy);
    await symlink(elsewhere, join(copy, 'src'));
    expect(await readFileInside(copy, join(copy, 'src'), 'src/secret.txt')).toBeUndefined();
    await placeFile(copy, 'src/given.txt', Buffer.from('ours'));
    expect(await readdir(elsewhere)).toEqual(['src']);
    expect(Buffer.from((await readFileInside(copy, join(copy, 'src'), 'given.txt')) ?? []).toString()).toBe('ours');
  });

  test('a pipe that it has made keeps nobody waiting, and a folder in the place of a file makes way', async () => {
    const folder = join(place, 'pipes');
    await mkdir(join(folder, 'given.txt', 'full'), { recursive: true });
    execFileSync('mkfifo', [join(folder, 'pipe')]);
    expect(await readFileInside(folder, folder, 'pipe')).toBeUndefined();
    await placeFile(folder, 'pipe', Buffer.from('ours'));
    await placeFile(folder, 'given.txt', Buffer.from('ours'));
    for (const name of ['pipe', 'given.txt'])
      expect(Buffer.from((await readFileInside(folder, folder, name)) ?? []).toString()).toBe('ours');
  });
});

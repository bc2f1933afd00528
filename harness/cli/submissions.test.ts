import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { copyFile, cp, mkdir, mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { isInstalled, packageFolder } from './files.js';
import { wiremark } from './command.test-support.js';

const submissions = join(packageFolder, 'fixtures', 'submissions');

/** Two of the same are equally likely. */
const PYTHON = readFileSync(join(packageFolder, 'fixtures/reference/tcp-echo/python/server.py'), 'utf8');
const C = readFileSync(join(submissions, 'c-with-a-makefile', 'echo-server.c'), 'utf8');

let folder = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'wiremark-submissions-'));
});

afterAll(() => rm(folder, { recursive: true, force: true }));

/** Checks one of the fixtures from a folder of its own. */
async function checked(
  name: string,
  ...words: string[]
): Promise<{ readonly exitCode: number | null; readonly text: string }> {
  const { exitCode, stdout, stderr } = await wiremark(['check', 'tcp-echo', join(submissions, name), ...words], {
    folder,
    // Go keeps what it has compiled in a cache, and will not work without one.
    environment: { GOCACHE: join(folder, 'go-cache') },
  });
  return { exitCode, text: stdout + stderr };
}

const isHere = (program: string): boolean => isInstalled(program, process.env['PATH'] ?? '');

describe('submissions in any language start without a word about how', () => {
  test.each([
    ['java-in-a-package', 'javac'],
    ['c-with-a-makefile', 'make'],
    ['cpp-in-folders', 'g++'],
    ['go-module', 'go'],
    ['javascript', 'node'],
    ['nested-zip', 'python3'],
    ['odd-names', 'python3'],
    ['saved-with-a-byte-order-mark', 'python3'],
  ])('%s', async (name, needs) => {
    if (!isHere(needs)) {
      console.log(`skipped: ${needs} is not installed`);
      return;
    }
    const before = await readdir(join(submissions, name), { recursive: true });
    const { text, exitCode } = await checked(name, '--only', 'short', 'long', 'half-close', 'silent-leaver');
    expect(text).toContain('4 of 4 passed');
    expect(exitCode).toBe(0);
    // Neither a build nor a program writes into what was handed in.
    expect(await readdir(join(submissions, name), { recursive: true })).toEqual(before);
  });
});

test.skipIf(!isHere('go') || !isHere('bwrap') || !isHere('make')).each([
  ['by Go', undefined],
  ['by make', 'programs: { server: { build: "make server", run: "./server ${port}" } }\n'],
])(
  'a program in Go is built also where this machine has never compiled what it imports, and its cache may only be read: %s',
  async (how, manifest) => {
    const work = join(folder, how);
    await cp(join(submissions, 'go-module'), work, { recursive: true });
    if (manifest !== undefined) {
      await writeFile(join(work, 'wiremark.yaml'), manifest);
      await writeFile(join(work, 'Makefile'), 'server:\n\tgo build -o server .\n');
    }
    // Below /tmp a program would have room of its own in its place.
    const cache = await mkdtemp('/var/tmp/wiremark-go-cache-');
    try {
      const words = ['check', 'tcp-echo', work, '--only', 'short', '--isolation', 'isolated'];
      const { stdout, stderr } = await wiremark(words, { folder, environment: { GOCACHE: cache } });
      expect(stdout + stderr).toContain('1 of 1 passed');
      expect(await readdir(cache)).toEqual([]);
    } finally {
      await rm(cache, { recursive: true, force: true });
    }
  },
);

test.skipIf(!isHere('make'))('what was compiled on another machine, after its source, is compiled again', async () => {
  const work = join(folder, 'compiled-elsewhere');
  await mkdir(work);
  await copyFile(join(submissions, 'c-with-a-makefile', 'echo-server.c'), join(work, 'server.c'));
  await writeFile(join(work, 'Makefile'), 'server: server.o\n\t$(CC) -o $@ $<\n');
  await writeFile(join(work, 'server.o'), 'of another machine');
  await writeFile(join(work, 'server'), 'of another machine', { mode: 0o755 });
  const { stdout, stderr } = await wiremark(['check', 'tcp-echo', '.', '--only', 'short'], { folder: work });
  expect(stdout + stderr).toContain('1 of 1 passed');
});

test('what a program in C prints is seen when it prints it', async () => {
  if (!isHere('gcc')) {
    console.log('skipped: gcc is not installed');
    return;
  }
  const work = join(folder, 'prints');
  await mkdir(work);
  await writeFile(
    join(work, 'client.c'),
    '#include <stdio.h>\n#include <unistd.h>\nint main(void) { printf("ready"); sleep(1000); }\n',
  );
  await writeFile(
    join(work, 'prints.yaml'),
    'spec: 1\nname: prints\nprograms: { client: { run: { client: ./client }, ready: running } }\nchecks: [ { id: says, points: 1, steps: [ { client: { prints: ready } } ] } ]\n',
  );
  const { stdout, stderr } = await wiremark(['check', 'prints.yaml', '.'], { folder: work });
  expect(stdout + stderr).toContain('1 of 1 passed');
});

test.skipIf(process.platform === 'win32')(
  'a pipe among what was handed in, or made by a build, is left out',
  async () => {
    const work = join(folder, 'pipes');
    await mkdir(work);
    await copyFile(join(packageFolder, 'fixtures/reference/tcp-echo/python/server.py'), join(work, 'server.py'));
    await writeFile(
      join(work, 'wiremark.yaml'),
      'programs: { server: { build: "mkfifo built", run: "python3 server.py ${port}" } }\n',
    );
    execFileSync('mkfifo', [join(work, 'handed-in')]);
    const { stdout, stderr } = await wiremark(['check', 'tcp-echo', '.', '--only', 'short'], { folder: work });
    expect(stdout + stderr).toContain('1 of 1 passed');
  },
);

test('a build is not touched by what makes output unbuffered: a compiler is no program under test', async () => {
  const work = join(folder, 'builds');
  await mkdir(work);
  const names = 'preload=$LD_PRELOAD stdbuf=$_STDBUF_O sanitizer=$ASAN_OPTIONS.';
  await writeFile(join(work, 'build.sh'), `echo "${names}" > seen-by-build.txt\n`);
  await writeFile(join(work, 'client.sh'), `cat seen-by-build.txt; echo "at the run: ${names}"\n`);
  await writeFile(
    join(work, 'wiremark.yaml'),
    'programs: { client: { build: sh build.sh, run: sh client.sh } }\nspec: builds.yaml\n',
  );
  const wanted = existsSync('/usr/libexec/coreutils/libstdbuf.so')
    ? 'preload=/usr/libexec/coreutils/libstdbuf.so stdbuf=0'
    : 'preload=';
  await writeFile(
    join(work, 'builds.yaml'),
    `spec: 1
name: builds
programs: { client: { run: { client: ./client } } }
checks:
  - id: says
    points: 1
    steps:
      - client: { prints: { contains: "preload= stdbuf= sanitizer=." } }
      - client: { prints: { contains: "at the run: ${wanted}" } }
`,
  );
  const { stdout, stderr } = await wiremark(['check', 'builds.yaml', '.'], { folder: work });
  expect(stdout + stderr).toContain('1 of 1 passed');
});

test('a link to the folder is as good as the folder', async () => {
  const work = join(folder, 'linked');
  await mkdir(work);
  await symlink(join(packageFolder, 'fixtures/reference/rfc913/python'), join(work, 'mine'));
  const { stdout, stderr } = await wiremark(['check', 'rfc913', 'mine', '--only', 'greeting'], { folder: work });
  expect(stdout + stderr).toContain('1 of 1 passed');
});

describe('a source that cannot be read says so in words', () => {
  test('saved as UTF-16', async () => {
    const { text, exitCode } = await checked('saved-as-utf16', '--only', 'short');
    expect(exitCode).toBe(1);
    expect(unwrapped(text)).toContain(
      'server.py is saved as UTF-16, as some editors on Windows do, and no language reads that; save it as UTF-8',
    );
  });

  test('saved as Latin-1', async () => {
    const { text, exitCode } = await checked('saved-as-latin1', '--only', 'short');
    expect(exitCode).toBe(1);
    expect(unwrapped(text)).toContain(
      'The file is not saved as UTF-8: let your editor save it so, or leave umlauts and the like out of it.',
    );
  });

  test('a script with line ends of Windows', async () => {
    const { text, exitCode } = await checked('script-with-windows-line-ends', '--only', 'short');
    expect(exitCode).toBe(1);
    expect(unwrapped(text)).toContain(
      'the first line of ./server ends with a carriage return, as on Windows; save the file with Unix line ends',
    );
  });
});

/** A report as one line: where its lines break depends on the terminal. */
function unwrapped(text: string): string {
  return text.replaceAll(/\s+/g, ' ');
}

describe('a build that fails is a verdict about the submission, with the compiler’s own lines', () => {
  test('a mistake in the source', async () => {
    if (!isHere('gcc')) {
      console.log('skipped: gcc is not installed');
      return;
    }
    const { text, exitCode } = await checked('c-that-does-not-compile');
    expect(exitCode).toBe(1);
    expect(text).toContain(
      'the server could not be built: "gcc -O1 -pthread -o server server.c -lm" ended with exit code 1',
    );
    expect(text).toMatch(/server\.c:\d+:\d+: .*htonz/);
  });

  test('a compiler that is not there', async () => {
    // This check has a hint, which is for programs that run.
    const { text, exitCode } = await checked('build-needs-a-strange-compiler', '--only', 'every-byte');
    expect(exitCode).toBe(1);
    expect(text).toContain(
      'the server could not be built: "no-such-compiler server.x" there is no "no-such-compiler" here',
    );
    expect(text).not.toMatch(/^ *hint /m);
  });

  test('a build that hangs is ended', async () => {
    const { text, exitCode } = await checked('build-that-hangs', '--slow', '0.01');
    expect(exitCode).toBe(1);
    expect(text).toContain('the server could not be built: "sleep 1000" was not done after 600 ms');
  });

  test('a build that floods is ended, and its output cut', async () => {
    const { text, exitCode } = await checked('build-that-floods');
    expect(exitCode).toBe(1);
    expect(text).toContain('the server could not be built: "yes flood" printed more than 32 MiB');
    expect(text.length).toBeLessThan(20_000);
  });
});

test('two programs that are equally likely: both are named, with how to choose', async () => {
  const { text, exitCode } = await checked('two-servers');
  expect(exitCode).toBe(2);
  expect(text.replaceAll(submissions, 'SUBMISSIONS')).toBe(
    [
      'wiremark: which of these is the server for tcp-echo in SUBMISSIONS/two-servers?',
      '  server_1.py',
      '  server_2.py',
      'Say how it is started:',
      "  wiremark check tcp-echo SUBMISSIONS/two-servers --server 'python3 server_1.py ${port}'",
      'or in SUBMISSIONS/two-servers/wiremark.yaml:',
      '  programs: { server: { run: "python3 server_1.py ${port}" } }',
      '',
    ].join('\n'),
  );
});

test('the command that is proposed works when it is copied, also where names have blanks', async () => {
  const inner = join(folder, 'windows', 'Task 3 (final)');
  await mkdir(join(inner, 'old'), { recursive: true });
  const server = join(packageFolder, 'fixtures/reference/tcp-echo/python/server.py');
  await copyFile(server, join(inner, 'Server New.py'));
  await copyFile(server, join(inner, 'old', 'Server Old.py'));
  const asked = await wiremark(['check', 'tcp-echo', 'windows'], { folder });
  expect(asked.stderr).toContain('--server \'python3 "Task 3 (final)/Server New.py" ${port}\'\n');
  expect(asked.stderr).toContain(`programs: { server: { run: 'python3 "Task 3 (final)/Server New.py" \${port}' } }`);
  const words = ['check', 'tcp-echo', 'windows', '--server', 'python3 "Task 3 (final)/Server New.py" ${port}'];
  const { stdout } = await wiremark([...words, '--only', 'short'], { folder });
  expect(stdout).toContain('1 of 1 passed');
});

test.each([
  [
    'quotes in names',
    { 'server "a" it\'s.py': PYTHON, 'server b.py': PYTHON },
    `--server 'python3 '\\''server "a" it'\\''"'\\''"'\\''s.py'\\'' \${port}'`,
  ],
  ['programs that have to be built', { 'a/server.c': C, 'b/server.c': C }, '--server a/server.c'],
  ['modules of a package', { 'one/__main__.py': PYTHON, 'two/__main__.py': PYTHON }, '--server one/__main__.py'],
])('the command that is proposed works when a shell is given it: %s', async (what, files, option) => {
  const work = join(folder, what);
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(work, path)), { recursive: true });
    await writeFile(join(work, path), text);
  }
  const asked = await wiremark(['check', 'tcp-echo', what], { folder });
  expect(asked.stderr).toContain(`  wiremark check tcp-echo '${what}' ${option}\n`);
  const line = /^ {2}wiremark (.*)$/m.exec(asked.stderr)?.[1] ?? '';
  const words = execFileSync('sh', ['-c', `printf '%s\\0' ${line}`], { encoding: 'utf8' })
    .split('\0')
    .slice(0, -1);
  const again = await wiremark([...words, '--only', 'short'], { folder });
  expect(again.stdout + again.stderr).toContain('1 of 1 passed');
  const run = /^ {2}programs: .*$/m.exec(asked.stderr)?.[0] ?? '';
  await writeFile(join(work, 'wiremark.yaml'), run.trim());
  const said = await wiremark(['check', 'tcp-echo', what, '--only', 'short'], { folder });
  expect(said.stdout + said.stderr).toContain('1 of 1 passed');
});

test('the command that is proposed gives a client all that the spec gives it, and names a program without an option of its own', async () => {
  const work = join(folder, 'two-clients');
  await mkdir(work);
  const connects = 'import socket\nsocket.create_connection(("", 1))\n';
  await writeFile(join(work, 'a.py'), connects);
  await writeFile(join(work, 'b.py'), connects);
  const { stderr } = await wiremark(['check', 'tcp-client', 'two-clients'], { folder });
  expect(stderr).toContain("  wiremark check tcp-client two-clients --client 'python3 a.py ${host} ${port}'\n");
  await mkdir(join(folder, 'nothing'));
  const other = await wiremark(['check', 'hostname', 'nothing'], { folder });
  expect(other.stderr).toContain("  wiremark check hostname nothing --run 'lookup=python3 my_program.py ${host}'\n");
});

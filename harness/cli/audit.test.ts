import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { wiremark } from './command.test-support.js';

const SPEC = `spec: 1
name: shout
programs: { server: { run: { server.py: "python3 server.py \${port}" } } }
peers: { c: { connect: server, frame: line } }
within: 2s
checks:
  - { id: loud, points: 1, steps: [ { send: "hello", expect: "HELLO" } ] }
  - { id: alive, points: 1, needs: [loud], steps: [ connect, { server: running } ] }
`;

/** Answers each line with what Python makes of it. */
const server = (answer: string): string => `
import socket, sys
listener = socket.create_server(('127.0.0.1', int(sys.argv[1])))
while True:
    connection, _ = listener.accept()
    with connection, connection.makefile() as lines:
        for line in lines:
            connection.sendall((${answer}).encode())
`;

const FILES = {
  'shout.yaml': SPEC,
  'right/first/server.py': server('line.upper()'),
  'right/second/server.py': server('line.title()'),
  'wrong/whispers/server.py': server('line'),
  'wrong/forgets-umlauts/server.py': server('line.upper()'),
  'handed-in/zoe/server.py': server('"?" + line'),
  'polite.yaml': `spec: 1
name: polite
params: { greeting: { default: hello } }
programs: { server: { run: { server.py: "python3 server.py \${port}" } } }
peers: { c: { connect: server, frame: line } }
within: 2s
checks:
  - { id: greets, points: 1, steps: [ { send: "hi", expect: $greeting } ] }
`,
  'greeting/hello/server.py': server('"hello\\n"'),
  'greeting/ciao/greets.py': server('"ciao\\n"'),
  'greeting/ciao/wiremark.yaml':
    'programs: { server: { run: "python3 greets.py ${port}" } }\nset: { greeting: ciao }\n',
};

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'wiremark-audit-'));
  for (const [path, text] of Object.entries(FILES)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const audit = (...words: readonly string[]) => wiremark(['audit', 'shout.yaml', ...words], { folder });

test('what no check catches, what a reference fails, and what nobody fails, are gaps', async () => {
  const { stdout, exitCode } = await audit('--references=right', '--mutants=wrong', '--with=handed-in', '--seeds=1');
  expect(stdout).toBe(`shout.yaml: 2 checks, 2 runs of references, 2 mutants, 1 other program

  what each check catches
    loud   whispers, zoe
    alive  nothing

  how each program is caught
    forgets-umlauts  nothing
    whispers         loud
    zoe              loud

  gap: second should pass everything, but fails loud (seed audit-1): the answer differs from byte 2 on
  gap: forgets-umlauts has a mistake, and passes everything: a check is missing, or one looks away
  gap: no program fails alive: nobody knows that it can fail; write a program with the mistake that it is about, or let it need less: it was not tried in second, whispers, zoe, where a check that it needs failed

`);
  expect(exitCode).toBe(1);
});

test('a bundled spec is held against our own programs', async () => {
  const { stdout, exitCode } = await wiremark(['audit', 'udp-echo', '--seeds=1'], { folder });
  expect(stdout).toMatch(/^udp-echo: \d+ checks, 2 runs of references, \d+ mutants\n/);
  expect(stdout).toContain('    truncates-at-8192           size-65507\n');
  expect(stdout).toContain('\n  no gap\n');
  expect(exitCode).toBe(0);
});

test('a spec without programs says how to give some', async () => {
  const { stderr, exitCode } = await audit();
  expect(stderr).toBe(`wiremark: there are no programs to hold shout.yaml against
Give folders with a program in each of their folders: --references FOLDER, --mutants FOLDER, --with FOLDER
`);
  expect(exitCode).toBe(2);
});

test('a folder of one program instead of many is named', async () => {
  await mkdir(join(folder, 'only'), { recursive: true });
  await writeFile(join(folder, 'only', 'server.py'), '');
  const { stderr, exitCode } = await audit('--references=only');
  expect(stderr).toBe('wiremark: there are no programs in only: each stands in a folder of its own there\n');
  expect(exitCode).toBe(2);
});

test('a folder that is not there is named before anything is launched', async () => {
  const { stderr, exitCode } = await audit('--with=last-year');
  expect(stderr).toBe('wiremark: there is no folder last-year\n');
  expect(exitCode).toBe(2);
});

test('a folder without the program is no mutant that every check catches', async () => {
  const { stdout, stderr, exitCode } = await audit('--mutants=.');
  expect(stdout).toBe('');
  expect(stderr.replaceAll(folder, 'HERE')).toMatch(
    /^wiremark: HERE\/(?:handed-in|right|wrong) cannot be held against shout\.yaml: which file is the server is not clear, or it is missing\nCall the files as the spec does, say how they start in its wiremark\.yaml, or take this folder away\.\n$/,
  );
  expect(exitCode).toBe(2);
});

test('each program is held against the spec as its own wiremark.yaml sets it, or as all are set', async () => {
  const words = ['audit', 'polite.yaml', '--references=greeting', '--seeds=1'];
  const byItself = await wiremark(words, { folder });
  expect(byItself.stdout).toContain('2 runs of references');
  expect(byItself.stdout).not.toMatch(/(?:hello|ciao) .*greets/);
  const asSet = await wiremark([...words, '--set', 'greeting=ciao'], { folder });
  expect(asSet.stdout).toMatch(/hello .*greets/);
  const unknown = await wiremark([...words, '--set', 'greting=ciao'], { folder });
  expect(unknown.stderr).toContain('there is no parameter "greting"');
  expect(unknown.exitCode).toBe(2);
});

test('of several specs each is set in what it has', async () => {
  const words = ['audit', 'shout.yaml', 'polite.yaml', '--references=right', '--seeds=1', '--set', 'greeting=ciao'];
  const { stdout, stderr } = await wiremark(words, { folder });
  expect(stderr).toBe('');
  expect(stdout).toContain('shout.yaml: 2 checks');
  expect(stdout).toContain('polite.yaml: 1 check');
});

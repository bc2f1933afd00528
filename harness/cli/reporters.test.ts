import { watch } from 'node:fs';
import { chmod, copyFile, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { reporterKinds } from '../reporters/index.js';
import { wiremark, type Finished } from './command.test-support.js';
import { packageFolder } from './files.js';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'wiremark-reporters-'));
  await mkdir(join(folder, 'work'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const mutant = (name: string): Promise<void> =>
  copyFile(join(packageFolder, 'fixtures/mutants/tcp-echo', name), join(folder, 'work/server.py'));

const check = (...options: string[]): Promise<Finished> =>
  wiremark(['check', 'tcp-echo', 'work', ...options], {
    folder,
    environment: { GITHUB_STEP_SUMMARY: join(folder, 'summary.md'), GITHUB_OUTPUT: join(folder, 'output') },
  });

const read = (name: string): Promise<string> => readFile(join(folder, name), 'utf8');

test('the help has the flag of every reporter, in its own words', async () => {
  const { stdout } = await wiremark(['check', '--help'], { folder });
  const words = stdout.replace(/\s+/g, ' ');
  for (const { flag, about } of reporterKinds) expect(words).toContain(`${flag} ${about}`);
});

test('one run may be told to many systems at once', async () => {
  await mutant('uppercases.py');
  const files = [
    '--junit',
    'junit.xml',
    '--ctrf',
    'ctrf.json',
    '--gradescope',
    'a/results.json',
    '--prairielearn',
    'pl.json',
    '--autolab',
    'autolab.txt',
  ];
  const { exitCode, stdout } = await check('--only', 'short', '--github', ...files);
  expect(exitCode).toBe(1);
  expect(await read('junit.xml')).toMatch(/<testsuite [^>]*tests="1" failures="1"/);
  expect(JSON.parse(await read('ctrf.json'))).toMatchObject({ results: { summary: { failed: 1 } } });
  expect(JSON.parse(await read('a/results.json'))).toMatchObject({ score: 0, tests: [{ status: 'failed' }] });
  expect(JSON.parse(await read('pl.json'))).toMatchObject({ gradable: true, score: 0 });
  expect((await read('autolab.txt')).trimEnd().split('\n').at(-1)).toBe('{"scores":{"short":0}}');
  expect(await read('summary.md')).toContain('| ✗ failed | short |');
  expect(await read('output')).toMatch(/^result=[\w+/]+=*\npoints=0\nmax-points=\d+\nverdict=failed\n$/);
  // From the first line on nothing is obeyed, until all that a program has printed was shown.
  const [first, ...lines] = stdout.split('\n');
  const token = /^::stop-commands::([\w-]{36})$/.exec(first ?? '')?.[1] ?? 'none';
  const end = lines.indexOf(`::${token}::`);
  expect(lines.slice(0, end).join('\n')).toContain('✗ short');
  expect(lines.slice(end).filter((line) => line.startsWith('::error '))).toHaveLength(1);
});

test('TAP has standard output for itself', async () => {
  await mutant('uppercases.py');
  const { exitCode, stdout, stderr } = await check('--only', 'short', '--tap');
  expect(exitCode).toBe(1);
  expect(stdout).toMatch(
    /^TAP version 14\n1\.\.1\nnot ok 1 - tcp-echo · work · short: [^\n]*\n {2}---\n[^]* {2}\.\.\.\n$/,
  );
  expect(stderr).toContain('✗ short');
});

test('TAP is the output of one run', async () => {
  const { exitCode, stderr } = await check('--tap', '--repeat', '2');
  expect(stderr).toBe('wiremark: --tap and --repeat do not go together: TAP is the output of one run\n');
  expect(exitCode).toBe(2);
});

test('a submission without a program is told to the systems too, with what it could have earned', async () => {
  const { exitCode, stdout, stderr } = await check('--github', '--gradescope', 'results.json');
  expect(exitCode).toBe(2);
  expect(stderr).toContain('wiremark: there is no program for tcp-echo in work: looked for');
  expect(JSON.parse(await read('results.json'))).toMatchObject({
    score: 0,
    output: expect.stringContaining('there is no program for tcp-echo in work: looked for') as unknown,
  });
  expect(stdout).toMatch(/\n::error title=not checked::there is no program for tcp-echo in work/);
  expect(await read('output')).toMatch(/\npoints=0\nmax-points=20\nverdict=failed\n$/);
});

test('a file that cannot be written is a fault of ours, told with its name', async () => {
  await mutant('uppercases.py');
  await writeFile(join(folder, 'in-the-way'), '');
  const { exitCode, stderr } = await check('--only', 'short', '--junit', 'in-the-way/junit.xml');
  expect(stderr).toBe(
    'wiremark: the JUnit report could not be written to in-the-way/junit.xml: a file is in the way\n',
  );
  expect(exitCode).toBe(3);
});

test('a file that cannot be written when there is nothing to check is told as well', async () => {
  await writeFile(join(folder, 'in-the-way'), '');
  const { exitCode, stderr } = await check('--junit', 'in-the-way/junit.xml');
  expect(stderr).toMatch(/^wiremark: JUnit could not be told: a file is in the way\nwiremark: there is no program/);
  expect(exitCode).toBe(2);
});

describe('a run that is killed', () => {
  test('leaves Gradescope what was known until then', async () => {
    // Its first checks end at once; one that waits for silence takes its time.
    await mutant('serves-one-client-only.py');
    const results = join(folder, 'out');
    await mkdir(results);
    await chmod(results, 0o755);
    const isPartial = async (): Promise<boolean> => {
      const text = await readFile(join(results, 'results.json'), 'utf8').catch(() => '');
      return text !== '' && (JSON.parse(text) as { tests: unknown[] }).tests.length > 0;
    };
    const { exitCode } = await wiremark(
      ['check', 'tcp-echo', 'work', '--jobs', '1', '--gradescope', 'out/results.json'],
      {
        folder,
        onStarted(child) {
          const watcher = watch(results, () => {
            void isPartial().then((partial) => {
              if (!partial) return;
              watcher.close();
              child.kill('SIGKILL');
            });
          });
        },
      },
    );
    expect(exitCode).toBeNull();
    const { tests, output } = JSON.parse(await read('out/results.json')) as { tests: unknown[]; output: string };
    expect(output).toMatch(/^The marking was cut off after \d+ of \d+ checks\./);
    expect(tests.length).toBeGreaterThan(0);
  });
});

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { cp, mkdir, mkdtemp, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { packageFolder } from './files.js';
import { wiremark } from './command.test-support.js';

let folder = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'wiremark-command-'));
  for (const [name, program] of [
    ['good', 'tcp-echo/python/server.py'],
    ['shouting', '../mutants/tcp-echo/uppercases.py'],
  ]) {
    await mkdir(join(folder, name as string));
    await writeFile(
      join(folder, name as string, 'server.py'),
      readFileSync(join(packageFolder, 'fixtures', 'reference', program as string)),
    );
  }
  await mkdir(join(folder, 'empty'));
});

afterAll(() => rm(folder, { recursive: true, force: true }));

/** What the command says of a mistake, in one text. */
async function complaint(...words: string[]): Promise<{ readonly exitCode: number | null; readonly text: string }> {
  const { exitCode, stdout, stderr } = await wiremark(words, { folder });
  return { exitCode, text: (stdout + stderr).replaceAll(folder, '.').replace(/\s+$/, '') };
}

describe('exit codes of check', () => {
  test('0 when everything passed', async () => {
    const { exitCode, stdout } = await wiremark(['check', 'tcp-echo', 'good', '--only', 'short', 'glued'], { folder });
    expect(stdout).toContain('2 of 2 passed');
    expect(exitCode).toBe(0);
  });

  test('1 when a check failed', async () => {
    const { exitCode, stdout } = await wiremark(['check', 'tcp-echo', 'shouting', '--only', 'short'], { folder });
    expect(stdout).toContain('0 of 1 passed, 1 failed');
    expect(exitCode).toBe(1);
  });

  test('3 when damage never fired, and no marks are taken', async () => {
    await writeFile(
      join(folder, 'idle.yaml'),
      'spec: 1\nname: idle\nprograms: { server: { run: "python3 server.py ${port}" } }\npeers: { c: { connect: server } }\nlinks: { wire: { from: c, to: server } }\nchecks:\n  - { id: a, damage: { wire: [ { from: server, cut_after: 9000 } ] }, steps: [ { send: "hello", expect: "hello" } ] }\n',
    );
    const { exitCode, stdout } = await wiremark(['check', 'idle.yaml', 'good'], { folder });
    expect(stdout).toContain('No marks were taken.');
    expect(exitCode).toBe(3);
  });

  test('2 for every mistake of the caller, with what to do, and nothing launched', async () => {
    await writeFile(
      join(folder, 'bad.yaml'),
      'spec: 1\nname: bad\nprograms: { server: { run: "x" } }\npeers: { c: { connect: servr } }\nchecks: [ { id: a, steps: [ { expect: "x" } ] } ]\n',
    );
    expect(await complaint('check', 'tcp-ecko')).toMatchObject({
      exitCode: 2,
      text: expect.stringContaining('there is no spec "tcp-ecko" (did you mean "tcp-echo"?)') as string,
    });
    expect(await complaint('check', 'tcp-echo', 'nowhere')).toMatchObject({
      exitCode: 2,
      text: expect.stringContaining('there is no spec or folder "nowhere" (') as string,
    });
    expect(await complaint('check', 'tcp-echo', './nowhere')).toMatchObject({
      exitCode: 2,
      text: 'wiremark: there is no folder ./nowhere',
    });
    expect(await complaint('check', 'tcp-echo', './bad.yaml/below')).toMatchObject({
      exitCode: 2,
      text: 'wiremark: there is no folder ./bad.yaml/below',
    });
    expect(await complaint('check', 'bad.yaml', 'good')).toMatchObject({
      exitCode: 2,
      text: expect.stringContaining('bad.yaml:4:24  E021') as string,
    });
    expect(await complaint('check', 'missing.yaml', 'good')).toMatchObject({
      exitCode: 2,
      text: 'wiremark: there is no file missing.yaml',
    });
    expect(await complaint('check', 'tcp-echo', 'good', '--only', 'shrot')).toMatchObject({
      exitCode: 2,
      text: 'wiremark: there is no check "shrot" (did you mean "short"?)',
    });
    expect(await complaint('check', 'tcp-echo', 'good', '--only', 'short,lang')).toMatchObject({
      exitCode: 2,
      text: 'wiremark: there is no check "lang" (did you mean "long"?)',
    });
    expect(await complaint('check', 'tcp-echo', 'good/server.py')).toMatchObject({
      exitCode: 2,
      text: 'wiremark: good/server.py is a file, and neither a spec nor an archive\nGive the folder that it is in: wiremark check tcp-echo good',
    });
    expect(await complaint('check', 'tcp-echo', 'good', '--server', 'python3 server.py ${prot}')).toMatchObject({
      exitCode: 2,
      text: 'wiremark: in the command for the server ${prot} stands for nothing (did you mean ${port}?): python3 server.py ${prot}',
    });
    expect(await complaint('check', 'tcp-echo', 'good', '--tag', 'udp')).toMatchObject({
      exitCode: 2,
      text: 'wiremark: no check has the tag "udp" (tags: none)',
    });
    expect(await complaint('check', 'tcp-echo', 'good', '--slow', 'very')).toMatchObject({
      exitCode: 2,
      text: expect.stringContaining('It must be a number above 0') as string,
    });
    expect(await complaint('check', 'tcp-echo', 'good', '--seeed', '1')).toMatchObject({
      exitCode: 2,
      text: expect.stringContaining('Did you mean --seed?') as string,
    });
    expect(await complaint('chek')).toMatchObject({
      exitCode: 2,
      text: expect.stringContaining('Did you mean check?') as string,
    });
    expect(await complaint('check', 'good')).toMatchObject({
      exitCode: 2,
      text: expect.stringContaining('which spec is good to be checked with?') as string,
    });
    expect(await complaint('check', 'tcp-echo', 'empty')).toMatchObject({
      exitCode: 2,
      text: expect.stringContaining('there is no program for tcp-echo in empty: looked for server.py') as string,
    });
    await cp(join(folder, 'good'), join(folder, 'with-film'), { recursive: true });
    await writeFile(join(folder, 'with-film', 'film.mp4'), '');
    // It takes no room where it lies.
    await truncate(join(folder, 'with-film', 'film.mp4'), 600_000_000);
    expect(await complaint('check', 'tcp-echo', 'with-film')).toMatchObject({
      exitCode: 2,
      text: 'wiremark: with-film: it has more in it than 500 MB or 100,000 files, and each check is given a copy\nTake out what no program needs. The largest: film.mp4 (600 MB, 1 file)',
    });
    expect(await complaint('check', 'tcp-echo', 'good', '--client', 'x')).toMatchObject({
      exitCode: 2,
      text: 'wiremark: tcp-echo has no program "client"; its programs: server',
    });
    expect(await complaint('check', 'tcp-echo', 'good', '--server', 'python3 "server.py')).toMatchObject({
      exitCode: 2,
      text: expect.stringContaining('a quote that is never closed') as string,
    });
    expect(await complaint('check', 'tcp-echo', 'good', '--run', 'server')).toMatchObject({
      exitCode: 2,
      text: expect.stringContaining('--run needs a program and its command') as string,
    });
    expect(await complaint('check', 'tcp-echo', 'good', '--failed', '--reports', 'none')).toMatchObject({
      exitCode: 2,
      text: expect.stringContaining('--failed needs an earlier run') as string,
    });
    expect(await complaint('report', 'none.json')).toMatchObject({
      exitCode: 2,
      text: expect.stringContaining('there is no file none.json') as string,
    });
    expect(await complaint('report', 'bad.yaml')).toMatchObject({
      exitCode: 2,
      text: expect.stringContaining('This is not JSON') as string,
    });
    expect(await complaint('explain', 'E999')).toMatchObject({
      exitCode: 2,
      text: expect.stringContaining('there is no code "E999"') as string,
    });
    expect(await complaint('lint', 'bad.yaml')).toMatchObject({
      exitCode: 2,
      text: expect.stringContaining('did you mean "server"?') as string,
    });
    expect(existsSync(join(folder, 'none'))).toBe(false);
  });
});

test('lint tells how long the checks of a spec take, where that is asked', async () => {
  const { exitCode, stdout } = await wiremark(['lint', 'tcp-echo', '--explain-time'], { folder });
  expect({ exitCode, stdout }).toEqual({
    exitCode: 0,
    stdout: expect.stringMatching(
      /no mistake\n {2}check +runs +at least +if it falls silent +at most\n {2}short +1 [^]* {2}all, one after another +\d/,
    ) as string,
  });
});

describe('what a run leaves', () => {
  test('reports, trace and logs in a folder of its own, with a shortcut to the latest', async () => {
    const { stdout } = await wiremark(
      ['check', 'tcp-echo', 'shouting', '--only', 'short', '--reports', 'out', '--seed', 'fixed'],
      { folder },
    );
    const latest = join(folder, 'out', 'latest');
    expect(readdirSync(latest).toSorted()).toEqual(['logs', 'report.html', 'report.json', 'trace.jsonl']);
    const report = JSON.parse(readFileSync(join(latest, 'report.json'), 'utf8')) as {
      run: { seed: string };
      sheets: { checks: { again: string }[] }[];
    };
    expect(report.run.seed).toBe('fixed');
    expect(report.sheets[0]?.checks[0]?.again).toBe('npx wiremark check tcp-echo shouting --only short --seed fixed');
    expect(stdout).toContain('report.html');
  });

  test('report renders the saved run again, byte for byte', async () => {
    await wiremark(['check', 'tcp-echo', 'shouting', '--only', 'short', '--reports', 'again'], { folder });
    const latest = join(folder, 'again', 'latest');
    const { exitCode } = await wiremark(['report', join(latest, 'report.json'), '--html', 'copy.html'], { folder });
    expect(exitCode).toBe(0);
    expect(readFileSync(join(folder, 'copy.html'), 'utf8')).toBe(readFileSync(join(latest, 'report.html'), 'utf8'));
  });

  test('--failed runs what did not pass the last time', async () => {
    await wiremark(['check', 'tcp-echo', 'shouting', '--only', 'short', 'silent-leaver', '--reports', 'failed'], {
      folder,
    });
    const { stdout } = await wiremark(['check', 'tcp-echo', 'good', '--failed', '--reports', 'failed'], { folder });
    expect(stdout).toContain('2 of 2 passed');
  });

  test('--dry-run prints the plan and launches nothing', async () => {
    const { exitCode, stdout } = await wiremark(
      ['check', 'tcp-echo', 'good', '--dry-run', '--seed', 's', '--reports', 'dry'],
      { folder },
    );
    expect(exitCode).toBe(0);
    const [plan] = JSON.parse(stdout) as [
      { seed: string; checks: unknown[]; submission: { launches: { server: { words: string[] } } } },
    ];
    expect(plan.seed).toBe('s');
    expect(plan.checks).toHaveLength(16);
    expect(plan.submission.launches.server.words).toEqual(['python3', 'server.py', '${port}']);
    expect(existsSync(join(folder, 'dry'))).toBe(false);
  });

  test('--repeat counts what is not stable', async () => {
    await mkdir(join(folder, 'moody'), { recursive: true });
    // Every second life of this server answers; a file outside of its folder, which each run has afresh, remembers which one it is.
    await writeFile(
      join(folder, 'moody', 'server.cjs'),
      'const fs = require("fs"), f = process.argv[3]; let n = 0; try { n = +fs.readFileSync(f); } catch {} fs.writeFileSync(f, String(n + 1)); require("net").createServer((s) => { s.on("error", () => {}); s.on("data", (d) => s.write(n % 2 ? d : "no")); }).listen(+process.argv[2]);',
    );
    const { exitCode, stdout } = await wiremark(
      [
        'check',
        'tcp-echo',
        'moody',
        '--server',
        `node server.cjs \${port} ${join(folder, 'lives')}`,
        '--only',
        'short',
        '--repeat',
        '2',
        // Isolated, it could remember nothing.
        '--isolation',
        'plain',
      ],
      { folder },
    );
    expect(stdout).toContain('2 rounds: 1 check is not stable\n  tcp-echo · moody · short: 1 × failed, 1 × passed');
    expect(exitCode).toBe(1);
  });

  test('a command in the folder’s wiremark.yaml is used, and a wrong one is shown with a caret', async () => {
    await mkdir(join(folder, 'own'), { recursive: true });
    await writeFile(join(folder, 'own', 'echo.py'), readFileSync(join(folder, 'good', 'server.py')));
    await writeFile(
      join(folder, 'own', 'wiremark.yaml'),
      'spec: tcp-echo\nprograms: { server: { run: "python3 echo.py ${port}" } }\n',
    );
    expect((await wiremark(['check', 'own', '--only', 'short'], { folder })).exitCode).toBe(0);
    await writeFile(
      join(folder, 'own', 'wiremark.yaml'),
      'spec: tcp-echo\nprograms: { server: { rum: "python3 echo.py ${port}" } }\n',
    );
    const wrong = await complaint('check', 'own');
    expect(wrong).toMatchObject({
      exitCode: 2,
      text: expect.stringContaining('own/wiremark.yaml:2:23  E012  unknown word "rum"') as string,
    });
  });
});

describe('the terminal', () => {
  test('a reader that has seen enough (head) stops neither the marking nor its report', async () => {
    const command = `'${process.execPath}' '${join(packageFolder, 'bin', 'wiremark.js')}' check tcp-echo good --reports piped`;
    const { stdout, stderr } = await execa('sh', ['-c', `${command} | head -n 1`], { cwd: folder });
    expect(stdout).toContain('✓');
    expect(stderr).toBe('');
    expect(existsSync(join(folder, 'piped', 'latest', 'report.json'))).toBe(true);
  });

  test('is plain without a terminal, coloured where colour is forced, and never by a student’s bytes', async () => {
    const plain = await wiremark(['check', 'tcp-echo', 'shouting', '--only', 'short'], { folder });
    const coloured = await wiremark(['check', 'tcp-echo', 'shouting', '--only', 'short'], {
      folder,
      environment: { FORCE_COLOR: '1' },
    });
    expect(plain.stdout).not.toContain('\x1b');
    expect(coloured.stdout).toContain('\x1b[31m');
    const lines = plain.stdout.split('\n').map((line) => line.length);
    expect(Math.max(...lines)).toBeLessThanOrEqual(140);
  });
});

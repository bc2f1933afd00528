import { execa } from 'execa';
import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { wiremark } from './command.test-support.js';
import { bundledSpecs, packageFolder, packageVersion } from './files.js';

/** A folder of its own for each test: they run side by side. */
async function inFolder(work: (folder: string) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'wiremark-init-'));
  try {
    await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** What `npm install` would put there. */
async function install(lab: string): Promise<void> {
  await mkdir(join(lab, 'node_modules/.bin'), { recursive: true });
  await symlink(join(packageFolder, 'bin/wiremark.js'), join(lab, 'node_modules/.bin/wiremark'));
}

const specs = bundledSpecs().map(({ id }) => id);

describe.each(['python', 'javascript'])('a starter in %s', (language) => {
  // One after another: on a machine that they keep busy together no check of theirs has a verdict.
  test.each(specs)('for %s: its own check fails, for the reason that its stub states, and gives no points', (spec) =>
    inFolder(async (folder) => {
      const { exitCode } = await wiremark(['init', 'lab', '--spec', spec, '--language', language], { folder });
      expect(exitCode).toBe(0);
      const lab = join(folder, 'lab');
      await install(lab);
      const check = await execa('npm', ['run', '--silent', 'check'], { cwd: lab, all: true, reject: false });
      expect(check.all).toContain('nothing is written yet');
      expect(check.all).toMatch(/\b0 of \d+ points/);
      expect(check.all).not.toContain('inconclusive');
      expect(check.exitCode).toBe(1);
    }),
  );
});

test('the files that are written, and what to do next', () =>
  inFolder(async (folder) => {
    const { stdout } = await wiremark(['init', 'lab', '--spec', 'tcp-echo'], { folder });
    expect(stdout).toBe(
      [
        '  lab/server.py',
        '  lab/wiremark.yaml',
        '  lab/package.json',
        '  lab/.github/workflows/check.yml',
        '  lab/.gitignore',
        '',
        'To check it:',
        '  cd lab',
        '  npm install',
        '  npm run check',
        '',
        'package.json asks for wiremark as it lies in this clone, on this machine. The workflow asks npm for',
        `wiremark@${packageVersion()}: as long as it is not there, give both the package that "npm pack" makes.`,
        '',
      ].join('\n'),
    );
    expect(await readFile(join(folder, 'lab/server.py'), 'utf8'))
      .toBe(`"""TCP echo: the server. It is started like this:
    python3 server.py \${port}
What it has to do is asked by the checks: npx wiremark list tcp-echo

Until it is written, "npm run check" fails: this program ends before it listens."""

import sys

print("server.py: nothing is written yet", file=sys.stderr)
`);
    const workflow = await readFile(join(folder, 'lab/.github/workflows/check.yml'), 'utf8');
    expect(workflow).toContain(`npx --yes wiremark@${packageVersion()} check tcp-echo . --github`);
  }));

test('in a clone too, what is written to be done next can be done', () =>
  inFolder(async (folder) => {
    await wiremark(['init', 'lab', '--spec', 'tcp-echo'], { folder });
    const lab = { cwd: join(folder, 'lab'), all: true, reject: false } as const;
    // Its scripts would build this clone anew, under the tests beside this one.
    await execa('npm', ['install', '--no-audit', '--no-fund', '--ignore-scripts'], lab);
    const check = await execa('npm', ['run', '--silent', 'check'], lab);
    expect(check.all).toContain('nothing is written yet');
    expect(check.exitCode).toBe(1);
  }));

describe('refused, with nothing written', () => {
  test('where files are already', () =>
    inFolder(async (folder) => {
      await mkdir(join(folder, 'lab'));
      await writeFile(join(folder, 'lab/server.py'), 'mine');
      const { exitCode, stderr } = await wiremark(['init', 'lab', '--spec', 'tcp-echo'], { folder });
      expect(stderr).toBe(
        'wiremark: lab has server.py already; nothing was written\nName a new folder: wiremark init my-tcp-echo --spec tcp-echo\n',
      );
      expect(exitCode).toBe(2);
      expect(await readdir(join(folder, 'lab'))).toEqual(['server.py']);
      expect(await readFile(join(folder, 'lab/server.py'), 'utf8')).toBe('mine');
    }));

  test('for a spec that there is not', () =>
    inFolder(async (folder) => {
      const { exitCode, stderr } = await wiremark(['init', 'lab', '--spec', 'tcp-ecko'], { folder });
      expect(stderr).toContain('wiremark: there is no spec "tcp-ecko" (did you mean "tcp-echo"?)');
      expect(exitCode).toBe(2);
      expect(await readdir(folder)).toEqual([]);
    }));
});

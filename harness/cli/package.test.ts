import { execFileSync } from 'node:child_process';
import { cp, mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { packageFolder } from './files.js';

let folder = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'wiremark-package-'));
});

afterAll(() => rm(folder, { recursive: true, force: true }));

test('what is compiled is ASCII, as which it is read: a question in Cyrillic letters would not be known else', async () => {
  const code = await readFile(join(packageFolder, 'dist/wiremark.cjs'), 'latin1');
  expect(code).toContain('\\u043f\\u043e\\u0440\\u0442');
  expect(code.match(/[^\0-\x7f]/g)).toBeNull();
});

test('installed from its tarball in an empty folder, it checks the references and a submission, and marks a class', async () => {
  const run = (file: string, words: readonly string[], cwd = folder): string =>
    execFileSync(file, [...words], { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
  // The code is compiled already; scripts would compile it again under other tests' feet.
  run('npm', ['pack', '--ignore-scripts', '--pack-destination', folder], packageFolder);
  const tarball = (await readdir(folder)).find((name) => name.endsWith('.tgz')) ?? '';
  await mkdir(join(folder, 'empty'));
  const empty = join(folder, 'empty');
  run('npm', ['init', '-y'], empty);
  run('npm', ['install', '--no-audit', '--no-fund', join(folder, tarball)], empty);
  expect(run('npx', ['wiremark', '--version'], empty)).toMatch(/^\d+\.\d+\.\d+\n$/);
  expect(run('npx', ['wiremark', 'check', 'tcp-echo', '--only', 'short', '--only', 'glued'], empty)).toMatch(
    /Python reference +3 of 3 points[^]*TypeScript reference +3 of 3 points/,
  );
  expect(
    run(
      'npx',
      [
        'wiremark',
        'check',
        'udp-echo',
        'node_modules/wiremark/fixtures/reference/udp-echo/python',
        '--only',
        'round-trip',
      ],
      empty,
    ),
  ).toContain('1 of 1 passed');
  await cp(join(packageFolder, 'fixtures/reference/tcp-echo/python'), join(empty, 'class/zoe'), { recursive: true });
  expect(run('npx', ['wiremark', 'mark', 'class', '--spec', 'tcp-echo'], empty)).toContain(
    '1 student: 1 with a mark\n',
  );
}, 300_000);

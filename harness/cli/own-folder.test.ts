import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { CheckReport } from '../model/report.js';
import { decodeReport } from '../reporters/report-codec.js';
import { wiremark } from './command.test-support.js';

describe('a traceback names the folder that its student knows, not the copy that the program ran in', () => {
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'wiremark-own-folder-'));
    await mkdir(join(folder, 'my-server'));
    await writeFile(join(folder, 'my-server', 'server.py'), 'import sys\nprint("hello")\nlisten(sys.argv[1])\n');
  });

  afterAll(() => rm(folder, { recursive: true }));

  test.each(['plain', 'contained', 'isolated'])('%s', async (tier) => {
    const words = ['check', 'tcp-echo', 'my-server', '--only', 'short', '--isolation', tier];
    const { exitCode, stdout } = await wiremark(words, { folder });
    expect(exitCode).toBe(1);
    expect(stdout).toContain('File "my-server/server.py", line 3, in <module>');
    const page = await readFile(join(folder, 'reports', 'latest', 'report.html'), 'utf8');
    expect(page).toContain('File &quot;my-server/server.py&quot;, line 3, in &lt;module>');
    const { copy, output } = await firstCheck(join(folder, 'reports', 'latest', 'report.json'));
    expect(copy?.of).toBe('my-server');
    for (const text of [stdout, page]) expect(text).not.toContain(`${copy?.seenAs ?? '/'}/`);
    // What was printed is kept as it was.
    const printed = new TextDecoder().decode(output.find(({ stream }) => stream === 'stderr')?.head);
    expect(printed).toContain(`File "${copy?.seenAs}/server.py", line 3`);
  });
});

test('of a class, who handed in a file alone is told of that file', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'wiremark-own-folder-'));
  try {
    await mkdir(join(folder, 'class'));
    for (const name of ['adam_1001_2001_server.py', 'zoe_1002_2002_server.py'])
      await writeFile(join(folder, 'class', name), 'import sys\nlisten(sys.argv[1])\n');
    await wiremark(['mark', 'class', '--spec', 'tcp-echo', '--convention', 'canvas'], { folder });
    const page = await readFile(join(folder, 'marked', 'reports', '1002', 'report.html'), 'utf8');
    expect(page).toContain('File &quot;server.py&quot;, line 2, in &lt;module>');
  } finally {
    await rm(folder, { recursive: true });
  }
});

async function firstCheck(file: string): Promise<CheckReport> {
  const report = decodeReport(await readFile(file, 'utf8'));
  if ('problem' in report) throw new Error(report.problem);
  const check = report.sheets[0]?.checks[0];
  if (!check) throw new Error('there is no check in the report');
  return check;
}

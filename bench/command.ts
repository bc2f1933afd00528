import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of the repository: every path in a bench is relative to it. */
const root = fileURLToPath(new URL('..', import.meta.url));

export interface Ended {
  readonly elapsedMs: number;
  readonly output: string;
}

/** The exit code that a command must end with, or all that it may. */
type Expected = number | readonly number[];

/** Runs Node with these words, from the beginning to the end of the process. Rejects where it ends otherwise than expected. */
export function runNode(words: readonly string[], expected: Expected = 0): Promise<Ended> {
  return runCommand([process.execPath, ...words], {}, expected);
}

/** The same for any command, with these variables besides those that there are. */
export async function runCommand(
  [file = '', ...words]: readonly string[],
  variables: Readonly<Record<string, string>>,
  expected: Expected = 0,
): Promise<Ended> {
  const startedAt = performance.now();
  const child = spawn(file, words, {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...variables },
  });
  const chunks: Buffer[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (data: Buffer) => chunks.push(data));
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  const elapsedMs = performance.now() - startedAt;
  const output = Buffer.concat(chunks).toString();
  // A figure of a command that did not do its work would be a lie.
  if (![expected].flat().includes(code ?? -1))
    throw new Error(`${file} ${words.join(' ')} ended with ${String(code)}:\n${output}`);
  return { elapsedMs, output };
}

/** Runs `wiremark check`, quietly, with reports in a folder of its own; `look` may read them before they are gone. */
export async function runCheck<T>(
  words: readonly string[],
  {
    expectedCode,
    look,
  }: {
    readonly expectedCode: Expected;
    readonly look: (ended: Ended, reports: string) => Promise<T>;
  },
): Promise<T> {
  const reports = await mkdtemp(join(tmpdir(), 'wiremark-bench-'));
  try {
    const ended = await runNode(['bin/wiremark.js', 'check', ...words, '-q', '--reports', reports], expectedCode);
    return await look(ended, join(reports, 'latest'));
  } finally {
    await rm(reports, { recursive: true });
  }
}

/** How long a `wiremark check` takes as a whole, start of Node and reports included. */
export function checkMs(words: readonly string[], expectedCode = 0): Promise<number> {
  return runCheck(words, { expectedCode, look: ({ elapsedMs }) => Promise.resolve(elapsedMs) });
}

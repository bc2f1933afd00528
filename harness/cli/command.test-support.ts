import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { packageFolder } from './files.js';

export interface Finished {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface CommandOptions {
  readonly folder: string;
  readonly environment?: Readonly<Record<string, string>>;
  /** Options for Node itself, before the command's file. */
  readonly node?: readonly string[];
  readonly onStarted?: (child: ChildProcess) => void;
}

/** Runs the compiled `wiremark` as a user would, and waits for its end. */
export function wiremark(words: readonly string[], options: CommandOptions): Promise<Finished> {
  const environment = { PATH: process.env['PATH'] ?? '', HOME: process.env['HOME'] ?? '', ...options.environment };
  const child = spawn(
    process.execPath,
    [...(options.node ?? []), join(packageFolder, 'bin', 'wiremark.js'), ...words],
    { cwd: options.folder, env: environment, stdio: ['ignore', 'pipe', 'pipe'] },
  );
  options.onStarted?.(child);
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  return new Promise((resolve) => child.once('close', (exitCode) => resolve({ exitCode, stdout, stderr })));
}

import { guardGroup, releaseGroup, signalGroup } from './group.js';

/** How a process ended by itself. */
export interface Exit {
  readonly code?: number;
  readonly signal?: string;
}

export interface LaunchedProgram {
  readonly pid: number;
  /** Resolves once it has ended and all that it wrote has been told. */
  readonly ended: Promise<Exit>;
  /** Types into its standard input, which stays open until it is stopped. */
  type(bytes: Uint8Array): void;
  /** Ends it and all that it started: SIGTERM, then SIGKILL after the grace. Resolves when it is gone. */
  stop(options: { readonly graceMs: number }): Promise<void>;
}

export interface LaunchOptions {
  readonly words: readonly string[];
  readonly folder: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly onOutput: (stream: 'stdout' | 'stderr', data: Uint8Array) => void;
}

/** Of each stream so much is told; what comes after is drained, so that the program is not held up, and dropped. */
export const OUTPUT_CAP_BYTES = 1_048_576;

/** How long a pipe may stay open after its program has ended: somebody who escaped from the group holds it. */
const HELD_PIPE_MS = 200;

/** Launches a program in a process group of its own. A command that cannot be run at all is a value, not an exception. */
export async function launchProgram(
  options: LaunchOptions,
): Promise<LaunchedProgram | { readonly errno: string; readonly detail: string }> {
  const { execa } = await import('execa');
  const [file = '', ...rest] = options.words;
  const subprocess = execa(file, rest, {
    cwd: options.folder,
    env: options.environment,
    extendEnv: false,
    detached: true,
    cleanup: false,
    buffer: false,
    reject: false,
    stdin: 'pipe',
    stdout: 'pipe',
    stderr: 'pipe',
    encoding: 'buffer',
    stripFinalNewline: false,
  });
  const { pid } = subprocess;
  if (pid === undefined) {
    const { cause, originalMessage } = (await subprocess) as {
      cause?: NodeJS.ErrnoException;
      originalMessage?: string;
    };
    return { errno: cause?.code ?? 'UNKNOWN', detail: originalMessage ?? String(cause) };
  }
  guardGroup(pid);
  // A program that ends with input waiting breaks the pipe; that is its right.
  subprocess.stdin.on('error', () => {});
  const drained = [
    drain(subprocess.stdout, (data) => options.onOutput('stdout', data)),
    drain(subprocess.stderr, (data) => options.onOutput('stderr', data)),
  ];
  const exited = new Promise<Exit>((resolve) => {
    subprocess.once('exit', (code, signal) => resolve(code === null ? { signal: signal ?? 'SIGKILL' } : { code }));
  });
  const ended = exited.then(async (exit) => {
    // Whatever it started must not outlive it, nor hold its pipes open.
    signalGroup(pid, 'SIGKILL');
    releaseGroup(pid);
    const held = setTimeout(() => {
      subprocess.stdout.destroy();
      subprocess.stderr.destroy();
    }, HELD_PIPE_MS);
    await Promise.all(drained);
    clearTimeout(held);
    return exit;
  });
  subprocess.catch(() => {});
  return {
    pid,
    ended,
    type: (bytes) => void subprocess.stdin.write(bytes),
    async stop({ graceMs }) {
      signalGroup(pid, 'SIGTERM');
      // A stopped process would not notice.
      signalGroup(pid, 'SIGCONT');
      const force = setTimeout(() => signalGroup(pid, 'SIGKILL'), graceMs);
      await ended;
      clearTimeout(force);
    },
  };
}

function drain(stream: NodeJS.ReadableStream, tell: (data: Uint8Array) => void): Promise<void> {
  let told = 0;
  stream.on('data', (data: Buffer) => {
    const room = OUTPUT_CAP_BYTES - told;
    if (room <= 0) return;
    const kept = Uint8Array.from(data.subarray(0, room));
    told += kept.length;
    tell(kept);
  });
  return new Promise((resolve) => {
    stream.once('end', resolve);
    stream.once('close', resolve);
    stream.once('error', () => resolve());
  });
}

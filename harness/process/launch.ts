import { execa } from 'execa';
import type { Writable } from 'node:stream';
import { commandProblem } from './command-problem.js';
import { guardGroup, killTree, releaseGroup, signalGroup, signalTree } from './group.js';
import { processTree } from './kernel-sockets.js';
import { watchLimits } from './limit-watch.js';
import { asToldInside } from './exit-signals.js';
import { beginKinship, describeLeftBehind, endKin, lingering, MARK, straying } from './left-behind.js';
import type { Breach, LeftBehind } from '../model/trace.js';
import { breachBySignal, LIMITS } from './limits.js';
import { received } from './received.js';
import type { Command, Exit } from './command.js';
import type { Sandbox } from './sandbox.js';
import { asKeys, atTerminal } from './terminal.js';

export interface LaunchedProgram {
  readonly pid: number;
  /** Resolves once it has ended and all that it wrote has been told. */
  readonly ended: Promise<Exit>;
  /** Resolves once all that it had started has ended too. What goes on without it is given a moment, and then ended. */
  readonly gone: Promise<void>;
  /** Types into its standard input, which stays open until it is ended, or the program is. */
  type(bytes: Uint8Array): void;
  /** Ends its standard input, as Ctrl-D does. */
  endInput(): void;
  /** Sends a signal to it and to all that it has started. */
  signal(signal: NodeJS.Signals): void;
  /** Ends it and all that it started: SIGTERM, then SIGKILL after the grace. Resolves when it is gone. */
  stop(options: { readonly graceMs: number }): Promise<void>;
}

/** Why a command could not be run. */
interface NotStarted {
  readonly errno: string;
  readonly detail: string;
}

export interface LaunchOptions {
  readonly command: Command;
  /** It is given a terminal; to be asked for where there is no problem with that. */
  readonly terminal?: boolean;
  readonly sandbox: Sandbox;
  readonly onOutput: (stream: 'stdout' | 'stderr', data: Uint8Array) => void;
  /** It went over a limit, and is ended for that. */
  readonly onBreach: (breach: Breach) => void;
  /** It has begun processes that go on when it ends. They are ended too. */
  readonly onLeftBehind: (what: LeftBehind) => void;
}

/** Of each stream so much is told as it comes; of what comes after only the end. */
const HEAD_BYTES = 1_048_576;
const TAIL_BYTES = 65_536;

/** How long a pipe may stay open after its program has ended: somebody who escaped from the group holds it. */
const HELD_PIPE_MS = 200;

/** Launches a program in a process group of its own. A command that cannot be run at all is a value, not an exception. */
export async function launchProgram(options: LaunchOptions): Promise<LaunchedProgram | NotStarted> {
  const { sandbox } = options;
  const problem = commandProblem(options.command);
  if (problem) return problem;
  const unborn = beginKinship();
  const terminal = options.terminal === true;
  const { words, folder, environment, silently } = sandbox.enter(
    terminal ? atTerminal(options.command) : options.command,
  );
  const [file = '', ...rest] = words;
  const subprocess = execa(file, rest, {
    cwd: folder,
    // Where all that it begins ends with it, nobody needs the mark, and nobody needs to see it.
    env: sandbox.endsAtOnce ? environment : { ...environment, [MARK]: unborn.mark },
    extendEnv: false,
    detached: true,
    cleanup: false,
    buffer: false,
    reject: false,
    stdio: ['pipe', 'pipe', 'pipe', ...(silently ? (['pipe'] as const) : [])],
    encoding: 'buffer',
    stripFinalNewline: false,
  });
  const { pid } = subprocess;
  if (pid === undefined) {
    const { cause, originalMessage } = (await subprocess) as {
      readonly cause?: NodeJS.ErrnoException;
      readonly originalMessage?: string;
    };
    return { errno: cause?.code ?? 'UNKNOWN', detail: originalMessage ?? String(cause) };
  }
  // What goes wrong with it from now on is seen in how it ends.
  subprocess.catch(() => {});
  guardGroup(pid);
  const kinship = { ...unborn, leader: pid };
  // Whoever ends it tells of them first: afterwards they cannot be told from those that end with it.
  let isBeingEnded = false;
  const tellLeftBehind = (pids: readonly number[]): void => {
    if (pids.length > 0) options.onLeftBehind(describeLeftBehind(pids));
  };
  // A program that ends with input waiting breaks the pipe; that is its right.
  subprocess.stdin.on('error', () => {});
  if (silently) {
    const channel = subprocess.stdio[3] as Writable | undefined;
    channel?.on('error', () => {});
    channel?.end(silently.map((word) => `${word}\0`).join(''));
  }
  let breach: Breach | undefined;
  const breached = (found: Breach): void => {
    if (breach) return;
    breach = found;
    isBeingEnded = true;
    options.onBreach(found);
    killTree(pid);
  };
  const unwatch = watchLimits({ pid, place: options.command.place }, LIMITS, breached);
  let written = 0;
  const count = (bytes: number): void => {
    written += bytes;
    if (written > LIMITS.outputBytes) breached({ limit: 'output', allowed: LIMITS.outputBytes });
  };
  const drained = (['stdout', 'stderr'] as const).map((stream) =>
    drain(subprocess[stream], count, (data) => options.onOutput(stream, data)),
  );
  let hasExited = false;
  const exited = new Promise<Exit>((resolve) => {
    subprocess.once('exit', (code, signal) => {
      hasExited = true;
      const exit = sandbox.exit(code === null ? { signal: signal ?? 'SIGKILL' } : { code });
      resolve(terminal ? asToldInside(exit) : exit);
    });
  });
  const gone = exited.then(async () => {
    if (!isBeingEnded) tellLeftBehind(await lingering(kinship));
    // Whatever it started must not outlive it.
    signalGroup(pid, 'SIGKILL');
    endKin(kinship);
    releaseGroup(pid);
  });
  const ended = exited.then(async (exit) => {
    await unwatch();
    const died = breachBySignal(exit.signal, LIMITS);
    if (died) breached(died);
    const letGo = (): void => {
      subprocess.stdout.destroy();
      subprocess.stderr.destroy();
    };
    // We may have been kept from reading all the time: what it wrote comes first.
    const held = setTimeout(() => void received().then(letGo), HELD_PIPE_MS);
    await Promise.all(drained);
    clearTimeout(held);
    return exit;
  });
  return {
    pid,
    ended,
    gone,
    type: (bytes) => void subprocess.stdin.write(terminal ? asKeys(bytes) : bytes),
    endInput: () => void subprocess.stdin.end(),
    signal: (signal) => signalTree(pid, signal),
    async stop({ graceMs }) {
      if (hasExited) {
        await Promise.all([ended, gone]);
        return;
      }
      if (!isBeingEnded) tellLeftBehind(straying(kinship));
      isBeingEnded = true;
      if (sandbox.endsAtOnce) signalGroup(pid, 'SIGKILL');
      else {
        signalGroup(pid, 'SIGTERM');
        // A stopped process would not notice.
        signalGroup(pid, 'SIGCONT');
      }
      const descendants = sandbox.endsAtOnce ? [] : processTree(pid);
      const force = setTimeout(() => killTree(pid), graceMs);
      await Promise.all([ended, gone]);
      clearTimeout(force);
      for (const each of descendants.filter((known) => known !== pid)) killTree(each);
    },
  };
}

/** Reads a stream to its end, whatever comes: a program whose output nobody takes stands still. */
function drain(
  stream: NodeJS.ReadableStream,
  count: (bytes: number) => void,
  tell: (data: Uint8Array) => void,
): Promise<void> {
  let told = 0;
  let omitted = 0;
  let tail = Buffer.alloc(0);
  stream.on('data', (data: Buffer) => {
    count(data.length);
    const head = data.subarray(0, Math.max(0, HEAD_BYTES - told));
    if (head.length > 0) tell(Uint8Array.from(head));
    told += head.length;
    if (head.length === data.length) return;
    const both = Buffer.concat([tail, data.subarray(head.length)]);
    tail = Buffer.from(both.subarray(-TAIL_BYTES));
    omitted += both.length - tail.length;
  });
  return new Promise((resolve) => {
    const end = (): void => {
      if (omitted > 0) tell(new TextEncoder().encode(`\n[wiremark left out ${omitted} bytes here]\n`));
      if (tail.length > 0) tell(Uint8Array.from(tail));
      tail = Buffer.alloc(0);
      omitted = 0;
      resolve();
    };
    stream.once('end', end);
    stream.once('close', end);
    stream.once('error', end);
  });
}

import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { WorkerMarker } from '../marking/marker.js';
import type { Sheet } from '../model/report.js';
import type { Tier } from '../process/sandbox.js';
import { killTree } from '../process/group.js';
import { removeTree } from '../process/remove-tree.js';
import { guardPlace, releasePlace } from '../process/workplace.js';
import { outerWorldWords } from '../process/outer-world.js';
import { visibleLines } from '../reporters/visible-text.js';
import { packageFolder } from './files.js';
import type { Marker, MarkerOptions, OnCheck } from './marker.js';
import { WORKER_FLAGS } from './worker-flags.js';
import type { FromWorker, ToWorker, WorkerSettings } from './worker-messages.js';

const WORKER = join(packageFolder, 'bin', 'worker.js');

/** Starts a worker in a world of its own. Resolves with the reason where this machine does not allow that. */
export function isolatedMarker(options: MarkerOptions): Promise<Worker | Impossible> {
  return workerMarker('isolated', options);
}

/** Why a worker cannot be started. */
interface Impossible {
  readonly impossible: string;
}

/**
 * Starts a worker, whose programs run in this tier: a process that can be ended, and can end, without us. Only the best
 * tier gives it a world of its own.
 */
export async function workerMarker(tier: Tier, options: MarkerOptions): Promise<Worker | Impossible> {
  const isRoot = process.getuid?.() === 0;
  const place = await mkdtemp(join(options.scratch ?? tmpdir(), 'wiremark-world-'));
  guardPlace(place);
  const remove = async (): Promise<void> => {
    await removeTree(place);
    releasePlace(place);
  };
  const settings: WorkerSettings = { jobs: options.jobs, place, isRoot, tier };
  const own = [process.execPath, ...WORKER_FLAGS, WORKER, JSON.stringify(settings)];
  const [file = '', ...words] = tier === 'isolated' ? outerWorldWords(own, { place, isRoot }) : own;
  const child = spawn(file, words, { stdio: ['ignore', 'ignore', 'pipe', 'ipc'], serialization: 'advanced' });
  const problem = await started(child);
  if (problem !== undefined) {
    await remove();
    return { impossible: problem };
  }
  return new Worker(child, tier, options.signal, remove);
}

/** Resolves once it is ready, or with what it complained of before it ended. */
function started(child: ChildProcess): Promise<string | undefined> {
  return new Promise((resolve) => {
    let complaint = '';
    let isReady = false;
    child.stderr?.on('data', (data: Buffer) => {
      // What it complains of may quote what a program has printed.
      if (isReady) process.stderr.write(`${visibleLines(data).join('\n')}\n`);
      else complaint = (complaint + data.toString()).slice(-2000);
    });
    child.on('error', ({ code, message }: NodeJS.ErrnoException) =>
      resolve(code === 'ENOENT' ? 'bubblewrap (bwrap) is not installed' : message),
    );
    child.once('exit', () => resolve(complaint.trim().split('\n').at(-1) ?? ''));
    child.once('message', () => {
      isReady = true;
      resolve(undefined);
    });
  });
}

/** A marking that the worker has been asked for. */
interface Asked {
  readonly onCheck: OnCheck;
  readonly resolve: (sheet: Sheet) => void;
  readonly reject: (error: Error) => void;
  /** Reports of checks are handed on in order. */
  told: Promise<void>;
}

export class Worker implements Marker, WorkerMarker {
  readonly tier: Tier;
  private readonly child: ChildProcess;
  private readonly remove: () => Promise<void>;
  private readonly forget: () => void;
  private readonly asked = new Map<number, Asked>();
  private readonly ended: Promise<void>;
  private next = 0;
  /** How it ended. */
  private end: string | undefined;

  constructor(child: ChildProcess, tier: Tier, signal: AbortSignal, remove: () => Promise<void>) {
    this.child = child;
    this.tier = tier;
    this.remove = remove;
    child.on('message', (message: FromWorker) => this.hear(message));
    this.ended = new Promise((resolve) => {
      child.once('exit', (code, killed) => {
        this.end = `the worker ended in the middle of its work (${killed ?? `exit code ${code}`})`;
        for (const { reject } of this.asked.values()) reject(new Error(this.end));
        resolve();
      });
    });
    const abort = (): void => this.tell({ type: 'abort' });
    if (signal.aborted) abort();
    signal.addEventListener('abort', abort, { once: true });
    this.forget = () => signal.removeEventListener('abort', abort);
  }

  mark(request: Parameters<Marker['mark']>[0], onCheck: OnCheck): Promise<Sheet> {
    const id = this.next++;
    if (this.end !== undefined) return Promise.reject(new Error(this.end));
    return new Promise((resolve, reject) => {
      this.asked.set(id, { onCheck, resolve, reject, told: Promise.resolve() });
      this.tell({ type: 'mark', id, request });
    });
  }

  async close(): Promise<readonly unknown[]> {
    if (this.child.connected) this.child.disconnect();
    await this.ended;
    this.forget();
    await this.remove();
    return [];
  }

  kill(): void {
    // What it has launched would outlive it, where no world of its own ends with it.
    if (this.child.pid !== undefined) killTree(this.child.pid);
    this.child.kill('SIGKILL');
  }

  private tell(message: ToWorker): void {
    if (this.child.connected) this.child.send(message);
  }

  private hear(message: FromWorker): void {
    if (message.type === 'ready') return;
    const asked = this.asked.get(message.id);
    if (!asked) return;
    switch (message.type) {
      case 'check':
        asked.told = asked.told.then(() => asked.onCheck(message.report, message.traces));
        // Whoever waits for the sheet is told.
        asked.told.catch(() => {});
        return;
      case 'sheet':
        this.asked.delete(message.id);
        asked.told.then(() => asked.resolve(message.sheet), asked.reject);
        return;
      case 'failed':
        this.asked.delete(message.id);
        asked.reject(new Error(message.stack));
    }
  }
}

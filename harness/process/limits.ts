import type { Breach } from '../model/trace.js';
import type { DiskLimits } from './disk-watch.js';

/** What one program may use. A program of coursework needs a small part of it; more than that is a mistake or malice. */
export interface Limits extends DiskLimits {
  readonly cpuSeconds: number;
  /** Resident, of all its processes together, without their libraries. */
  readonly memoryBytes: number;
  /** Processes and threads together. */
  readonly tasks: number;
  readonly openFiles: number;
  /** In one file. */
  readonly fileBytes: number;
  /** Written to standard output and error together. */
  readonly outputBytes: number;
}

const MIB = 1_048_576;

export const LIMITS: Limits = {
  cpuSeconds: 60,
  memoryBytes: 1024 * MIB,
  tasks: 512,
  openFiles: 8192,
  fileBytes: 64 * MIB,
  diskBytes: 256 * MIB,
  files: 20_000,
  outputBytes: 32 * MIB,
};

/** Asked for at once, so much is refused by the kernel, before anybody could look: far more than may stay in use. */
const ASKED_AT_ONCE = 6;

/** The words that start a command under the limits that the kernel keeps (prlimit(1), setrlimit(2)). */
export function limitedWords(limits: Limits, { countsTasks }: { readonly countsTasks: boolean }): readonly string[] {
  return [
    'prlimit',
    `--cpu=${limits.cpuSeconds}:${limits.cpuSeconds + 5}`,
    `--nofile=${limits.openFiles}`,
    `--fsize=${limits.fileBytes}`,
    `--data=${limits.memoryBytes * ASKED_AT_ONCE}`,
    '--core=0',
    // The kernel counts the tasks of a user, not of a program: only a user of its own can be limited so.
    ...(countsTasks ? [`--nproc=${limits.tasks}`] : []),
    '--',
  ];
}

/** The limit that a program died of, where its signal tells. */
export function breachBySignal(signal: string | undefined, limits: Limits): Breach | undefined {
  if (signal === 'SIGXCPU') return { limit: 'cpu', allowed: limits.cpuSeconds };
  if (signal === 'SIGXFSZ') return { limit: 'file-size', allowed: limits.fileBytes };
  return undefined;
}

import { join } from 'node:path';
import { concat } from '../model/bytes.js';
import type { BuildFailure, Submission } from '../model/plan.js';
import { sayDuration } from '../model/duration.js';
import { launchProgram } from './launch.js';
import { sayBreach } from '../model/breach.js';
import type { Breach } from '../model/trace.js';
import type { Command } from './command.js';
import type { Sandbox } from './sandbox.js';
import { openWorkplace, type Workplace } from './workplace.js';

export interface BuildOptions {
  readonly environment: Readonly<Record<string, string>>;
  readonly sandbox: Sandbox;
  readonly limitMs: number;
  readonly signal: AbortSignal;
}

/** So much of a compiler's words is kept: its first errors are what matters, and warnings may come before them. */
const KEPT_BYTES = 32_768;

/** Makes what has to be made before the programs can start, once, in a copy of the submission. A failure stands in the launch. */
export async function buildSubmission(
  submission: Submission,
  options: BuildOptions,
): Promise<{ readonly submission: Submission; readonly workplace?: Workplace }> {
  const commands = new Map(
    Object.values(submission.launches).flatMap(({ build, folder }) =>
      build ? [[keyOf(build, folder), { build, folder }]] : [],
    ),
  );
  if (commands.size === 0) return { submission };
  const workplace = await openWorkplace(submission.root, options.sandbox);
  const failures = new Map<string, BuildFailure>();
  for (const [key, { build, folder }] of commands) {
    const command = {
      words: build,
      folder: join(workplace.folder, folder),
      copy: workplace.folder,
      place: workplace.place,
      installed: workplace.installed,
      environment: options.environment,
    };
    const failure = await carryOut(command, options);
    const { ownCaches } = options.sandbox;
    // The second speaks of the program alone.
    const last =
      ownCaches && failure && isOfCache(failure)
        ? await carryOut({ ...command, environment: { ...options.environment, ...ownCaches } }, options)
        : failure;
    if (last) failures.set(key, last);
  }
  const launches = Object.fromEntries(
    Object.entries(submission.launches).map(([name, launch]) => {
      const buildFailure = launch.build && failures.get(keyOf(launch.build, launch.folder));
      return [name, buildFailure ? { ...launch, buildFailure } : launch];
    }),
  );
  return { submission: { ...submission, root: workplace.folder, launches }, workplace };
}

/**
 * What the machine has never compiled cannot be put into its cache from inside: then Go says of its own packages that
 * they are not there, whoever has called it (make, a script).
 */
function isOfCache({ kind, output }: BuildFailure): boolean {
  return kind === 'exit' && /is not in std|build cache|go-build/.test(Buffer.from(output).toString('latin1'));
}

function keyOf(build: readonly string[], folder: string): string {
  return JSON.stringify([folder, ...build]);
}

async function carryOut(
  command: Command,
  { sandbox, limitMs, signal }: BuildOptions,
): Promise<BuildFailure | undefined> {
  const output: Uint8Array[] = [];
  let kept = 0;
  let why: 'time' | 'end' | Breach | undefined;
  const launched = await launchProgram({
    command,
    sandbox,
    onOutput: (_stream, data) => {
      if (kept < KEPT_BYTES) output.push(data.subarray(0, KEPT_BYTES - kept));
      kept += data.length;
    },
    onBreach: (breach) => {
      why ??= breach;
    },
    // Compilers leave helpers running for the next time (gradle, for one).
    onLeftBehind: () => {},
  });
  const failed = (kind: BuildFailure['kind'], detail: string): BuildFailure => ({
    kind,
    detail,
    output: concat(output),
    seenAs: sandbox.seenAs(command.copy, command.place),
  });
  if ('errno' in launched)
    return failed(
      'cannot-run',
      launched.errno === 'ENOENT' ? `there is no "${command.words[0] ?? ''}" here` : launched.detail,
    );
  const stop = (reason: 'time' | 'end'): void => {
    why ??= reason;
    void launched.stop({ graceMs: 500 });
  };
  const timer = setTimeout(() => stop('time'), limitMs);
  const interrupt = (): void => stop('end');
  signal.addEventListener('abort', interrupt, { once: true });
  if (signal.aborted) interrupt();
  const [exit] = await Promise.all([launched.ended, launched.gone]);
  clearTimeout(timer);
  signal.removeEventListener('abort', interrupt);
  if (why === 'time') return failed('time', `was not done after ${sayDuration(limitMs)}`);
  if (typeof why === 'object') return failed('exit', sayBreach(why));
  if (exit.code === 0) return undefined;
  return failed('exit', exit.signal ? `was killed by ${exit.signal}` : `ended with exit code ${exit.code}`);
}

import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { quoted } from '../model/command.js';
import type { Tier } from '../process/sandbox.js';
import type { CheckHost, CheckOptions } from './check-options.js';
import { htmlReporter } from '../reporters/html.js';
import { jsonReporter } from '../reporters/json.js';
import type { Reporter } from '../reporters/reporter.js';
import { sayRunTime, terminalReporter } from '../reporters/terminal.js';
import { isInstalled } from './files.js';
import { openOtherReporters, type ReporterFlags } from './other-reporters.js';
import { openScreen } from './screen.js';
import { abortWhenInterrupted } from './interruption.js';
import { MarkersAhead } from './markers-ahead.js';
import { openMarker } from './open-marker.js';
import { readSettings } from './settings.js';
import { shownPath } from './shown-path.js';
import { SubmissionProblem, UsageError } from './usage-error.js';
import { sayWriteError } from './write-error.js';

/** The options of `check`, as the command line gives them. */
export interface CheckFlags extends ReporterFlags {
  readonly server?: string | undefined;
  readonly client?: string | undefined;
  readonly run?: readonly string[] | undefined;
  readonly plays?: readonly string[] | undefined;
  readonly set?: readonly string[] | undefined;
  readonly only?: readonly string[] | undefined;
  readonly tag?: string | undefined;
  readonly failed: boolean;
  readonly seed?: string | undefined;
  readonly slow: number;
  readonly repeat: number;
  readonly jobs: number;
  readonly reports: string;
  readonly dryRun: boolean;
  readonly isolation?: Tier | undefined;
  readonly watch: boolean;
  readonly verbose: boolean;
  readonly quiet: boolean;
}

/** Carries out `wiremark check`. Resolves with the exit code. */
export async function checkCommand(words: readonly string[], flags: CheckFlags): Promise<number> {
  if (flags.watch && flags.repeat > 1) throw new UsageError('--watch and --repeat do not go together');
  if (flags.quiet && flags.verbose) throw new UsageError('--quiet and --verbose do not go together');
  if (flags.tap && (flags.watch || flags.repeat > 1))
    throw new UsageError(
      `--tap and ${flags.watch ? '--watch' : '--repeat'} do not go together: TAP is the output of one run`,
    );
  const options = optionsOf(words, flags);
  const { signal } = abortWhenInterrupted();
  const markers = new MarkersAhead(() =>
    openMarker(flags.isolation, { jobs: flags.jobs, variables: process.env, signal }),
  );
  if (!flags.dryRun) markers.begin();
  const others = await openOtherReporters(flags, process.env);
  const host = hostOf(flags, { markers, signal, others });
  try {
    return await carryOut(words, flags, options, host);
  } catch (error) {
    if (error instanceof SubmissionProblem) await tellNotChecked(others.reporters, error, host);
    throw error;
  } finally {
    markers.forget();
    for (const reporter of others.reporters) reporter.close?.();
  }
}

async function tellNotChecked(
  reporters: readonly Reporter[],
  problem: SubmissionProblem,
  host: CheckHost,
): Promise<void> {
  for (const reporter of reporters)
    try {
      await reporter.notChecked?.(problem);
    } catch (error) {
      host.complain(`wiremark: ${reporter.name} could not be told: ${sayWriteError(error)}`);
    }
}

async function carryOut(
  words: readonly string[],
  flags: CheckFlags,
  options: CheckOptions,
  host: CheckHost,
): Promise<number> {
  const { check } = await import('./check.js');
  if (flags.watch) {
    const { watchAndCheck } = await import('./watch.js');
    return watchAndCheck(words, () => check(options, host), host.signal);
  }
  if (flags.repeat > 1) {
    const { repeatCheck } = await import('./repeat.js');
    return repeatCheck(options, host, flags.repeat);
  }
  return check(options, host);
}

function optionsOf(words: readonly string[], flags: CheckFlags): CheckOptions {
  const commands: Record<string, string> = {};
  if (flags.server !== undefined) commands['server'] = flags.server;
  if (flags.client !== undefined) commands['client'] = flags.client;
  for (const pair of flags.run ?? []) {
    const at = pair.indexOf('=');
    if (at < 1)
      throw new UsageError(
        `--run needs a program and its command, not "${pair}"\nWrite: --run 'server=python3 server.py \${port}'`,
      );
    commands[pair.slice(0, at)] = pair.slice(at + 1);
  }
  return {
    words,
    commands,
    plays: flags.plays,
    settings: readSettings(flags.set),
    only: flags.only ?? [],
    tag: flags.tag,
    failed: flags.failed ? failedInLastRun(flags.reports) : undefined,
    seed: flags.seed,
    slow: flags.slow,
    jobs: flags.jobs,
    reports: flags.reports,
    dryRun: flags.dryRun,
    isolation: flags.isolation,
    again: (spec) => againCommand(spec, words, flags),
  };
}

/** The command that repeats this one for a single spec, as the user would type it. */
function againCommand(spec: string, words: readonly string[], flags: CheckFlags): string {
  const named =
    words.find((word) => word === spec || word.endsWith(`${spec}.yaml`) || word.endsWith(`${spec}.yml`)) ?? spec;
  const folder = words.at(-1) === named ? [] : words.slice(-1);
  const commands = [
    flags.server && `--server ${quoted(flags.server)}`,
    flags.client && `--client ${quoted(flags.client)}`,
    ...(flags.run ?? []).map((pair) => `--run ${quoted(pair)}`),
    ...(flags.plays ?? []).map((program) => `--plays ${quoted(program)}`),
    ...(flags.set ?? []).map((pair) => `--set ${quoted(pair)}`),
  ].filter(Boolean);
  return ['npx wiremark check', named, ...folder.map(quoted), ...commands].join(' ');
}

function failedInLastRun(reports: string): ReadonlySet<string> {
  const file = join(reports, 'latest', 'report.json');
  if (!existsSync(file))
    throw new UsageError(
      `--failed needs an earlier run, but there is no ${file}\nRun all checks first, without --failed.`,
    );
  const { sheets } = JSON.parse(readFileSync(file, 'utf8')) as {
    sheets: { spec: { id: string }; checks: { id: string; status: string }[] }[];
  };
  return new Set(
    sheets.flatMap((sheet) =>
      sheet.checks.filter(({ status }) => status !== 'passed').map(({ id }) => `${sheet.spec.id} ${id}`),
    ),
  );
}

/** Where a beginner begins. */
const FIRST_SPEC = 'tcp-echo';

function hostOf(
  flags: CheckFlags,
  {
    markers,
    signal,
    others,
  }: {
    readonly markers: MarkersAhead;
    readonly signal: AbortSignal;
    readonly others: Awaited<ReturnType<typeof openOtherReporters>>;
  },
): CheckHost {
  const stream = others.ownsStdout ? process.stderr : process.stdout;
  return {
    openMarker: () => markers.next(),
    print: (text) => stream.write(`${text}\n`),
    complain: (text) => process.stderr.write(`${text}\n`),
    now: () => new Date(),
    variables: process.env,
    signal,
    reporters: ({ folder, areReferences }) => {
      const screen = openScreen(stream, process.env);
      return [
        terminalReporter({ screen, detail: flags.quiet ? 'result' : flags.verbose ? 'everything' : 'failures' }),
        jsonReporter({ file: join(folder, 'report.json') }),
        htmlReporter({ file: join(folder, 'report.html') }),
        // Behind the terminal: what it shows of programs stands where GitHub's runner obeys nothing.
        ...others.reporters,
        {
          name: 'last line',
          runEnded: (report) => {
            if (areReferences && !isInstalled('python3', process.env['PATH'] ?? ''))
              screen.write('\nPython 3 (python3) is not installed here: the Python references were left out.\n');
            const own = areReferences
              ? `\nThese were the reference programs. To check your own work:\n  npx wiremark check ${FIRST_SPEC} path/to/your/folder\n`
              : '';
            screen.write(
              `\n${sayRunTime(report)}, seed ${report.run.seed}. The whole report: ${shownPath(resolve(folder, 'report.html'))}\n${own}`,
            );
          },
        },
      ];
    },
  };
}

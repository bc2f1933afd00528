import { appendFile, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Report } from '../model/report.js';
import type { NotChecked, PlannedSheet, Reporter } from './reporter.js';
import type { ReporterKind } from './reporter-kind.js';

/** All that a reporter wrote. */
export interface Written {
  readonly stdout: string;
  /** By name: `out` is the file of its flag, `summary` and `output` are those of a GitHub step. */
  readonly files: Readonly<Record<string, string>>;
}

export type Ending =
  | { readonly report: Report }
  /** The run is cut off after so many checks. */
  | { readonly report: Report; readonly after: number }
  | { readonly notChecked: NotChecked };

/** Lets a reporter tell of a run, in a folder of its own. */
export async function runReporter(kind: ReporterKind, ending: Ending): Promise<Written> {
  const folder = await mkdtemp(join(tmpdir(), 'wiremark-reporter-'));
  try {
    let stdout = '';
    const reporter = kind.open({
      file: join(folder, 'out'),
      write: (text) => {
        stdout += text;
      },
      variables: { GITHUB_STEP_SUMMARY: join(folder, 'summary'), GITHUB_OUTPUT: join(folder, 'output') },
      append: (file, text) => appendFile(file, text),
      token: () => 'TOKEN',
    });
    await tell(reporter, ending, (text) => {
      stdout += text;
    });
    reporter.close?.();
    const names = await readdir(folder);
    const contents = await Promise.all(names.map(async (name) => [name, await readFile(join(folder, name), 'utf8')]));
    return { stdout, files: Object.fromEntries(contents) as Record<string, string> };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

export function plannedOf({ sheets }: Report): PlannedSheet[] {
  return sheets.map(({ spec, submission, checks, totals: { maxPoints } }) => ({
    spec: spec.id,
    submission: submission.name,
    checks: checks.length,
    maxPoints,
  }));
}

async function tell(reporter: Reporter, ending: Ending, terminal: (text: string) => void): Promise<void> {
  if ('notChecked' in ending) return reporter.notChecked?.(ending.notChecked);
  const { report } = ending;
  await reporter.runStarted?.(report.run, plannedOf(report));
  // The checks of a run end side by side, and so are told.
  const all = report.sheets.flatMap((sheet) => sheet.checks.map((check) => ({ check, sheet })));
  const ended = all.slice(0, 'after' in ending ? ending.after : all.length);
  await Promise.all(ended.map(async ({ check, sheet }) => reporter.checkEnded?.(check, sheet)));
  if ('after' in ending) return undefined;
  terminal('::error::what a program has printed\n');
  return reporter.runEnded?.(report);
}

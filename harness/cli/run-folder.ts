import { mkdir, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { RunTrace } from '../model/trace.js';
import { outputOf } from '../report/program-output.js';
import { encodeTrace } from '../report/trace-codec.js';

/** What a sheet is called by. */
interface Names {
  readonly spec: string;
  readonly submission: string;
}

/** The folder of one run under `reports/`: traces and logs are written as checks end, the reports at the end. */
export class RunFolder {
  readonly path: string;
  private readonly reports: string;
  private readonly id: string;
  private added: Promise<void> = Promise.resolve();

  constructor(reports: string, id: string) {
    this.reports = reports;
    this.id = id;
    this.path = join(reports, id);
  }

  async create(): Promise<void> {
    await mkdir(this.path, { recursive: true });
    await writeFile(join(this.path, 'trace.jsonl'), '');
  }

  /** Adds the evidence of one check. Checks end side by side, and their lines must not mix. */
  addTraces(sheet: Names, traces: readonly RunTrace[]): Promise<void> {
    const add = (): Promise<void> => this.addNext(sheet, traces);
    this.added = this.added.then(add, add);
    return this.added;
  }

  private async addNext(sheet: Names, traces: readonly RunTrace[]): Promise<void> {
    for (const trace of traces) {
      await writeFile(join(this.path, 'trace.jsonl'), encodeTrace(sheet, trace), { flag: 'a' });
      const programs = new Set(trace.events.flatMap((event) => (event.type === 'started' ? [event.program] : [])));
      for (const program of programs) {
        for (const stream of ['stdout', 'stderr'] as const) {
          const output = outputOf(trace, program, stream);
          if (output.length === 0) continue;
          const log = join(this.path, logPath(sheet, trace.run, program, stream));
          await mkdir(join(log, '..'), { recursive: true });
          await writeFile(log, output);
        }
      }
    }
  }

  /** Points `reports/latest` at this run. Where the platform has no links for ordinary users, nothing is lost but the shortcut. */
  async makeLatest(): Promise<void> {
    const latest = join(this.reports, 'latest');
    try {
      await rm(latest, { force: true });
      await symlink(this.id, latest, process.platform === 'win32' ? 'junction' : 'dir');
    } catch {
      // A folder of that name, or no right to make links.
    }
  }
}

/** Where the whole output of a program is kept, relative to the run's folder. */
export function logPath(sheet: Names, run: string, program: string, stream: string): string {
  const safe = (text: string): string => text.replace(/[^\w.-]+/g, '_').slice(0, 80);
  return ['logs', `${safe(sheet.spec)}-${safe(sheet.submission)}`, `${safe(run)}-${safe(program)}.${stream}.txt`].join(
    '/',
  );
}

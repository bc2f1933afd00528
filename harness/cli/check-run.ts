import { cpus } from 'node:os';
import type { Plan } from '../model/plan.js';
import type { Report, RunInfo, Sheet } from '../model/report.js';
import { endAllGroups } from '../process/group.js';
import { totalOf } from '../report/make-sheet.js';
import type { Reporter } from '../reporters/reporter.js';
import type { CheckHost, CheckOptions } from './check-options.js';
import type { Target } from './check-targets.js';
import { packageVersion } from './files.js';
import { sayIsolation } from './isolation-words.js';
import type { OpenedMarker } from './open-marker.js';
import { RunFolder } from './run-folder.js';
import { EXIT, UsageError } from './usage-error.js';
import { sayWriteError } from './write-error.js';

/** One run of `check`: everything that is planned is marked, and told to every reporter. */
export class CheckRun {
  private readonly options: CheckOptions;
  private readonly host: CheckHost;
  private readonly plans: readonly { readonly target: Target; readonly plan: Plan }[];
  private readonly seed: string;
  private readonly areReferences: boolean;
  private readonly startedAt: Date;
  private readonly folder: RunFolder;
  private readonly id: string;
  private reporters: readonly Reporter[] = [];
  private readonly broken = new Set<string>();
  private readonly opened: OpenedMarker;

  constructor(
    options: CheckOptions,
    host: CheckHost,
    plans: CheckRun['plans'],
    seed: string,
    areReferences: boolean,
    opened: OpenedMarker,
  ) {
    this.opened = opened;
    this.options = options;
    this.host = host;
    this.plans = plans;
    this.seed = seed;
    this.areReferences = areReferences;
    this.startedAt = host.now();
    const specs = [...new Set(plans.map(({ plan }) => plan.spec.id))];
    const stamp = this.startedAt.toISOString().replace(/[-:]/g, '').replace('T', '-').slice(0, 15);
    this.id = `${stamp}-${specs.length === 1 ? specs[0] : 'all'}-${seed.replace(/[^\w-]+/g, '_').slice(0, 16)}`;
    this.folder = new RunFolder(options.reports, this.id);
  }

  async run(): Promise<number> {
    const started = performance.now();
    await this.createFolder();
    this.reporters = this.host.reporters({ folder: this.folder.path, areReferences: this.areReferences });
    const info = this.info();
    await this.tell((reporter) =>
      reporter.runStarted?.(
        info,
        this.plans.map(({ plan }) => ({
          spec: plan.spec.id,
          submission: plan.submission.name,
          checks: plan.checks.length,
          maxPoints: plan.checks.reduce((sum, { check: { points } }) => sum + points, 0),
        })),
      ),
    );
    const sheets = await this.markAll();
    if (this.host.signal.aborted) return EXIT.interrupted;
    const report: Report = {
      format: 'wiremark-report',
      version: 1,
      run: { ...info, durationMs: Math.round(performance.now() - started) },
      sheets,
      totals: totalOf(sheets.flatMap((sheet) => sheet.checks)),
    };
    await this.tell((reporter) => reporter.runEnded?.(report));
    await this.folder.makeLatest();
    return this.exitCode(report);
  }

  private async markAll(): Promise<Sheet[]> {
    return Promise.all(
      this.plans.map(async ({ target, plan }) => {
        const sheet = { spec: plan.spec.id, submission: plan.submission.name };
        const spec = { file: target.file, sha256: target.sha256 };
        const again = this.options.again(plan.spec.id);
        return this.opened.marker.mark({ plan, again, spec }, async (report, traces) => {
          if (this.host.signal.aborted) return;
          await this.guard('trace', this.folder.path, () => this.folder.addTraces(sheet, traces));
          const about = {
            spec: { id: plan.spec.id, name: plan.spec.name, ...spec },
            submission: { name: plan.submission.name, folder: plan.submission.folder, programs: [] },
          };
          await this.tell((reporter) => reporter.checkEnded?.(report, about));
        });
      }),
    );
  }

  private info(): Omit<RunInfo, 'durationMs'> {
    return {
      id: this.id,
      startedAt: this.startedAt.toISOString(),
      seed: this.seed,
      slow: this.options.slow,
      wiremark: packageVersion(),
      machine: { platform: process.platform, cores: cpus().length, node: process.version },
      isolation: sayIsolation(this.opened.marker.tier, this.opened.because),
    };
  }

  /** A reporter that throws is told to the user; it stops neither the run nor the others. */
  private async tell(call: (reporter: Reporter) => void | Promise<void> | undefined): Promise<void> {
    for (const reporter of this.reporters)
      await this.guard(`${reporter.name} report`, reporter.target ?? this.folder.path, async () => call(reporter));
  }

  /** What cannot be written is told once; the marking goes on, and ends as a fault of ours. */
  private async guard(what: string, where: string, write: () => Promise<void> | void | undefined): Promise<void> {
    try {
      await write();
    } catch (error) {
      if (!this.broken.has(what))
        this.host.complain(`wiremark: the ${what} could not be written to ${where}: ${sayWriteError(error)}`);
      this.broken.add(what);
    }
  }

  private async createFolder(): Promise<void> {
    try {
      await this.folder.create();
    } catch (error) {
      throw new UsageError(
        `reports cannot be written to ${this.folder.path}: ${sayWriteError(error)}\nName another folder: --reports FOLDER`,
      );
    }
  }

  private exitCode({ totals }: Report): number {
    endAllGroups();
    if (totals.inconclusive > 0 || this.broken.size > 0) return EXIT.fault;
    return totals.failed > 0 || totals.blocked > 0 ? EXIT.failed : EXIT.passed;
  }
}

import { existsSync } from 'node:fs';
import { cp, readdir, readFile, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { constants, createGunzip, createGzip } from 'node:zlib';
import type { Report, Sheet } from '../model/report.js';
import type { RunTrace } from '../model/trace.js';
import { outputOf } from '../report/program-output.js';
import { decodeTraces, encodeTrace } from '../report/trace-codec.js';
import { decodeReport, encodeReport } from '../reporters/report-codec.js';
import { writeAtomically } from '../reporters/write-atomically.js';

/**
 * The folder that a class is marked into:
 *
 *     journal.jsonl             what was done, line by line
 *     grades.csv  results.json  index.html
 *     reports/KEY/              report.html, report.json, logs: may be given to the student
 *     evidence/KEY/SPEC.jsonl.gz    traces, also of hidden checks
 *     specs/SPEC.yaml           as they were when the class was marked
 */
export class MarkingFolder {
  readonly path: string;

  constructor(path: string) {
    this.path = path;
  }

  get journal(): string {
    return join(this.path, 'journal.jsonl');
  }

  /** Relative to this folder, as pages and tables link to it. */
  reportPage(key: string): string {
    return `reports/${key}/report.html`;
  }

  hasReport(key: string): boolean {
    return existsSync(this.reportFile(key));
  }

  /** Takes away what a marking that was killed had begun to write. */
  async removeTorn(): Promise<void> {
    const names = await readdir(this.path, { recursive: true });
    const torn = names.filter((name) => TORN.test(basename(name)));
    await Promise.all(torn.map((name) => rm(join(this.path, name), { force: true })));
  }

  /** Puts all of one marking on disk. What a student must not see goes to the evidence alone. */
  async save(key: string, report: Report, marked: readonly MarkedSpec[]): Promise<void> {
    const folder = join(this.path, 'reports', key);
    await rm(folder, { recursive: true, force: true });
    for (const { sheet, traces } of marked) {
      await this.saveEvidence(key, sheet, traces);
      for (const { log, content } of logsOf(sheet, traces)) {
        await writeAtomically(join(folder, log), content);
      }
    }
    await writeAtomically(this.reportFile(key), encodeReport(report));
  }

  /** Takes over all that another marking has put on disk, as it is. */
  async keep(key: string, from: MarkingFolder): Promise<void> {
    for (const what of ['reports', 'evidence']) {
      const there = join(from.path, what, key);
      if (existsSync(there)) await cp(there, join(this.path, what, key), { recursive: true });
    }
  }

  /** Takes away what an earlier marking has put on disk: nothing of it is true of what is handed in now. */
  async clear(key: string): Promise<void> {
    for (const what of ['reports', 'evidence']) await rm(join(this.path, what, key), { recursive: true, force: true });
  }

  async report(key: string): Promise<Report | undefined> {
    const text = await readFile(this.reportFile(key), 'utf8').catch(() => undefined);
    if (text === undefined) return undefined;
    const report = decodeReport(text);
    if ('problem' in report) throw new Error(`${this.reportFile(key)}: ${report.problem}`);
    return report;
  }

  /** The saved traces of one spec; undefined where there are none. */
  async traces(key: string, spec: string): Promise<readonly RunTrace[] | undefined> {
    const packed = await readFile(this.evidenceFile(key, spec)).catch(() => undefined);
    return packed && decodeTraces(Readable.from([packed]).pipe(createGunzip()));
  }

  /** The specs that are marked by, for whoever asks later what a check had asked. */
  async saveSpec(id: string, bytes: Uint8Array): Promise<void> {
    await writeAtomically(this.specFile(id), bytes);
  }

  specFile(id: string): string {
    return join(this.path, 'specs', `${id}.yaml`);
  }

  private async saveEvidence(key: string, sheet: Sheet, traces: readonly RunTrace[]): Promise<void> {
    const names = { spec: sheet.spec.id, submission: sheet.submission.name };
    const packed: Buffer[] = [];
    await pipeline(
      async function* () {
        for (const trace of traces) yield* encodeTrace(names, trace);
      },
      createGzip({ level: constants.Z_BEST_SPEED }),
      async (blocks) => {
        for await (const block of blocks) packed.push(block as Buffer);
      },
    );
    await writeAtomically(this.evidenceFile(key, sheet.spec.id), Buffer.concat(packed));
  }

  private reportFile(key: string): string {
    return join(this.path, 'reports', key, 'report.json');
  }

  private evidenceFile(key: string, spec: string): string {
    return join(this.path, 'evidence', key, `${spec}.jsonl.gz`);
  }
}

/** As `writeAtomically` and `writeNewFile` call what is not whole yet. */
const TORN = /^\..+\.\d+\.tmp$/;

/** A sheet, and the evidence for it. */
export interface MarkedSpec {
  readonly sheet: Sheet;
  readonly traces: readonly RunTrace[];
}

/** The whole outputs that the report shows parts of. Hidden checks show none. */
function logsOf(sheet: Sheet, traces: readonly RunTrace[]): { readonly log: string; readonly content: Uint8Array }[] {
  return sheet.checks.flatMap(({ output, id }) => {
    const runs = traces.filter(({ run }) => run === id || run.startsWith(`${id}[`));
    return output.flatMap(({ log, program, stream, length, head, tail }) => {
      if (head.length + tail.length === length) return [];
      const trace = runs.find((each) => outputOf(each, program, stream).length === length);
      return trace ? [{ log, content: outputOf(trace, program, stream) }] : [];
    });
  });
}

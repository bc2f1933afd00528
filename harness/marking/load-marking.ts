import { existsSync, statSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Results } from '../gradebook/results.js';
import type { CheckReport, Report, Status } from '../model/report.js';
import { decodeReport } from '../reporters/report-codec.js';
import { visibleString } from '../reporters/visible-text.js';

/** A marking of a class, or the report of a check, as it is compared with another. */
export interface LoadedMarking {
  readonly students: ReadonlyMap<string, LoadedStudent>;
  /** What a check says in full; undefined where its report is not there. */
  details(student: string, spec: string, check: string): Promise<CheckReport | undefined>;
}

export interface LoadedStudent {
  readonly id: string;
  readonly name: string;
  readonly state: string;
  readonly points: number | undefined;
  readonly grade: number | undefined;
  readonly checks: ReadonlyMap<string, LoadedCheck>;
}

export interface LoadedCheck {
  readonly spec: string;
  readonly id: string;
  readonly status: Status;
  readonly points: number;
}

/** Loads the folder of a marking, the folder of a check, or its report.json. */
export async function loadMarking(path: string): Promise<LoadedMarking | { readonly problem: string }> {
  const isFolder = existsSync(path) && statSync(path).isDirectory();
  if (isFolder && existsSync(join(path, 'results.json'))) return loadClass(path);
  const file = isFolder ? join(path, 'report.json') : path;
  if (!existsSync(file))
    return {
      problem: isFolder ? `there is neither results.json nor report.json in ${path}` : `there is no ${path}`,
    };
  const report = decodeReport(await readFile(file, 'utf8'));
  return 'problem' in report ? { problem: `${file}: ${report.problem}` } : fromReport(report);
}

async function loadClass(folder: string): Promise<LoadedMarking | { readonly problem: string }> {
  const file = join(folder, 'results.json');
  const results = parse(await readFile(file, 'utf8'));
  if (results?.format !== 'wiremark-results' || (results.version as number) !== 1)
    return { problem: `${file} holds no results that this wiremark can read` };
  const reports = new Map(results.students.map(({ id, report }) => [id, report]));
  return {
    students: new Map(
      results.students.map(({ id, name, state, points, grade, checks }) => [
        id,
        { id, name, state, points, grade, checks: byKey(checks) },
      ]),
    ),
    async details(student, spec, check) {
      const page = reports.get(student);
      const text =
        page === undefined
          ? undefined
          : await readFile(join(folder, dirname(page), 'report.json'), 'utf8').catch(() => undefined);
      const report = text === undefined ? undefined : decodeReport(text);
      return report && !('problem' in report) ? checkIn(report, spec, check) : undefined;
    },
  };
}

function parse(text: string): Results | undefined {
  try {
    return JSON.parse(text) as Results;
  } catch {
    return undefined;
  }
}

function fromReport(report: Report): LoadedMarking {
  const names = [...new Set(report.sheets.map(({ submission }) => submission.name))];
  const sheetsOf = (name: string): Report['sheets'] =>
    report.sheets.filter(({ submission }) => submission.name === name);
  return {
    students: new Map(
      names.map((name) => [
        name,
        {
          id: name,
          name,
          state: 'marked',
          points: sheetsOf(name).reduce((sum, { totals }) => sum + totals.points, 0),
          grade: undefined,
          checks: byKey(
            sheetsOf(name).flatMap(({ spec, checks }) =>
              checks.map(({ id, status, points }) => ({ spec: spec.id, id, status, points })),
            ),
          ),
        },
      ]),
    ),
    details: async (student, spec, check) => checkIn({ ...report, sheets: sheetsOf(student) }, spec, check),
  };
}

function checkIn({ sheets }: Report, spec: string, check: string): CheckReport | undefined {
  return sheets.find((sheet) => sheet.spec.id === spec)?.checks.find(({ id }) => id === check);
}

function byKey(checks: readonly LoadedCheck[]): ReadonlyMap<string, LoadedCheck> {
  return new Map(checks.map(({ spec, id, status, points }) => [`${spec}/${id}`, { spec, id, status, points }]));
}

/** `1201 Zoë`; the id alone where it is the name. */
export function nameOf({ id, name }: Pick<LoadedStudent, 'id' | 'name'>): string {
  return visibleString(id === name ? id : `${id} ${name}`);
}

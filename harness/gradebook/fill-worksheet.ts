import { encodeTable } from '../csv/decode-table.js';
import { readTable } from '../csv/read-table.js';
import { problemAt, type Cell, type Table } from '../csv/table.js';
import { textCell } from '../csv/write-cell.js';
import type { Diagnostic } from '../model/diagnostic.js';
import { visibleString } from '../reporters/visible-text.js';
import { pointsText } from '../reporters/wording.js';
import { readRoster } from '../rosters/read-roster.js';
import type { RosterRow } from '../rosters/roster-format.js';
import { commentFor } from './comment.js';
import type { GradedStudent } from './graded-student.js';
import { compareStudents } from './compare-students.js';
import type { Places, Worksheet, WorksheetOptions } from './worksheets/worksheet.js';

export interface FillOptions extends WorksheetOptions {
  readonly worksheets: readonly Worksheet[];
  /** Grades that stand there already, and are others, are replaced. */
  readonly overwrite: boolean;
}

export type Filled =
  | {
      readonly kind: 'filled';
      /** The worksheet, in which nothing but the changed cells has changed. */
      readonly bytes: Buffer;
      readonly changes: readonly Change[];
      /** Students whose row stays as it is. */
      readonly kept: readonly Kept[];
    }
  | { readonly kind: 'refused'; readonly problems: readonly Diagnostic[]; readonly source: string };

export interface Change {
  readonly id: string;
  readonly name: string;
  readonly before: string;
  readonly after: string;
  /** How the grade came about. */
  readonly why: string;
}

export interface Kept {
  readonly id: string;
  readonly name: string;
  readonly why: string;
}

/**
 * Fills grades into the worksheet that the platform gave. All or nothing: a worksheet that is not that of the marked
 * class, or knows other points, is refused as it is.
 */
export function fillWorksheet(
  bytes: Uint8Array,
  file: string,
  graded: readonly GradedStudent[],
  options: FillOptions,
): Filled {
  const table = readTable(bytes, file);
  if ('problem' in table) return { kind: 'refused', problems: [table.problem], source: '' };
  const refuse = (...problems: Diagnostic[]): Filled => ({ kind: 'refused', problems, source: table.text });
  const roster = readRoster(
    table,
    options.worksheets.map((each) => each.roster),
    options.headings,
  );
  if ('problems' in roster) return refuse(...roster.problems);
  const worksheet = options.worksheets.find((each) => each.roster === roster.format);
  if (!worksheet) throw new Error('a roster of no worksheet');
  const places = worksheet.places(table, options);
  if ('code' in places) return refuse(places);
  const problems = [...compareStudents(table, roster.rows, graded), ...compareMaximum(table, places, graded)];
  return problems.length > 0 ? refuse(...problems) : fill(table, roster.rows, graded, places, options.overwrite);
}

/** The best grade here and there; the platform would take 17 of 20 for 17 of 100 without a word. */
function compareMaximum(
  table: Table,
  { maximum, gradeColumn }: Places,
  [first]: readonly GradedStudent[],
): Diagnostic[] {
  const heading = table.header.cells[gradeColumn];
  const outOf = first?.grade.outOf;
  if (!maximum || !heading || outOf === undefined || maximum.value === outOf) return [];
  return [
    problemAt(table, heading, {
      code: 'C007',
      message: `here the best grade is ${maximum.says}, and in this marking it is ${pointsText(outOf)}`,
      suggestion: `write \`scale: { out-of: ${maximum.value} }\` into course.yaml, or change the maximum on the platform`,
    }),
  ];
}

interface Edit {
  readonly cell: Cell;
  readonly text: string;
}

function fill(
  table: Table,
  rows: readonly RosterRow[],
  graded: readonly GradedStudent[],
  places: Places,
  overwrite: boolean,
): Filled {
  const byId = new Map(graded.map((each) => [each.student.id, each]));
  const edits: Edit[] = [];
  const changes: Change[] = [];
  const kept: Kept[] = [];
  for (const { id, name, row } of rows) {
    const each = byId.get(id);
    const gradeCell = row.cells[places.gradeColumn];
    if (!gradeCell) continue;
    const before = gradeCell.value.trim();
    const why = each ? reasonToKeep(each, before, places, places.locked(row), overwrite) : 'is not among the marked';
    if (!each || why !== undefined) {
      kept.push({ id, name, why: why ?? '' });
      continue;
    }
    const after = gradeText(each.grade.value ?? 0, places.decimalSign);
    edits.push(...editsOf(gradeCell, after));
    const commentCell = places.commentColumn === undefined ? undefined : row.cells[places.commentColumn];
    if (commentCell && (commentCell.value.trim() === '' || overwrite))
      edits.push(...editsOf(commentCell, asHtml(visibleString(commentFor(each)))));
    changes.push({ id, name, before, after, why: each.grade.steps.join('; ') });
  }
  return { kind: 'filled', bytes: encodeTable(withEdits(table, edits), table), changes, kept };
}

function reasonToKeep(
  { grade }: GradedStudent,
  before: string,
  { decimalSign }: Places,
  locked: string | undefined,
  overwrite: boolean,
): string | undefined {
  if (grade.value === undefined) return grade.steps.at(-1) ?? 'has no grade';
  if (locked !== undefined) return locked;
  const known = Number(before.replace(decimalSign, '.'));
  if (before !== '' && known === grade.value) return `has this grade already: ${before}`;
  if (before === '' || before === '-' || overwrite) return undefined;
  return `has the grade ${before} there, which would become ${gradeText(grade.value, decimalSign)}: --overwrite replaces it`;
}

function editsOf(cell: Cell, text: string): Edit[] {
  return cell.value === text ? [] : [{ cell, text }];
}

function withEdits({ text, delimiter }: Table, edits: readonly Edit[]): string {
  let filled = '';
  let from = 0;
  for (const { cell, text: value } of edits.toSorted((a, b) => a.cell.start - b.cell.start)) {
    filled += text.slice(from, cell.start);
    filled += textCell(value, { delimiter, quote: cell.isQuoted ? 'always' : 'if needed' });
    from = cell.end;
  }
  return filled + text.slice(from);
}

function gradeText(value: number, decimalSign: '.' | ','): string {
  return String(Math.round(value * 1e5) / 1e5).replace('.', decimalSign);
}

/** Moodle shows a comment as HTML; names and reasons are text. */
function asHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

import { basename } from 'node:path';
import { fillWorksheet, type Filled } from '../gradebook/fill-worksheet.js';
import { worksheets } from '../gradebook/worksheets/index.js';
import { gradesOf, type MarkedEntry, type Rules } from '../marking/graded-class.js';
import type { FilledWorksheet } from '../marking/filled-worksheets.js';
import { renderDiagnostics } from '../reporters/diagnostics.js';
import { bytesOf, readHeadings } from './class-inputs.js';
import type { MarkFlags } from './mark-flags.js';
import { UsageError } from './usage-error.js';

/** The flags that are about the instructor's own table. */
export type WorksheetFlags = Pick<MarkFlags, 'worksheet' | 'heading' | 'assignment' | 'overwrite'>;

/** The instructor's own table, as it was given. */
export class OwnWorksheet {
  private readonly file: string;
  private readonly bytes: Uint8Array;
  private readonly options: Omit<Parameters<typeof fillWorksheet>[3], 'worksheets'>;

  private constructor(file: string, bytes: Uint8Array, { heading, assignment, overwrite }: WorksheetFlags) {
    this.file = file;
    this.bytes = bytes;
    this.options = { headings: readHeadings(heading), overwrite, ...(assignment !== undefined && { assignment }) };
  }

  static async open(flags: WorksheetFlags): Promise<OwnWorksheet | undefined> {
    const { worksheet } = flags;
    return worksheet === undefined
      ? undefined
      : new OwnWorksheet(worksheet, await bytesOf(worksheet, '--worksheet'), flags);
  }

  /** With the grades in it, and what that changes. A table that does not fit these students ends the command. */
  fill(entries: readonly MarkedEntry[], rules: Rules): FilledWorksheet & Extract<Filled, { readonly kind: 'filled' }> {
    const filled = fillWorksheet(this.bytes, this.file, gradesOf(entries, rules), { ...this.options, worksheets });
    if (filled.kind === 'refused')
      throw new UsageError(`${renderDiagnostics(filled.problems, () => filled.source)}\nNothing was filled in.`);
    return { ...filled, name: basename(this.file) };
  }
}

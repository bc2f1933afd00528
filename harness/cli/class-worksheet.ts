import type { fillWorksheet } from '../gradebook/fill-worksheet.js';
import { bytesOf, readHeadings } from './class-inputs.js';
import type { MarkFlags } from './mark-flags.js';

/** The instructor's own table, as it was given, and how it is to be filled in. */
export interface OpenWorksheet {
  readonly file: string;
  readonly bytes: Uint8Array;
  readonly options: Omit<Parameters<typeof fillWorksheet>[3], 'worksheets'>;
}

export async function openWorksheet({
  worksheet,
  heading,
  assignment,
  overwrite,
}: MarkFlags): Promise<OpenWorksheet | undefined> {
  if (worksheet === undefined) return undefined;
  const headings = readHeadings(heading);
  return {
    file: worksheet,
    bytes: await bytesOf(worksheet, '--worksheet'),
    options: { headings, overwrite, ...(assignment !== undefined && { assignment }) },
  };
}

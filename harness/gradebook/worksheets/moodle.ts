import { problemAt } from '../../csv/table.js';
import { cellNamed, columnNamed } from '../../rosters/columns.js';
import { moodleWorksheet } from '../../rosters/moodle-worksheet.js';
import type { Worksheet } from './worksheet.js';

/**
 * The grading worksheet of a Moodle assignment. Moodle takes the columns `Identifier`, `Grade` and `Last modified
 * (grade)`, and those of its feedback; a row whose stored grade is newer than its last column says is left out there,
 * so that column stays as it is. A grade is read with the decimal sign of the platform's language.
 */
export const moodle: Worksheet = {
  roster: moodleWorksheet,
  places(table, { headings }) {
    const gradeColumn = columnNamed(table, 'Grade', headings) ?? 0;
    const [firstHeading] = table.header.cells;
    const scale = columnNamed(table, 'Scale', headings);
    const scaleHeading = scale === undefined ? undefined : table.header.cells[scale];
    if (scaleHeading)
      return problemAt(table, scaleHeading, {
        code: 'C007',
        message: 'this assignment is graded by the words of a scale, and not by numbers',
        suggestion: 'change its grade type to "Point" in Moodle, and download the worksheet again',
      });
    if (columnNamed(table, 'Last modified (grade)', headings) === undefined && firstHeading)
      return problemAt(table, firstHeading, {
        code: 'C003',
        message: 'there is no column "Last modified (grade)", without which Moodle takes no worksheet back',
        suggestion: 'download it again; if Moodle speaks another language: --heading "Last modified (grade)=…"',
      });
    const maximumColumn = columnNamed(table, 'Maximum Grade', headings);
    const maximumText = maximumColumn === undefined ? '' : (table.rows[0]?.cells[maximumColumn]?.value.trim() ?? '');
    const maximum = Number(maximumText.replace(',', '.'));
    const commentColumn = columnNamed(table, 'Feedback comments', headings);
    return {
      gradeColumn,
      ...(commentColumn !== undefined && { commentColumn }),
      ...(maximumText !== '' && Number.isFinite(maximum) && { maximum: { value: maximum, says: maximumText } }),
      decimalSign: maximumText.includes(',') ? ',' : '.',
      locked: (row) =>
        cellNamed(row, table, 'Grade can be changed', headings)?.value.trim() === 'No'
          ? 'Moodle says that this grade cannot be changed'
          : undefined,
    };
  },
};

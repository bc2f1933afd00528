import { problemAt } from '../csv/table.js';
import { cellNamed } from './columns.js';
import type { RosterFormat } from './roster-format.js';

/**
 * The gradebook that Canvas exports (`lib/gradebook_exporter.rb`): below the header stand a row about points possible,
 * and perhaps one about posting; neither has an ID. Nor has the student that Canvas adds for a preview in some versions.
 */
export const canvasGradebook: RosterFormat = {
  says: 'a gradebook of Canvas',
  needs: ['ID', 'Section'],
  read(row, table, headings) {
    const cell = cellNamed(row, table, 'ID', headings);
    const name =
      (cellNamed(row, table, 'Student', headings) ?? cellNamed(row, table, 'LastName', headings))?.value ?? '';
    if (!cell || cell.value.trim() === '') return undefined;
    const id = cell.value.trim();
    if (/^\d+$/.test(id)) return { id, name: name.trim() };
    return problemAt(table, cell, {
      code: 'C004',
      message: `"${id}" is no ID of a Canvas user`,
      suggestion: 'an ID is a number; a spreadsheet may have changed it: export the gradebook again',
    });
  },
};

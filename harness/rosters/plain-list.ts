import { problemAt } from '../csv/table.js';
import { cellNamed } from './columns.js';
import type { RosterFormat } from './roster-format.js';

/** A list that somebody has made: a column `id`, and perhaps one `name`. */
export const plainList: RosterFormat = {
  says: 'a list with a column "id"',
  needs: ['id'],
  read(row, table, headings) {
    const cell = cellNamed(row, table, 'id', headings);
    if (!cell) return undefined;
    const id = cell.value.trim();
    const name = cellNamed(row, table, 'name', headings)?.value.trim();
    if (id !== '') return { id, name: name === undefined || name === '' ? id : name };
    return problemAt(table, cell, {
      code: 'C004',
      message: 'this student has no id',
      suggestion: 'write one, or take the row away',
    });
  },
};

import { problemAt } from '../csv/table.js';
import { cellNamed } from './columns.js';
import type { RosterFormat } from './roster-format.js';

/**
 * The grading worksheet of a Moodle assignment. `Identifier` is the word for a participant, in the platform's language,
 * and a number; `mod/assign/feedback/offline/importgradeslib.php` cuts off the word. The number belongs to the one
 * assignment: the same student has another one in the next.
 */
export const moodleWorksheet: RosterFormat = {
  says: 'a grading worksheet of Moodle',
  needs: ['Identifier', 'Grade'],
  read(row, table, headings) {
    const cell = cellNamed(row, table, 'Identifier', headings);
    if (!cell) return undefined;
    const id = /(\d+)\s*$/.exec(cell.value)?.[1];
    const name = cellNamed(row, table, 'Full name', headings)?.value;
    if (id !== undefined) return { id, name: name ?? cell.value };
    return problemAt(table, cell, {
      code: 'C004',
      message: `"${cell.value}" is no participant of Moodle`,
      suggestion: 'an identifier ends with a number, like "Participant 123"; download the worksheet again',
    });
  },
};

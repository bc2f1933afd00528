import { canvas } from './canvas.js';
import { moodle } from './moodle.js';
import type { Worksheet } from './worksheet.js';

/** The tables that grades can be written into. */
export const worksheets: readonly Worksheet[] = [moodle, canvas];

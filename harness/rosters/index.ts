import { canvasGradebook } from './canvas-gradebook.js';
import { moodleWorksheet } from './moodle-worksheet.js';
import { plainList } from './plain-list.js';
import type { RosterFormat } from './roster-format.js';

/** The tables that list the students of a course. The one with the most particular columns comes first. */
export const rosterFormats: readonly RosterFormat[] = [moodleWorksheet, canvasGradebook, plainList];

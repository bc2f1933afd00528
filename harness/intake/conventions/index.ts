import { canvas } from './canvas.js';
import { classroom } from './classroom.js';
import type { Convention } from './convention.js';
import { files } from './files.js';
import { moodle } from './moodle.js';
import { names } from './names.js';

/** How the work of a class may be named. What cannot be mistaken comes first; `names` is what is left. */
export const conventions: readonly Convention[] = [moodle, canvas, classroom, names, files];

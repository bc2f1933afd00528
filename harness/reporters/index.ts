import { autolab } from './autolab.js';
import { ctrf } from './ctrf.js';
import { github } from './github.js';
import { gradescope } from './gradescope.js';
import { junit } from './junit.js';
import { prairielearn } from './prairielearn.js';
import type { ReporterKind } from './reporter-kind.js';
import { tap } from './tap.js';

/** Views of a marking for other systems, each turned on by its flag. */
export const reporterKinds: readonly ReporterKind[] = [github, gradescope, junit, ctrf, tap, prairielearn, autolab];

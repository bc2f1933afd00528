import { BASE } from './base.js';
import { CHECK } from './check.js';
import { COLOURS } from './colours.js';
import { EVIDENCE } from './evidence.js';
import { LADDER } from './ladder.js';
import { MASTHEAD } from './masthead.js';
import { PRINT } from './print.js';

/** The whole style sheet. System fonts only, and no url(): nothing is ever fetched. */
export const STYLE = [COLOURS, BASE, MASTHEAD, CHECK, EVIDENCE, LADDER, PRINT].join('');

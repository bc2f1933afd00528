import { c, cPlusPlus } from './compiled.js';
import { go } from './go.js';
import { java } from './java.js';
import type { Language } from './language.js';
import { node } from './node.js';
import { python } from './python.js';

/** The languages whose programs are found without being told how they are started. */
export const languages: readonly Language[] = [python, java, c, cPlusPlus, node, go];

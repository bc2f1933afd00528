import { frames } from '../frames/index.js';
import { damages } from '../links/index.js';
import type { Language } from '../model/language.js';
import { steps } from '../steps/index.js';
import { findings } from './codes/findings.js';

/** The words of the spec language, as the registries define them. */
export const language: Language = {
  steps,
  frames,
  damages,
  findings: Object.keys(findings),
};

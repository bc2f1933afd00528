import type { Diagnosis } from './diagnosis.js';

/** Known mistakes, from the most specific to the most general; the first that recognises its evidence explains the failure. */
export const diagnoses: readonly Diagnosis[] = [];

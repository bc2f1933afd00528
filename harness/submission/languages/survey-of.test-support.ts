import type { Survey } from '../survey.js';

/** A submission of these files, by their paths. */
export function surveyOf(files: Readonly<Record<string, string>>): Survey {
  return { files: Object.entries(files).map(([path, text]) => ({ path, text, isUtf8: true })) };
}

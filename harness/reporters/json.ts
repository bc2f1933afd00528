import { encodeReport } from './report-codec.js';
import type { Reporter } from './reporter.js';
import { writeAtomically } from './write-atomically.js';

/** Writes `report.json`, from which every other view can be made again. */
export function jsonReporter({ file }: { readonly file: string }): Reporter {
  return { name: 'json', runEnded: (report) => writeAtomically(file, encodeReport(report)) };
}

import { renderHtml } from './html/page.js';
import type { Reporter } from './reporter.js';
import { writeAtomically } from './write-atomically.js';

/** Writes the report as one page that opens offline and needs no script. */
export function htmlReporter({ file }: { readonly file: string }): Reporter {
  return { name: 'html', runEnded: (report) => writeAtomically(file, renderHtml(report)) };
}

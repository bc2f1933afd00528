import type { Reporter } from './reporter.js';
import { writeAtomically } from './write-atomically.js';

/** Writes the report as one page that opens offline and needs no script. */
export function htmlReporter({ file }: { readonly file: string }): Reporter {
  // Loaded while the first programs start: nobody needs it before the end.
  const page = import('./html/page.js');
  return {
    name: 'html',
    async runEnded(report) {
      const { renderHtml } = await page;
      await writeAtomically(file, renderHtml(report));
    },
  };
}

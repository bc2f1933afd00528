import { readFileSync } from 'node:fs';
import { decodeReport } from '../reporters/report-codec.js';
import { openScreen } from './screen.js';
import { isFile } from './files.js';
import { EXIT, UsageError } from './usage-error.js';

/** Shows a saved report again. The HTML is the same, byte for byte, as the run's own. */
export async function rerender(file: string, { html }: { readonly html?: string | undefined }): Promise<number> {
  if (!isFile(file))
    throw new UsageError(`there is no file ${file}\nThe report of the last run is reports/latest/report.json.`);
  const report = decodeReport(readFileSync(file, 'utf8'));
  if ('problem' in report) throw new UsageError(`${file}: ${report.problem}`);
  if (html !== undefined) {
    const { htmlReporter } = await import('../reporters/html.js');
    await htmlReporter({ file: html }).runEnded?.(report);
    process.stdout.write(`${html}\n`);
    return EXIT.passed;
  }
  const [{ renderEnd }, { painter }] = await Promise.all([
    import('../reporters/terminal.js'),
    import('../reporters/paint.js'),
  ]);
  const screen = openScreen(process.stdout, process.env);
  screen.write(renderEnd(report, { paint: painter(screen.hasColour), columns: screen.columns, detail: 'failures' }));
  return EXIT.passed;
}

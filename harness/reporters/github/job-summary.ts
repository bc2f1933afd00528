import type { CheckReport, Report, Sheet } from '../../model/report.js';
import { checkText, shortened } from '../check-text.js';
import { counted, earnedText, pointsText, VERDICTS } from '../wording.js';
import { markdownBlock, markdownText } from './markdown-text.js';

/** A summary of more than 1,024 KiB is refused whole; some of it may be another command's. */
const MOST_BYTES = 900 * 1024;

/** Of one check; most take a tenth of it. */
const MOST_CHARACTERS = 20_000;

/** The summary of a job, in Markdown: the points, a table of all checks, and in full what did not pass, as far as there is room. */
export function jobSummary({ sheets }: Report): string {
  const parts = sheets.map(sheetTable);
  const left: string[] = [];
  let bytes = parts.reduce((sum, part) => sum + Buffer.byteLength(part), 0);
  for (const check of sheets.flatMap((sheet) => sheet.checks)) {
    if (check.hidden || (check.status !== 'failed' && check.status !== 'inconclusive')) continue;
    const details = detailsOf(check);
    bytes += Buffer.byteLength(details);
    if (bytes > MOST_BYTES) left.push(check.id);
    else parts.push(details);
  }
  if (left.length > 0) parts.push(`\n${counted(left.length, 'more check')} did not pass: the report has them.\n`);
  return `${parts.join('\n')}\n`;
}

function sheetTable({ spec, submission, totals, checks }: Sheet): string {
  const rows = checks.map(
    (check) =>
      `| ${VERDICTS[check.status].mark} ${check.status} | ${markdownText(check.id)} | ${markdownText(check.name)} | ${earnedText(check)} |`,
  );
  return [
    `### ${markdownText(spec.id)}, ${markdownText(submission.name)}: ${pointsText(totals.points)} of ${pointsText(totals.maxPoints)} points`,
    '',
    '| verdict | check | what it asks | points |',
    '| --- | --- | --- | --: |',
    ...rows,
    '',
  ].join('\n');
}

function detailsOf(check: CheckReport): string {
  const title = `${VERDICTS[check.status].mark} ${markdownText(check.id)}: ${markdownText(check.name)}`;
  return `<details><summary>${title}</summary>\n\n${markdownBlock(shortened(checkText(check), MOST_CHARACTERS))}\n</details>\n`;
}

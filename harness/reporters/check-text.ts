import type { CheckReport } from '../model/report.js';
import { withOwnFolder } from './own-folder.js';
import { painter } from './paint.js';
import { renderFailure } from './terminal-failure.js';
import { withVisibleTexts } from './visible-report.js';
import { counted, WITHHELD_BECAUSE } from './wording.js';
import { writtenLines } from './written-output.js';

/** Columns of a page that other systems show text on. */
const COLUMNS = 100;

/** A check in full, as plain text that is safe to show anywhere: every line that a program has written is part of a longer line. */
export function checkText(check: CheckReport): string {
  return renderFailure(withVisibleTexts(check), { paint: painter(false), columns: COLUMNS, showWire: false }).trimEnd();
}

/** Why a check did not pass, in one line; empty where it passed. */
export function checkReason(ofCheck: CheckReport): string {
  const check = withVisibleTexts(withOwnFolder(ofCheck));
  switch (check.status) {
    case 'passed':
      return '';
    case 'failed':
      return check.findings[0]?.summary ?? 'The program did something else.';
    case 'blocked':
      return `Not tried, because "${check.blockedBy}" did not pass.`;
    case 'inconclusive': {
      const { because, detail } = check.inconclusive ?? { because: 'harness', detail: '' };
      return `${WITHHELD_BECAUSE[because]} ${detail} No marks were taken.`.replace(/ {2,}/g, ' ');
    }
  }
}

/** What programs wrote to one stream while the check ran, as far as the report has it. */
export function streamLines(check: CheckReport, stream: 'stdout' | 'stderr'): string[] {
  return withOwnFolder(check)
    .output.filter((part) => part.stream === stream)
    .flatMap(writtenLines);
}

/** A text with its middle left out, where it is longer than so many characters. */
export function shortened(text: string, most: number): string {
  if (text.length <= most) return text;
  const half = Math.max(0, Math.floor((most - 60) / 2));
  return `${text.slice(0, half)}\n… ${counted(text.length - 2 * half, 'character')} left out …\n${half === 0 ? '' : text.slice(-half)}`;
}

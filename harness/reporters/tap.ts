import type { CheckReport } from '../model/report.js';
import { checkReason, checkText } from './check-text.js';
import type { ReporterKind } from './reporter-kind.js';
import { visibleString } from './visible-text.js';

/**
 * TAP 14, testanything.org, written as checks end. Standard output holds nothing else: no program of a submission ever
 * writes there, and what they have written stands inside of quoted texts.
 */
export const tap: ReporterKind = {
  flag: '--tap',
  about: 'write TAP 14 to standard output, and what is meant for people to standard error',
  ownsStdout: true,
  open({ write }) {
    let number = 0;
    return {
      name: 'TAP',
      target: 'standard output',
      runStarted(_run, planned) {
        number = 0;
        write(`TAP version 14\n1..${planned.reduce((sum, { checks }) => sum + checks, 0)}\n`);
      },
      checkEnded(check, { spec, submission }) {
        number++;
        const ok = check.status === 'passed' ? 'ok' : 'not ok';
        const name = description(`${spec.id} · ${submission.name} · ${check.id}: ${check.name}`);
        // A point that is skipped counts for nobody; the one that it waits for has failed already.
        const directive = check.status === 'blocked' ? ` # SKIP ${description(checkReason(check))}` : '';
        write(`${ok} ${number} - ${name}${directive}\n${diagnostics(check)}`);
      },
      notChecked: ({ message }) =>
        write(`TAP version 14\n1..1\nnot ok 1 - the submission can be checked\n${block({ message })}`),
    };
  },
};

/** What would be read as a directive, or as the end of the line, is escaped. */
function description(text: string): string {
  return visibleString(text).replace(/[\\#]/g, (sign) => `\\${sign}`);
}

function diagnostics(check: CheckReport): string {
  const { points, maxPoints, durationMs } = check;
  const about = { status: check.status, points, max_points: maxPoints, duration_ms: Math.round(durationMs) };
  return block(
    check.status === 'passed' ? about : { ...about, message: checkReason(check), details: checkText(check) },
  );
}

/** YAML in which every text is a JSON string, so that no text can end it. */
function block(values: Readonly<Record<string, string | number>>): string {
  const lines = Object.entries(values).map(([key, value]) => `  ${key}: ${JSON.stringify(value)}`);
  return `  ---\n${lines.join('\n')}\n  ...\n`;
}

import type { CheckReport, Report } from '../../model/report.js';
import { checkReason } from '../check-text.js';
import { counted } from '../wording.js';
import { workflowCommand } from './workflow-command.js';

/** So many of one kind are shown for a step; those behind them are lost without a word. */
const MOST_OF_A_KIND = 10;

/** Annotations for what did not pass: errors for failed checks, warnings for those that prove nothing, within GitHub's limits. */
export function annotations({ sheets }: Report): string {
  const checks = sheets.flatMap((sheet) => sheet.checks);
  return (
    annotate(
      'error',
      checks.filter(({ status }) => status === 'failed'),
      'failed',
    ) +
    annotate(
      'warning',
      checks.filter(({ status }) => status === 'inconclusive'),
      'could not be judged',
    )
  );
}

function annotate(kind: 'error' | 'warning', checks: readonly CheckReport[], verb: string): string {
  const shown = checks.length > MOST_OF_A_KIND ? checks.slice(0, MOST_OF_A_KIND - 1) : checks;
  const rest = checks.length - shown.length;
  const lines = shown.map((check) =>
    workflowCommand(
      kind,
      { title: `${check.id}: ${check.name}` },
      [checkReason(check), check.diagnosis?.advice ?? ''].filter(Boolean).join('\n'),
    ),
  );
  if (rest > 0)
    lines.push(
      workflowCommand(
        kind,
        { title: 'wiremark' },
        `${counted(rest, 'more check')} ${verb}: see the summary of the job.`,
      ),
    );
  return lines.join('');
}

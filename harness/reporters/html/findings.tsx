import type { JSX } from 'preact';
import type { CheckReport, FindingReport } from '../../model/report.js';
import { ComparisonView } from './comparison.js';
import { Prose, Shown } from './shown.js';

/** What happened: each finding with the author's line and the bytes that show it. */
export function Findings({ check }: { readonly check: CheckReport }): JSX.Element | null {
  if (check.findings.length === 0) return null;
  return (
    <div class="findings">
      <h4>What happened</h4>
      {check.findings.map((finding) => (
        <Finding finding={finding} severalRuns={check.runs.length > 1} />
      ))}
    </div>
  );
}

function Finding({
  finding,
  severalRuns,
}: {
  readonly finding: FindingReport;
  readonly severalRuns: boolean;
}): JSX.Element {
  return (
    <div class="finding">
      <p class="summary">
        <Shown text={finding.summary} most={1000} />
      </p>
      {severalRuns && (
        <p class="small-print">
          in run <Shown text={finding.run} most={120} />
        </p>
      )}
      {finding.comparison !== undefined && <ComparisonView comparison={finding.comparison} />}
      {finding.hint !== undefined && (
        <div class="step-hint">
          <Prose text={finding.hint} />
        </div>
      )}
      <SourceLine finding={finding} />
    </div>
  );
}

/** The line of the spec that asked for it, with the stretch that the finding is about marked. */
function SourceLine({
  finding: { source, step, actor, usedAt = [] },
}: {
  readonly finding: FindingReport;
}): JSX.Element {
  const { file, line, text } = source;
  const [from, to] = [source.column - 1, Math.max(source.endColumn, source.column + 1) - 1];
  // Indentation says nothing once the line stands alone.
  const indent = Math.min(from, text.length - text.trimStart().length);
  return (
    <div class="source">
      <p class="source-place">
        asked for in{' '}
        <code>
          <Shown text={file} most={200} />:{line}:{source.column}
        </code>
        {step !== undefined && (
          <>
            {', step '}
            <Shown text={step} most={40} />
          </>
        )}
        {actor !== undefined && (
          <>
            {' of '}
            <Shown text={actor} most={80} />
          </>
        )}
        {usedAt.map((used) => (
          <>
            {`, used at ${used.line}: `}
            <code>
              <Shown text={used.text.trim()} most={200} />
            </code>
          </>
        ))}
      </p>
      <code class="source-line">
        <span class="line-number" aria-hidden="true">
          {line}
        </span>
        <span class="source-text">
          <Shown text={text.slice(indent, from)} />
          <mark>
            <Shown text={text.slice(from, to)} />
          </mark>
          <Shown text={text.slice(to)} />
        </span>
      </code>
    </div>
  );
}

import type { JSX } from 'preact';
import type { CheckReport, Sheet, Status } from '../../model/report.js';

/**
 * The points as one bar: earned, lost, behind a blocked check, withheld. A picture of numbers that stand beside it in
 * words, so it is hidden from screen readers; patterns tell its parts apart where colours do not.
 */
export function ScoreBar({ sheets }: { readonly sheets: readonly Sheet[] }): JSX.Element | null {
  const checks = sheets.flatMap((sheet) => sheet.checks);
  const parts: readonly { readonly status: Status; readonly points: number }[] = [
    { status: 'passed', points: sum(checks, (check) => check.points) },
    { status: 'failed', points: missing(checks, 'failed') + missing(checks, 'passed') },
    { status: 'blocked', points: missing(checks, 'blocked') },
    { status: 'inconclusive', points: missing(checks, 'inconclusive') },
  ];
  const whole = sum(parts, (part) => part.points);
  if (whole <= 0) return null;
  let from = 0;
  return (
    <svg class="score-bar" width="100%" height="12" aria-hidden="true" focusable="false">
      <defs>
        <pattern id="hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <rect class="hatch-ground" width="6" height="6" />
          <rect class="hatch-line" width="2" height="6" />
        </pattern>
        <pattern id="dots" width="6" height="6" patternUnits="userSpaceOnUse">
          <rect class="dots-ground" width="6" height="6" />
          <circle class="dots-dot" cx="3" cy="3" r="1.4" />
        </pattern>
      </defs>
      {parts.map(({ status, points }) => {
        const [x, width] = [percent(from / whole), percent(points / whole)];
        from += points;
        return points > 0 && <rect class={`bar-${status}`} x={x} width={width} height="12" />;
      })}
    </svg>
  );
}

function missing(checks: readonly CheckReport[], status: Status): number {
  return sum(checks, (check) => (check.status === status ? Math.max(0, check.maxPoints - check.points) : 0));
}

function sum<T>(items: readonly T[], of: (item: T) => number): number {
  return items.reduce((total, item) => total + of(item), 0);
}

function percent(share: number): string {
  return `${Math.round(share * 10_000) / 100}%`;
}

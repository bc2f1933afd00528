import type { ComponentChildren, JSX } from 'preact';
import type { CheckReport, Sheet } from '../../model/report.js';
import { counted } from '../wording.js';
import { checkAnchor } from './anchors.js';
import { Shown } from './shown.js';

/** One sentence for a tired reader: what to look at first, or that there is nothing to do. */
export function StartHere({ sheets }: { readonly sheets: readonly Sheet[] }): JSX.Element | null {
  const checks = sheets.flatMap((sheet, at) =>
    sheet.checks.map((check, index) => ({ check, anchor: checkAnchor(at, index) })),
  );
  if (checks.length === 0) return null;
  const failed = checks.filter(({ check }) => check.status === 'failed');
  // A check whose content is not shown gives nothing to begin with.
  const first = failed.find(({ check }) => !check.hidden) ?? failed[0];
  if (first !== undefined) {
    return (
      <Callout tone="failed" title="Start here">
        <a href={`#${first.anchor}`}>
          <Shown text={first.check.name} most={160} />
        </a>
        <span class="start-why">
          <FirstWords check={first.check} />
        </span>
      </Callout>
    );
  }
  const undecided = checks.filter(({ check }) => check.status === 'inconclusive').length;
  if (undecided > 0) {
    return (
      <Callout tone="inconclusive" title="Nothing to put right">
        {counted(undecided, 'check')} could not be judged. That is not your fault and no marks were taken: run it again.
      </Callout>
    );
  }
  const blocked = checks.some(({ check }) => check.status === 'blocked');
  return (
    <Callout tone={blocked ? 'blocked' : 'passed'} title={blocked ? 'Nothing failed' : 'Everything passed'}>
      {blocked ? 'Some checks wait for others that were not part of this run.' : 'There is nothing to put right.'}
    </Callout>
  );
}

function FirstWords({ check }: { readonly check: CheckReport }): JSX.Element {
  if (check.hidden) return <>It is a hidden check: its content is not shown.</>;
  const words = check.diagnosis?.title ?? check.findings[0]?.summary;
  return <>{words !== undefined && <Shown text={words} most={240} />}</>;
}

function Callout({
  tone,
  title,
  children,
}: {
  readonly tone: string;
  readonly title: string;
  readonly children: ComponentChildren;
}): JSX.Element {
  return (
    <p class={`start ${tone}`}>
      <b class="start-title">{title}</b> {children}
    </p>
  );
}

import type { ComponentChildren, JSX } from 'preact';
import type { Report } from '../../model/report.js';
import { counted, dateText, durationText, STATUSES, VERDICTS } from '../wording.js';
import { Shown } from './shown.js';
import { VerdictMark } from './verdict-mark.js';

/** At the end of the page: what the verdicts mean, and how the run was made. */
export function Colophon({ report: { run } }: { readonly report: Report }): JSX.Element {
  const { machine } = run;
  return (
    <footer class="colophon">
      <div>
        <h2>The four verdicts</h2>
        <dl class="legend">
          {STATUSES.map((status) => (
            <div>
              <dt>
                <VerdictMark status={status} />
              </dt>
              <dd>{VERDICTS[status].meaning}</dd>
            </div>
          ))}
        </dl>
      </div>
      <div>
        <h2>This run</h2>
        <dl class="facts">
          <Fact name="when">
            <Shown text={dateText(run.startedAt)} most={60} />, {durationText(run.durationMs)} long
          </Fact>
          <Fact name="name">
            <Shown text={run.id} most={120} />
          </Fact>
          <Fact name="seed">
            <code>
              <Shown text={run.seed} most={80} />
            </code>
          </Fact>
          {run.slow !== 1 && <Fact name="deadlines">{run.slow} times as long as the spec says</Fact>}
          <Fact name="machine">
            <Shown text={machine.platform} most={80} />, {counted(machine.cores, 'core')}, Node{' '}
            <Shown text={machine.node} most={40} />
          </Fact>
          <Fact name="isolation">
            <Shown text={run.isolation} most={600} />
          </Fact>
          <Fact name="wiremark">
            <Shown text={run.wiremark} most={40} />
          </Fact>
        </dl>
      </div>
    </footer>
  );
}

function Fact({ name, children }: { readonly name: string; readonly children: ComponentChildren }): JSX.Element {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

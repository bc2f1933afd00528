import type { JSX } from 'preact';
import type { StepReport } from '../../model/report.js';
import { Shown } from './shown.js';

/** What the check asks, step by step, and how far it came. */
export function Steps({ steps }: { readonly steps: readonly StepReport[] }): JSX.Element | null {
  if (steps.length === 0) return null;
  return (
    <div class="steps-part">
      <h4>What the check asks</h4>
      <ol class="steps">
        {steps.map((step) => (
          <Step
            step={step}
            holdsFailure={
              step.state === 'failed' &&
              steps.some(({ id, state }) => state === 'failed' && id.startsWith(`${step.id}.`))
            }
          />
        ))}
      </ol>
    </div>
  );
}

/** What a step is in the list. A step that failed only because one inside it did is named by that one. */
const STATES = {
  done: { mark: '✓', name: 'done', word: <span class="unseen">done</span> },
  failed: { mark: '✗', name: 'stopped', word: <b>failed here</b> },
  'failed inside': { mark: '✗', name: 'stopped-inside', word: <>failed inside</> },
  'not reached': { mark: '·', name: 'waiting', word: <>not reached</> },
} as const;

/** Deeper than this, indentation would leave no room for the words on a phone. */
const DEEPEST = 6;

function Step({ step, holdsFailure }: { readonly step: StepReport; readonly holdsFailure: boolean }): JSX.Element {
  const { mark, name, word } = STATES[holdsFailure ? 'failed inside' : step.state];
  return (
    <li class={`step ${name}`} style={{ '--depth': Math.min(step.depth, DEEPEST) }}>
      <span class="step-mark" aria-hidden="true">
        {mark}
      </span>
      <span class="step-id">
        <Shown text={step.id} most={24} />
      </span>
      <span class="step-text">
        {step.actor !== undefined && step.actor !== '' && (
          <b class="actor">
            <Shown text={step.actor} most={80} />
          </b>
        )}{' '}
        <Shown text={step.text} most={600} /> <span class="step-state">{word}</span>
      </span>
      <span class="step-line">line {step.line}</span>
    </li>
  );
}

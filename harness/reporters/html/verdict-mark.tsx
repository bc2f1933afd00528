import type { JSX } from 'preact';
import type { Status } from '../../model/report.js';
import { VERDICTS } from '../wording.js';

/** A verdict by mark and word; its colour only repeats what they say. */
export function VerdictMark({ status }: { readonly status: Status }): JSX.Element {
  return (
    <span class={`verdict ${status}`}>
      <span class="mark" aria-hidden="true">
        {VERDICTS[status].mark}
      </span>{' '}
      {status}
    </span>
  );
}

import type { JSX } from 'preact';
import type { Sheet } from '../../model/report.js';
import { withOwnFolder } from '../own-folder.js';
import { sheetRemarks } from '../sheet-remarks.js';
import { Shown } from './shown.js';

/** What was seen of the submission besides its verdicts. */
export function Remarks({ sheet }: { readonly sheet: Sheet }): JSX.Element | null {
  const remarks = sheetRemarks({ checks: sheet.checks.map(withOwnFolder) });
  if (remarks.length === 0) return null;
  return (
    <div class="hint">
      <h3>Seen besides</h3>
      {remarks.map(({ summary, where }) => (
        <>
          <p>
            <Shown text={summary} most={1000} />
          </p>
          <p class="small-print">
            <Shown text={where} />. It costs no points.
          </p>
        </>
      ))}
    </div>
  );
}

import type { JSX } from 'preact';
import type { OutputReport } from '../../model/report.js';
import { counted } from '../wording.js';
import { sayLate, writtenOutput } from '../written-output.js';
import { Shown, ShownLines } from './shown.js';

/** What the programs wrote to their terminals, the two ends of it where it was long. */
export function Output({ output }: { readonly output: readonly OutputReport[] }): JSX.Element | null {
  if (output.length === 0) return null;
  return (
    <div class="output-part">
      <h4>What the program printed</h4>
      {output.map((stream) => (
        <Stream stream={stream} />
      ))}
    </div>
  );
}

function Stream({ stream }: { readonly stream: OutputReport }): JSX.Element {
  const written = writtenOutput(stream);
  const title = (
    <>
      <Shown text={stream.program} most={80} /> <span class="stream">{stream.stream}</span>
    </>
  );
  if (written.kind === 'nothing') {
    return (
      <p class="stream-title">
        {title} <span class="quiet">nothing</span>
      </p>
    );
  }
  return (
    <div class="stream-box">
      <p class="stream-title">
        {title}{' '}
        <span class="quiet">
          {counted(stream.length, 'byte')}
          {sayLate(stream)}
        </span>
      </p>
      <pre class="output" tabIndex={0} role="group" aria-label={`What was written to ${stream.stream}`}>
        {written.kind === 'whole' ? (
          <ShownLines bytes={written.all} />
        ) : (
          <>
            <ShownLines bytes={written.head} />
            <span class="output-gap">
              … {counted(written.between, 'byte')} not shown …{'\n'}
            </span>
            <ShownLines bytes={written.tail} />
          </>
        )}
      </pre>
      {written.kind === 'cut' && (
        <p class="small-print">
          all of it:{' '}
          <code>
            <Shown text={stream.log} most={300} />
          </code>
        </p>
      )}
    </div>
  );
}

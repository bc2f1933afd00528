import type { ComponentChild, JSX } from 'preact';
import type { Comparison, Excerpt } from '../../model/verdict.js';
import { differenceText } from '../difference.js';
import { excerptLine } from '../excerpt-line.js';
import { hexRows } from '../hex-view.js';
import type { HexCell, HexRow } from '../hex-view.js';
import { visiblePieces } from '../visible-text.js';
import { counted, grouped } from '../wording.js';
import { Shown, ShownBytes, ShownLines } from './shown.js';

/** Expected against received, as text and as hex, the first wrong byte marked in both. */
export function ComparisonView({ comparison }: { readonly comparison: Comparison }): JSX.Element {
  const { expected, actual, wanted } = comparison;
  // Where nothing came no byte is wrong: all of them are missing.
  const differsAt = actual.length === 0 ? undefined : comparison.differsAt;
  const withHex = expected !== undefined || hasBytesBeyondText(actual);
  const difference = differenceText(comparison);
  return (
    <div class="comparison">
      <dl class="sides">
        <div>
          <dt>expected</dt>
          <dd>
            {expected === undefined ? (
              <span class="wanted">
                <Shown text={wanted} />
              </span>
            ) : (
              <Line excerpt={expected} differsAt={differsAt} />
            )}
          </dd>
        </div>
        <div>
          <dt>received</dt>
          <dd>
            {expected === undefined && isSeveralLines(actual) ? (
              <Block excerpt={actual} />
            ) : (
              <Line excerpt={actual} differsAt={differsAt} />
            )}
          </dd>
        </div>
      </dl>
      {difference !== undefined && <p class="difference">{difference}</p>}
      {withHex && (
        <div class="dumps">
          {expected !== undefined && <Dump title="expected" excerpt={expected} differsAt={differsAt} />}
          <Dump title="received" excerpt={actual} differsAt={differsAt} />
        </div>
      )}
    </div>
  );
}

interface Side {
  readonly excerpt: Excerpt;
  readonly differsAt: number | undefined;
}

function Line({ excerpt, differsAt }: Side): JSX.Element {
  const line = excerptLine(excerpt, differsAt);
  if (excerpt.length === 0) return <span class="quiet">nothing</span>;
  return (
    <>
      <code class="bytes-line">
        {line.cutBefore > 0 && <span class="cut">…</span>}
        <ShownBytes bytes={line.before} />
        {line.marked.length > 0 && (
          <mark class="wrong">
            <ShownBytes bytes={line.marked} />
          </mark>
        )}
        {line.endsEarly && (
          <mark class="wrong end">
            <span class="unseen">ends here</span>
          </mark>
        )}
        <ShownBytes bytes={line.after} />
        {line.cutAfter > 0 && <span class="cut">…</span>}
      </code>{' '}
      <span class="size">{counted(excerpt.length, 'byte')}</span>
    </>
  );
}

/** Text of several lines, where there is no line to set it beside: what a program complained, say. */
function Block({ excerpt }: { readonly excerpt: Excerpt }): JSX.Element {
  return (
    <>
      <pre class="block">
        <ShownLines bytes={excerpt.data} />
      </pre>
      {excerpt.data.length < excerpt.length && <span class="size">a part of {counted(excerpt.length, 'byte')}</span>}
    </>
  );
}

function isSeveralLines({ data }: Excerpt): boolean {
  const feed = data.indexOf(0x0a);
  return feed >= 0 && feed < data.length - 1 && !hasBytesBeyondText({ data });
}

/** True where the text alone would not tell a reader what the bytes were. */
function hasBytesBeyondText({ data }: Pick<Excerpt, 'data'>): boolean {
  return visiblePieces(data).some(({ text, escaped }) => escaped && /\\[xu0]/.test(text));
}

/** Eight bytes to a row: two dumps fit beside each other on a desk, and one on a phone. */
const DUMP_WIDTH = 8;
const MOST_ROWS = 24;

function Dump({ title, excerpt, differsAt }: Side & { readonly title: string }): JSX.Element | null {
  const all = hexRows(excerpt, differsAt, DUMP_WIDTH);
  if (all.length === 0) return null;
  const first = Math.max(0, all.findIndex((row) => row.marked) - MOST_ROWS / 2);
  const rows = all.slice(first, first + MOST_ROWS);
  const shown = rows.length < all.length ? rows.length * DUMP_WIDTH : excerpt.data.length;
  return (
    <table class="dump">
      <caption>
        {title}
        {shown < excerpt.length && (
          <span class="quiet"> {` ${grouped(shown)} of ${counted(excerpt.length, 'byte')}`}</span>
        )}
      </caption>
      <thead class="unseen">
        <tr>
          <th scope="col">offset</th>
          <th scope="col">hex</th>
          <th scope="col">text</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr class={row.marked ? 'wrong-row' : undefined}>
            <td class="offset">{row.offset}</td>
            <td class="hex">
              <Cells row={row} of={(cell) => cell.hex} gap=" " />
            </td>
            <td class="text">
              <Cells
                row={row}
                of={(cell) => (cell.visible === cell.text ? cell.text : <span class="esc">{cell.visible}</span>)}
                gap=""
              />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

interface CellsProps {
  readonly row: HexRow;
  readonly of: (cell: HexCell) => ComponentChild;
  readonly gap: string;
}

function Cells({ row, of, gap }: CellsProps): JSX.Element {
  return (
    <>
      {row.cells.map((cell, at) => (
        <>
          {at > 0 && gap}
          {cell.marked ? <mark class="wrong">{of(cell)}</mark> : of(cell)}
        </>
      ))}
    </>
  );
}

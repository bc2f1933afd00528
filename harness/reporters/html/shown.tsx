import type { JSX } from 'preact';
import { visibleLinePieces, visiblePieces, visibleStringPieces } from '../visible-text.js';
import type { VisiblePiece } from '../visible-text.js';
import { counted } from '../wording.js';

/** The way into the page for every text that somebody else wrote: a name, a path, a sentence of a spec. */
export function Shown({ text, most = 500 }: { readonly text: string; readonly most?: number }): JSX.Element {
  // Cut first: making a megabyte visible to show a line of it would cost time for nothing.
  const cut = text.length > most;
  return (
    <>
      <Pieces pieces={visibleStringPieces(cut ? beginning(text, most) : text)} />
      {cut && <span class="cut">… ({counted(text.length, 'character')})</span>}
    </>
  );
}

/** Text of several lines. A blank line parts paragraphs; single line ends are where its author's editor wrapped, except before lists. */
export function Prose({ text, most = 4000 }: { readonly text: string; readonly most?: number }): JSX.Element {
  const shown = beginning(text, most)
    .split(PARAGRAPH_END)
    .map((paragraph) => paragraph.replaceAll('\n', ' ').trim())
    .filter((paragraph) => paragraph !== '');
  return (
    <>
      {shown.map((paragraph) => (
        <p>
          <WithCode text={paragraph} most={most} />
        </p>
      ))}
      {text.length > most && <p class="cut">… ({counted(text.length, 'character')})</p>}
    </>
  );
}

/** What stands between backticks is code, as authors write it. */
function WithCode({ text, most }: { readonly text: string; readonly most: number }): JSX.Element {
  return (
    <>
      {text.split(CODE).map((part, at) =>
        at % 2 === 1 ? (
          <code>
            <Shown text={part} most={most} />
          </code>
        ) : (
          part !== '' && <Shown text={part} most={most} />
        ),
      )}
    </>
  );
}

/** Bytes of the wire on one line, every one of them readable. */
export function ShownBytes({ bytes }: { readonly bytes: Uint8Array }): JSX.Element {
  return <Pieces pieces={visiblePieces(bytes)} />;
}

/** What a program wrote, line by line. */
export function ShownLines({ bytes }: { readonly bytes: Uint8Array }): JSX.Element {
  return (
    <>
      {visibleLinePieces(bytes).map((pieces) => (
        <span class="output-line">
          <Pieces pieces={pieces} />
          {'\n'}
        </span>
      ))}
    </>
  );
}

/** So many characters, and not half of one that takes two units. */
function beginning(text: string, most: number): string {
  const splits = (text.codePointAt(most - 1) ?? 0) > 0xffff;
  return text.slice(0, splits ? most - 1 : most);
}

function Pieces({ pieces }: { readonly pieces: readonly VisiblePiece[] }): JSX.Element {
  const parts = pieces.map(({ text, escaped }) =>
    escaped ? <span class={text === '\\t' ? 'esc tab' : 'esc'}>{text}</span> : text,
  );
  // Letters that run from right to left must not carry our own words along with them.
  return pieces.every(({ text }) => ASCII.test(text)) ? <>{parts}</> : <bdi>{parts}</bdi>;
}

const PARAGRAPH_END = /\n(?=[ \t]*(?:\n|[-*•] |\d+[.)] ))/;
const CODE = /`([^`]+)`/;
const ASCII = /^[\x20-\x7e]*$/;

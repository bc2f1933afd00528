import { visibleString } from '../reporters/visible-text.js';
import { counted } from '../reporters/wording.js';
import type { Filled } from './fill-worksheet.js';

/** Who would get which grade in a worksheet, who would not, and why: for a dry run, and before a file is written. */
export function sayChanges({ changes, kept }: Extract<Filled, { readonly kind: 'filled' }>): string {
  const ids = [...changes, ...kept].map(({ id, name }) => visibleString(`${id}  ${name}`));
  const width = Math.min(WIDEST, Math.max(0, ...ids.map((text) => text.length)));
  const line = (id: string, name: string, rest: string): string =>
    `  ${visibleString(`${id}  ${name}`).padEnd(width)}  ${visibleString(rest)}`;
  const grades = changes.map(({ id, name, before, after, why }) =>
    line(id, name, `${before === '' ? '' : `${before} → `}${after}   ${why}`),
  );
  const rows = kept.map(({ id, name, why }) => line(id, name, why));
  return [
    `${counted(changes.length, 'grade')} to be filled in${grades.length > 0 ? ':' : ''}`,
    ...grades,
    ...(rows.length === 0
      ? []
      : [`${counted(rows.length, 'row stays', 'rows stay')} as ${rows.length === 1 ? 'it is' : 'they are'}:`]),
    ...rows,
    '',
  ].join('\n');
}

const WIDEST = 40;

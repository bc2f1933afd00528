import type { Sheet } from '../model/report.js';
import { counted } from './wording.js';

/** A remark, and the checks that it was made in. */
export interface SheetRemark {
  readonly code: string;
  readonly summary: string;
  /** `in the checks short, long and 3 others`. */
  readonly where: string;
}

const MOST_NAMED = 3;

/** What was seen of a submission besides its verdicts: each remark once, however many checks it was made in. */
export function sheetRemarks({ checks }: Pick<Sheet, 'checks'>): SheetRemark[] {
  const groups = new Map<string, { readonly code: string; readonly summary: string; readonly checks: string[] }>();
  for (const check of checks)
    for (const { code, program, summary } of check.remarks ?? []) {
      const key = `${code} ${program}`;
      const group = groups.get(key) ?? { code, summary, checks: [] };
      group.checks.push(check.id);
      groups.set(key, group);
    }
  return [...groups.values()].map(({ code, summary, checks: ids }) => ({ code, summary, where: sayWhere(ids) }));
}

function sayWhere(ids: readonly string[]): string {
  const others = ids.length - MOST_NAMED;
  const named = ids.slice(0, MOST_NAMED);
  const all = others > 0 ? [...named, counted(others, 'other')] : named;
  const last = all.at(-1) ?? '';
  return all.length === 1 ? `in the check ${last}` : `in the checks ${all.slice(0, -1).join(', ')} and ${last}`;
}

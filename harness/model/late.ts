/** Whether something was handed in too late, as far as it is known. */
export type Late =
  | { readonly kind: 'unknown' }
  | { readonly kind: 'in-time' }
  /** By how much, where it is known. */
  | { readonly kind: 'late'; readonly byMs?: number };

const MS_PER_UNIT: Readonly<Record<string, number>> = { m: 60_000, h: 3_600_000, d: 86_400_000 };

/** `1.5d`, `5h` and `90m` in milliseconds; undefined where the text is none of them. */
export function parseLongDurationMs(text: string): number | undefined {
  const [, count, unit] = /^(\d+(?:\.\d+)?)\s*([mhd])$/.exec(text.trim()) ?? [];
  const unitMs = MS_PER_UNIT[unit ?? ''];
  return unitMs === undefined ? undefined : Math.round(Number(count) * unitMs);
}

/** For a reader: `90 min`, `26.5 h`, `2.5 days`. */
export function sayLongDuration(ms: number): string {
  const say = (unitMs: number): string => String(Math.round((ms / unitMs) * 10) / 10);
  if (ms < 2 * 3_600_000) return `${say(60_000)} min`;
  return ms < 2 * 86_400_000 ? `${say(3_600_000)} h` : `${say(86_400_000)} days`;
}

/** A moment with its time zone, in ISO 8601 and UTC. Without a zone it would be another moment on each machine. */
export function parseMoment(text: string): string | undefined {
  const isWhole = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d+)?)?\s*(Z|[+-]\d\d:?\d\d)$/i.test(text);
  const date = new Date(text);
  return isWhole && !Number.isNaN(date.getTime()) ? date.toISOString() : undefined;
}

/** The rules by which a course makes grades of points. */
export interface Course {
  readonly name?: string;
  readonly late?: LateRule;
  /** Points are scaled to so many. */
  readonly outOf?: number;
  readonly rounding?: Rounding;
  /** The least share of all points that each grade needs, best first. */
  readonly letters: readonly { readonly letter: string; readonly from: number }[];
  /** Which of several attempts counts. */
  readonly attempts: 'last' | 'best';
  /** What stands in the gradebook for who has handed in nothing. */
  readonly nothingHandedIn: 'zero' | 'blank';
}

export interface LateRule {
  /** ISO 8601, UTC; with it lateness is known from when something was handed in. */
  readonly due?: string;
  /** What is lost for each period begun: a share of all points, or points. */
  readonly lose: { readonly share: number } | { readonly points: number };
  readonly perMs: number;
  /** So much later is still in time. */
  readonly graceMs: number;
  /** What is later than this is worth nothing. */
  readonly mostMs?: number;
  /** Where nothing says whether it was late. */
  readonly unknown: 'withhold' | 'in-time';
}

export interface Rounding {
  /** To multiples of this. */
  readonly to: number;
  readonly direction: 'nearest' | 'up' | 'down';
}

/** The course that has no file: points are grades, and the last attempt counts. */
export const NO_RULES: Course = { letters: [], attempts: 'last', nothingHandedIn: 'zero' };

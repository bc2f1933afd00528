/** What a ratio may be: a time has a most, a rate has a least. */
export type Allowed = { readonly most: number } | { readonly least: number };

/** One line of the table. */
export interface Row {
  readonly name: string;
  /** With its unit, as a reader wants to see it: `812 ms`. */
  readonly measured: string;
  readonly floor: string;
  readonly ratio?: number;
  /** Left out where nothing is promised: the row only tells. */
  readonly allowed?: Allowed;
}

/** What was measured, and what a reader should know to believe it. */
export interface Measurement {
  readonly rows: readonly Row[];
  readonly remarks: readonly string[];
}

export interface Bench {
  readonly name: string;
  /** It is only measured where it is named. */
  readonly isLong?: true;
  measure(): Promise<Measurement>;
}

/** True where the ratio keeps what is promised. */
export function isKept(ratio: number, allowed: Allowed): boolean {
  return 'most' in allowed ? ratio <= allowed.most : ratio >= allowed.least;
}

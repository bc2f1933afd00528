import type { Status } from '../model/report.js';

/** What a program is to an audit: it must pass everything, it must fail something, or it is only looked at. */
export type Kind = 'reference' | 'mutant' | 'given';

/** How one program did under one spec, with one seed. */
export interface Audited {
  readonly kind: Kind;
  readonly program: string;
  readonly seed: string;
  readonly checks: readonly {
    readonly id: string;
    readonly status: Status;
    /** Why it did not pass, as a student is told. */
    readonly why?: string;
  }[];
}

export function idsOf({ checks }: Audited, status: Status): readonly string[] {
  return checks.filter((check) => check.status === status).map(({ id }) => id);
}

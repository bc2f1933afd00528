import { idsOf, type Audited, type Kind } from './audited.js';

/** What an audit found to be missing in a spec, or in the programs that it is held against. */
export type Gap =
  /** A program that is right does not get full marks. */
  | {
      readonly kind: 'reference-fails';
      readonly program: string;
      readonly seed: string;
      readonly check: string;
      readonly why: string;
    }
  /** A program with a mistake gets full marks. */
  | { readonly kind: 'mutant-passes'; readonly program: string }
  /** No program fails it: nobody knows that it can fail. In some it may not have been tried, because a check that it needs failed. */
  | { readonly kind: 'idle-check'; readonly check: string; readonly blockedIn: readonly string[] }
  | { readonly kind: 'no-verdict'; readonly program: string; readonly check: string; readonly why: string };

/** The gaps of one spec, worst first. */
export function findGaps(checks: readonly string[], audited: readonly Audited[]): readonly Gap[] {
  const failing = new Set(audited.flatMap((each) => idsOf(each, 'failed')));
  return [
    ...of(audited, 'reference').flatMap(({ program, seed, checks: done }) =>
      done
        .filter(({ status }) => status === 'failed')
        .map(({ id, why = '' }): Gap => ({ kind: 'reference-fails', program, seed, check: id, why })),
    ),
    ...of(audited, 'mutant')
      .filter((each) => idsOf(each, 'passed').length === each.checks.length)
      .map(({ program }): Gap => ({ kind: 'mutant-passes', program })),
    ...checks
      .filter((id) => !failing.has(id))
      .map((check): Gap => ({
        kind: 'idle-check',
        check,
        blockedIn: [
          ...new Set(audited.filter((each) => idsOf(each, 'blocked').includes(check)).map(({ program }) => program)),
        ],
      })),
    ...audited.flatMap(({ program, checks: done }) =>
      done
        .filter(({ status }) => status === 'inconclusive')
        .map(({ id, why = '' }): Gap => ({ kind: 'no-verdict', program, check: id, why })),
    ),
  ];
}

export function of(audited: readonly Audited[], kind: Kind): readonly Audited[] {
  return audited.filter((each) => each.kind === kind);
}

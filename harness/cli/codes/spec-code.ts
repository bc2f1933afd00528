/**
 * One kind of mistake in a spec, for `wiremark explain`. The examples are held true by a test: they are
 * put into a spec where their first word says that they belong, and the wrong one must be refused with
 * this code, the right one accepted.
 */
export interface SpecCode {
  readonly title: string;
  /** What the mistake is and why it is one. */
  readonly means: string;
  readonly wrong?: string;
  readonly right?: string;
}

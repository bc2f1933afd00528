/** A certificate and its key, both in PEM. */
export interface Certificate {
  readonly crt: string;
  readonly key: string;
}

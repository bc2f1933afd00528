import { InvalidArgumentError } from '@commander-js/extra-typings';

/** The value of an option that is a factor. */
export function positive(text: string): number {
  const number = Number(text);
  if (!Number.isFinite(number) || number <= 0)
    throw new InvalidArgumentError('It must be a number above 0, like 3 or 0.5.');
  return number;
}

/** The value of an option that counts. */
export function wholeNumber(text: string): number {
  const number = Number(text);
  if (!Number.isInteger(number) || number < 1) throw new InvalidArgumentError('It must be a whole number from 1 on.');
  return number;
}

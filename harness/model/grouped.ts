/** `1,448`: the same on every machine, whatever its language; and without the ten milliseconds that `toLocaleString` takes to learn it. */
export function grouped(count: number): string {
  return String(count).replace(/^-?\d+/, (digits) => digits.replace(/\B(?=(?:\d{3})+$)/g, ','));
}

/** `1 client`, `40 clients`. */
export function sayCount(count: number, one: string): string {
  return `${grouped(count)} ${one}${count === 1 ? '' : 's'}`;
}

/** `1 byte`, `1,448 bytes`. */
export function sayBytes(count: number): string {
  return sayCount(count, 'byte');
}

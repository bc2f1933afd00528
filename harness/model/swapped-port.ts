/** True where this is the other port with its two bytes swapped: what comes of a port that never went through htons. */
export function isSwapped(port: number, of: number): boolean {
  return port !== of && port === (((of & 0xff) << 8) | (of >> 8));
}

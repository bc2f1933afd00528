/** What systems and tools leave behind, and nobody means to hand in. History is left out too: it can hold far more than the work. */
const LITTER = new Set(['.git', '__MACOSX', '.DS_Store', 'Thumbs.db', 'desktop.ini', '__pycache__']);

/** Whether a member is left out, because it or one of its folders is litter. */
export function isLitter(parts: readonly string[]): boolean {
  // macOS puts what its own file system knows of `x` into `._x`.
  return parts.some((part) => LITTER.has(part) || part.startsWith('._'));
}

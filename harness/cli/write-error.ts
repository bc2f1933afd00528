/** Why a file could not be written, in words. */
export function sayWriteError(error: unknown): string {
  const { code, message }: NodeJS.ErrnoException = error instanceof Error ? error : new Error(String(error));
  return (code !== undefined && KNOWN[code]) || message;
}

/** Whether it is this machine that would not write, and not we who are wrong. */
export function isWriteError(error: unknown): boolean {
  return error instanceof Error && ((error as NodeJS.ErrnoException).code ?? '') in KNOWN;
}

const KNOWN: Readonly<Record<string, string>> = {
  ENOSPC: 'the disk is full',
  EDQUOT: 'your disk quota is used up',
  EROFS: 'that file system is read-only',
  EACCES: 'you may not write there',
  ENOTDIR: 'a file is in the way',
  EEXIST: 'a file is in the way',
  EISDIR: 'a folder is in the way',
};

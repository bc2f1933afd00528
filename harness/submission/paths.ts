/** The folder of a relative path with `/`; empty for the top. */
export function folderOf(path: string): string {
  return path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : '';
}

/** The last part of a path: `src/server.py` is `server.py`. */
export function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

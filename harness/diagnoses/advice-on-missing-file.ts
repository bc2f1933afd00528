import type { Raised } from './exceptions.js';
import { cut } from './say.js';

/** What to do about a file that is not there, where the check puts others (`supplied`, by their paths) into the folder. */
export function adviceOnMissingFile({ type, message }: Raised, supplied: readonly string[]): string | undefined {
  const missing = /FileNotFound|NoSuchFile|^Error$/.test(type) ? missingIn(message) : undefined;
  if (missing === undefined || supplied.length === 0) return undefined;
  const meant = supplied.find((path) => nameOf(path) === nameOf(missing));
  if (meant !== undefined)
    return `The check puts this file into the folder in which your program is started: open it there, as "${cut(meant, 60)}", with no other folder before it.`;
  const shown = supplied.slice(0, MOST).map((path) => `"${cut(path, 40)}"`);
  const more = supplied.length > MOST ? ', and others' : '';
  return `The check puts ${shown.join(', ')}${more} into the folder in which your program is started. If that is what it needs, open it by that name; what else it needs, hand in, or make when it is missing.`;
}

/** As Python, Node and Java say it. */
function missingIn(message: string): string | undefined {
  const said =
    /No such file or directory: '([^']+)'/.exec(message) ??
    /no such file or directory, \w+ '([^']+)'/.exec(message) ??
    /^(\S.*) \(No such file or directory\)$/.exec(message);
  return said?.[1];
}

function nameOf(path: string): string | undefined {
  return path.split('/').at(-1);
}

/** Whoever is given more looks into the spec. */
const MOST = 3;

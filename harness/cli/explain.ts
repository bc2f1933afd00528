import { suggest } from '../yaml/near.js';
import { codes } from './codes.js';
import { EXIT, UsageError } from './usage-error.js';

/** Prints what is known about a code. */
export function explainCode(code: string): number {
  const found = codes[code] ?? codes[code.toUpperCase()] ?? codes[code.toLowerCase()];
  if (!found) throw new UsageError(`there is no code "${code}" (${suggest(code, Object.keys(codes))})`);
  process.stdout.write(`${code}: ${found.title}\n\n${found.text.trim()}\n`);
  return EXIT.passed;
}

import type { Settings } from '../spec/read-params.js';
import { UsageError } from './usage-error.js';

/** The parameters that the command line sets: `--set framing=counted`. */
export function readSettings(pairs: readonly string[] | undefined): Settings {
  const settings: Record<string, string> = {};
  for (const pair of pairs ?? []) {
    const at = pair.indexOf('=');
    if (at < 1)
      throw new UsageError(`--set needs a parameter and its value, not "${pair}"\nWrite: --set framing=counted`);
    settings[pair.slice(0, at)] = pair.slice(at + 1);
  }
  return settings;
}

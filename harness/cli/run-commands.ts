import type { LoadedSpec } from './load-spec.js';
import { UsageError } from './usage-error.js';

/** How programs are started, as the command line says. */
export interface RunCommands {
  readonly all: Readonly<Record<string, string>>;
  readonly of: ReadonlyMap<string, Readonly<Record<string, string>>>;
}

/** `server=python3 a.py ${port}` for all, `zoe/server=…` for one. */
export function readCommands(
  pairs: readonly string[] | undefined,
  specs: readonly LoadedSpec[],
  ids: readonly string[],
): RunCommands {
  const programs = [...new Set(specs.flatMap(({ spec }) => Object.keys(spec.programs)))];
  const all: Record<string, string> = {};
  const of = new Map<string, Record<string, string>>();
  for (const pair of pairs ?? []) {
    const at = pair.indexOf('=');
    const [program = '', ...before] = pair.slice(0, Math.max(0, at)).split('/').toReversed();
    if (at < 1 || !programs.includes(program))
      throw new UsageError(
        `--run needs a program of the spec (${programs.join(', ')}) and its command, not "${pair}"\nWrite: --run 'server=python3 server.py \${port}'`,
      );
    const command = pair.slice(at + 1);
    const id = before.toReversed().join('/');
    if (before.length === 0) all[program] = command;
    else if (ids.includes(id)) of.set(id, { ...of.get(id), [program]: command });
    else throw new UsageError(`--run: there is no student "${id}"`);
  }
  return { all, of };
}

import { execFileSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runCheck, runNode } from './command.js';

/** Since the first client began to connect. */
export interface ManyClients {
  readonly everybodyInMs: number;
  readonly lastAnswerMs: number;
}

/** Wiremark's clients, as its trace shows them: what comes before the steps and after them is measured elsewhere. */
export function scriptedClients(spec: string, expected: { readonly clients: number }): Promise<ManyClients> {
  return runCheck([spec, 'bench/programs'], {
    expectedCode: 0,
    async look(_ended, report) {
      const events = (await readFile(join(report, 'trace.jsonl'), 'utf8'))
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as { type: string; atMs: number; phase?: string });
      const last = (type: string): number => events.findLast((event) => event.type === type)?.atMs ?? Number.NaN;
      const opened = events.filter(({ type }) => type === 'opened').length;
      if (opened !== expected.clients) throw new Error(`${spec}: ${opened} connections instead of ${expected.clients}`);
      const beganAtMs = events.find(({ phase }) => phase === 'steps')?.atMs ?? Number.NaN;
      return { everybodyInMs: last('opened') - beganAtMs, lastAnswerMs: last('received') - beganAtMs };
    },
  });
}

/** The same by plain `net`. */
export async function bareClients(clients: number, rounds: number): Promise<ManyClients> {
  const { output } = await runNode(['bench/floor-many-clients.mjs', String(clients), String(rounds)]);
  return JSON.parse(output) as ManyClients;
}

/** Besides its connections, a process has its libraries, pipes and logs open. */
const OTHER_DESCRIPTORS = 100;

/**
 * Rejects where this machine does not let a process hold so many connections. Only the hard limit counts: Node
 * raises its own soft limit up to it, and what Node launches inherits that.
 */
export function demandDescriptors(connections: number): void {
  const hardLimit = execFileSync('sh', ['-c', 'ulimit -Hn'], { encoding: 'utf8' }).trim();
  if (hardLimit === 'unlimited' || Number(hardLimit) >= connections + OTHER_DESCRIPTORS) return;
  throw new Error(
    `a process may have ${hardLimit} files open here, and ${connections} connections need more: raise the limit with prlimit --nofile`,
  );
}

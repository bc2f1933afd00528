import { actorsOf } from '../model/inner-steps.js';
import type { CheckSpec } from '../model/spec.js';
import { toData, treeAt, type Path } from '../yaml/tree.js';
import { commandData } from './command-data.js';
import type { Check } from './generated/authored.js';
import type { Reading } from './reading.js';
import { pathsIn, top } from './shape-paths.js';

/** Sections whose names are there to be used in steps. */
export type UsableSection = 'blocks' | 'groups';

/** What the checks of a spec use of what it declares. */
export class IdleNames {
  private readonly used = new Set<string>();
  private readonly actors = new Set<string>();

  use(section: UsableSection, name: string): void {
    this.used.add(`${section} ${name}`);
  }

  /** All actors that a check speaks of. Peers and links that it does not need cost nothing, and are kept for others. */
  useActors(reading: Reading, check: CheckSpec): void {
    const named = [...actorsOf(check.steps, reading.language.steps), ...(check.plays ?? [])];
    for (const name of named) this.actors.add(name);
  }

  /** Refuses what nobody uses: perhaps it has another name in the checks. Where anything else is wrong, that may be the reason. */
  refuse(reading: Reading): void {
    if (reading.problems.size > 0) return;
    for (const section of ['blocks', 'groups'] as const)
      for (const name of reading.keys(top(section)).filter((each) => !this.used.has(`${section} ${each}`)))
        refuse(
          reading,
          [...top(section), name],
          `no check uses the ${section === 'blocks' ? 'block' : 'group'} "${name}"`,
          section === 'blocks' ? `\`use: ${name}\` as a step` : `\`- ${name}: …\` as a step`,
        );
    for (const name of this.idlePrograms(reading))
      refuse(
        reading,
        [...top('programs'), name],
        `no check starts the program "${name}"`,
        `\`- start: ${name}\` as a step`,
      );
    const given = new Set(commandData(reading).filter((name) => reading.usedInCommands.has(name)));
    const isUsed = (path: Path): boolean =>
      reading.usedValues.has(path.join('\n')) ||
      (path.at(-2) === ('data' satisfies keyof Check) && given.has(String(path.at(-1))));
    for (const path of valuesOf(reading).filter((each) => !isUsed(each)))
      refuse(
        reading,
        path,
        path.length > 2 ? `no step uses the value "${path.at(-1)}"` : `no check uses the value "${path.at(-1)}"`,
        `$${path.at(-1)} where it belongs`,
      );
  }

  /** Whoever connects to a program may be what is idle. */
  private idlePrograms(reading: Reading): string[] {
    const linked = new Set([
      ...Object.values(reading.links).flatMap(({ from, to }) => [from, to]),
      ...Object.values(reading.peers).flatMap(({ role }) => (role.kind === 'connect' ? [role.to] : [])),
    ]);
    return Object.values(reading.programs)
      .filter(({ name, start }) => start === 'by step' && !this.actors.has(name) && !linked.has(name))
      .map(({ name }) => name);
  }
}

/** The values that are declared for the spec, and for one check. Rows of `cases` are told apart by theirs in the report. */
function valuesOf(reading: Reading): Path[] {
  const sections = reading.items(top('checks')).flatMap((check) => {
    const at = pathsIn<Check>(check);
    return [at('data'), at('for_any')];
  });
  return [top('data'), ...sections].flatMap((section) => reading.keys(section).map((name) => [...section, name]));
}

/** What stands for a parameter may use it, where another choice is set. */
function refuse(reading: Reading, path: Path, message: string, use: string): void {
  const params = treeAt(reading.tree, top('params'));
  if (params && new RegExp(`\\b${String(path.at(-1))}\\b`).test(JSON.stringify(toData(params)))) return;
  reading.report({ code: 'E018', path, on: 'key', message, suggestion: `write ${use}, or take it away` });
}

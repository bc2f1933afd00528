import type { Reading } from './reading.js';
import { top } from './shape-paths.js';

/** Sections whose names are there to be used in steps. */
export type UsableSection = 'blocks' | 'groups';

/** Which of the blocks and groups of a spec its checks use. */
export class IdleNames {
  private readonly used = new Set<string>();

  use(section: UsableSection, name: string): void {
    this.used.add(`${section} ${name}`);
  }

  /** Refuses what nobody uses: perhaps it has another name in the checks. Where anything else is wrong, that may be the reason. */
  refuse(reading: Reading): void {
    if (reading.problems.size > 0) return;
    for (const section of ['blocks', 'groups'] as const)
      for (const name of reading.keys(top(section)).filter((each) => !this.used.has(`${section} ${each}`)))
        reading.report({
          code: 'E018',
          path: [...top(section), name],
          on: 'key',
          message: `no check uses the ${section === 'blocks' ? 'block' : 'group'} "${name}"`,
          suggestion: `${section === 'blocks' ? `write \`use: ${name}\` as a step` : `write \`- ${name}: …\` as a step`}, or take it away`,
        });
  }
}

import type { LinkTurn } from '../model/link-event.js';
import type { StepKind } from './step-kind.js';
import { done } from './step-kind.js';

/** A step that works the switch of a link. What follows for those who speak over it is told by their own steps. */
export function linkSwitch(word: LinkTurn, summary: string, said: string): StepKind<Record<string, never>> {
  return {
    word,
    summary,
    schema: { const: 'now', description: `write it alone: \`- wire: ${word}\`` },
    modifiers: {},
    actors: ['link'],
    bare: true,
    expects: false,
    connection: () => 'none',
    read: () => ({}),
    describe: () => said,
    async run(_args, context) {
      await context.link().turn(word);
      return done;
    },
    judge: () => undefined,
  };
}

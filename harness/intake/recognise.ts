import type { Claim, Convention, ConventionContext, ListedItem } from './conventions/convention.js';
import { shellWord, someOf, type IntakeProblem } from './problem.js';

/** The items of the top level, with whose they are. */
export interface Recognised {
  readonly convention: Convention;
  readonly claims: readonly { readonly item: ListedItem; readonly claim: Claim }[];
  readonly problems: readonly IntakeProblem[];
}

/**
 * By which convention the items of a class are named. One that cannot be mistaken is taken as soon as one item is named
 * by it; what does not fit is asked about, and never left out by itself: it might be somebody's work.
 */
export function recognise(
  items: readonly ListedItem[],
  conventions: readonly Convention[],
  context: ConventionContext & { readonly chosen: string | undefined },
): Recognised {
  const fitting = conventions
    .filter(({ isUnmistakable }) => isUnmistakable)
    .filter((each) => items.some((item) => each.read(item, context)));
  const fallback = fitting.length > 0 ? fitting : conventions.filter(({ word }) => word === 'names');
  const [convention, ...others] =
    context.chosen === undefined ? fallback : conventions.filter(({ word }) => word === context.chosen);
  if (!convention) throw new Error(`there is no convention "${context.chosen}"`);
  const problems: IntakeProblem[] = [];
  if (others.length > 0)
    problems.push({
      code: 'mixed-conventions',
      message: `there are ${[convention, ...others]
        .map((each) => `${each.says}: ${someOf(namesBy(each, items, context), 1)}`)
        .join('; and ')}`,
      settle: `say which of them is the class: ${[convention, ...others].map(({ word }) => `--convention ${word}`).join(', or ')}`,
    });
  const claims = items.flatMap((item) => {
    const claim = convention.read(item, context);
    return claim ? [{ item, claim }] : [];
  });
  const strays = items.filter((item) => !convention.read(item, context)).map(({ name }) => name);
  if (strays.length > 0 && others.length === 0) problems.push(strayProblem(strays, convention, claims.length));
  return { convention, claims, problems };
}

function namesBy(convention: Convention, items: readonly ListedItem[], context: ConventionContext): string[] {
  return items.filter((item) => convention.read(item, context)).map(({ name }) => name);
}

function strayProblem(strays: readonly string[], convention: Convention, claimed: number): IntakeProblem {
  if (claimed === 0 && strays.some((name) => SOURCE.test(name)))
    return {
      code: 'one-submission',
      message: `this looks like the work of one student: it holds ${someOf(strays)}`,
      settle:
        'check it with "wiremark check SPEC FOLDER"; if each file is one student\'s work, write --convention files',
    };
  return {
    code: 'stray',
    message: `whose is ${someOf(strays)}? The class has ${convention.says}`,
    settle: `if it is nobody's: --ignore ${strays.slice(0, 5).map(shellWord).join(' ')}${strays.length > 5 ? ' …' : ''}`,
  };
}

const SOURCE = /\.(py|js|ts|java|c|cpp|go|rs)$|^(wiremark\.yaml|makefile|package\.json)$/i;

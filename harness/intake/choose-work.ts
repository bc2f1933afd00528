import { isArchiveName } from '../archives/open-archive.js';
import { shellWord, someOf, type IntakeProblem } from './problem.js';
import type { Settlements } from './settlements.js';
import type { Work, WorkItem } from './student.js';

/**
 * What of a student's files is the work. Files without an archive belong together, and an archive alone is what it
 * holds. An archive beside other files, or two of them, is a question: either could be what was meant.
 */
export function chooseWork(
  id: string,
  items: readonly WorkItem[],
  { several, pick }: Pick<Settlements, 'several' | 'pick'>,
): { readonly work: Work; readonly problem?: IntakeProblem } {
  const picked = pick[id];
  if (picked !== undefined) {
    const found = items.filter(({ name }) => name === picked);
    if (found.length > 0) return { work: { kind: 'items', items: found.map(opened) } };
    return {
      work: { kind: 'unsettled', items },
      problem: {
        code: 'no-such-name',
        message: `there is no ${someOf([picked])} among what ${someOf([id])} handed in: ${someOf(
          items.map(({ name }) => name),
          5,
        )}`,
        settle: `write one of them: --pick ${shellWord(`${id}=${items[0]?.name ?? 'NAME'}`)}`,
      },
    };
  }
  if (items.length === 0) return { work: { kind: 'nothing', why: 'the folder is empty' } };
  const archives = items.filter(isArchive);
  if (archives.length === 0 || items.length === 1 || several === 'together')
    return { work: { kind: 'items', items: items.map(opened) } };
  if (several === 'archive' && archives.length === 1) return { work: { kind: 'items', items: archives.map(opened) } };
  return { work: { kind: 'unsettled', items }, problem: severalFiles(id, items, archives.length) };
}

function isArchive({ as, name }: WorkItem): boolean {
  return as === 'archive' || (as === 'file' && isArchiveName(name));
}

function opened(each: WorkItem): WorkItem {
  return isArchive(each) ? { ...each, as: 'archive' } : each;
}

function severalFiles(id: string, items: readonly WorkItem[], archives: number): IntakeProblem {
  const names = items.map(({ name }) => name);
  const one = `for this one: --pick ${shellWord(`${id}=${items.find(isArchive)?.name ?? 'NAME'}`)}`;
  return {
    code: 'several-files',
    message: `what counts of what ${someOf([id])} handed in? ${archives === 1 ? 'An archive and other files' : 'Several archives'}: ${someOf(names, 5)}`,
    settle: `${one}; for all: --several together${archives === 1 ? ', or --several archive' : ''}`,
  };
}

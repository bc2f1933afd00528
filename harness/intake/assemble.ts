import { isLitter } from '../archives/litter.js';
import { chooseWork } from './choose-work.js';
import type { Claim, ListedItem } from './conventions/convention.js';
import { shellWord, someOf, type IntakeProblem } from './problem.js';
import type { Settlements } from './settlements.js';
import type { Item, Shelf } from './shelf.js';
import { StudentKeys } from './student-keys.js';
import type { IntakeStudent, Work, WorkItem } from './student.js';

export interface Assembled {
  readonly students: readonly IntakeStudent[];
  readonly problems: readonly IntakeProblem[];
}

interface Claimed {
  readonly item: ListedItem;
  readonly claim: Claim;
}

/** Puts together what belongs to one student. */
export async function assemble(shelf: Shelf, claims: readonly Claimed[], settlements: Settlements): Promise<Assembled> {
  const byStudent = new Map<string, Claimed[]>();
  for (const claimed of claims) {
    // Two spellings of one id would share a row of the gradebook, and a folder on many systems.
    const key = claimed.claim.id.normalize('NFC').toLowerCase();
    byStudent.set(key, [...(byStudent.get(key) ?? []), claimed]);
  }
  const keys = new StudentKeys();
  const students: IntakeStudent[] = [];
  const problems: IntakeProblem[] = [];
  for (const group of byStudent.values()) {
    const [first] = group;
    if (!first) continue;
    const { id, name } = first.claim;
    const { platformName } = (group.find(({ claim }) => claim.extent !== 'aside') ?? first).claim;
    const { work, problem } = await workOf(shelf, id, group, settlements);
    if (problem) problems.push(problem);
    students.push({
      id,
      name,
      late: group.find(({ claim }) => claim.late.kind === 'late')?.claim.late ?? first.claim.late,
      where: `${shelf.shown}: ${first.item.name}${group.length > 1 ? ` and ${group.length - 1} more` : ''}`,
      ...(platformName !== undefined && { platformName }),
      key: keys.keyOf(id),
      work,
    });
  }
  return { students, problems };
}

async function workOf(
  shelf: Shelf,
  id: string,
  group: readonly Claimed[],
  settlements: Settlements,
): Promise<{ readonly work: Work; readonly problem?: IntakeProblem }> {
  const marked = group.filter(({ claim }) => claim.extent !== 'aside');
  if (marked.length === 0) return { work: { kind: 'nothing', why: 'a text or a link was handed in, and no file' } };
  const wholes = marked.filter(({ claim }) => claim.extent === 'whole');
  if (wholes.length === 0)
    return chooseWork(
      id,
      marked.map(({ item, claim }) => ({ item, name: claim.handedInAs ?? item.name, as: 'file' })),
      settlements,
    );
  const picked = marked.length > 1 ? marked.filter(({ item }) => item.name === settlements.pick[id]) : wholes;
  const [only] = picked;
  if (!only || picked.length > 1) return duplicate(id, marked);
  const items = await itemsOf(shelf, only.item);
  // A pick that has chosen between two folders says nothing about what is inside.
  const pick = marked.length > 1 ? {} : settlements.pick;
  return chooseWork(id, items, { ...settlements, pick });
}

async function itemsOf(shelf: Shelf, item: Item): Promise<readonly WorkItem[]> {
  if (item.kind !== 'folder') return [{ item, name: item.name, as: 'file' }];
  const inner = (await shelf.list(item.path)).filter(({ name }) => !isLitter([name]));
  return inner.map((each) => ({ item: each, name: each.name, as: each.kind === 'folder' ? 'folder' : 'file' }));
}

function duplicate(id: string, marked: readonly Claimed[]): { readonly work: Work; readonly problem: IntakeProblem } {
  const names = marked.map(({ item }) => item.name);
  return {
    work: {
      kind: 'unsettled',
      items: marked.map(({ item }) => ({ item, name: item.name, as: item.kind === 'folder' ? 'folder' : 'file' })),
    },
    problem: {
      code: 'duplicate',
      message: `which is the work of ${someOf([id])}: ${someOf(names, 5)}?`,
      settle: `if it is one student: --pick ${shellWord(`${id}=${names[0] ?? ''}`)}; if not, rename one of them`,
    },
  };
}

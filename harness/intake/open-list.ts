import { readFile, stat } from 'node:fs/promises';
import { basename, dirname, resolve } from 'node:path';
import { isLitter } from '../archives/litter.js';
import { readTable } from '../csv/read-table.js';
import { problemAt } from '../csv/table.js';
import type { Diagnostic } from '../model/diagnostic.js';
import { chooseWork } from './choose-work.js';
import { folderShelf } from './folder-shelf.js';
import { byStudentName, type Intake } from './intake.js';
import type { IntakeProblem } from './problem.js';
import { readList, type ListedSubmission } from './read-list.js';
import type { Settlements } from './settlements.js';
import type { Item, Shelf } from './shelf.js';
import { StudentKeys } from './student-keys.js';
import type { IntakeStudent, WorkItem } from './student.js';
import { unreadableTable, type UnreadableInput } from './unreadable-input.js';

/** Opens a list of submissions. Paths are meant from the folder of the list. */
export async function openList(file: string, settlements: Settlements): Promise<Intake | UnreadableInput> {
  const table = readTable(await readFile(file), file);
  if ('problem' in table) return unreadableTable([table.problem], '');
  const listed = readList(table);
  if ('problems' in listed) return unreadableTable(listed.problems, table.text);
  const diagnostics: Diagnostic[] = repeated(listed).map(({ pathCell, id, attempt }) =>
    problemAt(table, pathCell, {
      code: 'C005',
      message: `${id} has ${attempt === undefined ? 'another row' : `another row for attempt ${attempt}`}`,
      suggestion: 'number the attempts in a column "attempt", or take one row away',
    }),
  );
  // The list may name places anywhere on this machine: it is the instructor's own.
  const shelf = folderShelf('', file);
  const keys = new StudentKeys();
  const students: IntakeStudent[] = [];
  const problems: IntakeProblem[] = [];
  for (const each of listed) {
    const item = await itemAt(resolve(dirname(resolve(file)), each.path));
    if (!item) {
      diagnostics.push(
        problemAt(table, each.pathCell, {
          code: 'C006',
          message: `there is no ${each.path}`,
          suggestion: 'paths are meant from the folder of the list',
        }),
      );
      continue;
    }
    const { work, problem } = chooseWork(each.id, await workItems(shelf, item), settlements);
    if (problem) problems.push(problem);
    students.push(studentOf(each, work, keys.keyOf(each.id, each.attempt)));
  }
  if (diagnostics.length > 0) return unreadableTable(diagnostics, table.text);
  return {
    kind: 'intake',
    convention: 'a list of submissions',
    students: students.toSorted(byStudentName),
    problems,
    shelf,
    close: () => shelf.close(),
  };
}

function repeated(listed: readonly ListedSubmission[]): ListedSubmission[] {
  const seen = new Set<string>();
  return listed.filter(({ id, attempt }) => {
    const key = JSON.stringify([id.normalize('NFC').toLowerCase(), attempt]);
    const isSeen = seen.has(key);
    seen.add(key);
    return isSeen;
  });
}

/** What a path of the list leads to; the links in it are those of the instructor, and followed. */
async function itemAt(path: string): Promise<Item | undefined> {
  const stats = await stat(path).catch(() => undefined);
  if (!stats?.isDirectory() && !stats?.isFile()) return undefined;
  return { name: basename(path), path, kind: stats.isFile() ? 'file' : 'folder' };
}

async function workItems(shelf: Shelf, item: Item): Promise<readonly WorkItem[]> {
  if (item.kind === 'file') return [{ item, name: item.name, as: 'file' }];
  const inner = (await shelf.list(item.path)).filter(({ name }) => !isLitter([name]));
  return inner.map((each) => ({ item: each, name: each.name, as: each.kind === 'folder' ? 'folder' : 'file' }));
}

function studentOf(
  { id, name, attempt, late, submittedAt, path }: ListedSubmission,
  work: IntakeStudent['work'],
  key: string,
): IntakeStudent {
  return {
    id,
    name,
    late,
    where: path,
    key,
    work,
    ...(attempt !== undefined && { attempt }),
    ...(submittedAt !== undefined && { submittedAt }),
  };
}

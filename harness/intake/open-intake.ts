import { readFile, stat } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import { isRefusal, type Archive, type ArchiveFormat } from '../archives/archive.js';
import { CLASS_ENTRIES } from '../archives/limits.js';
import { isLitter } from '../archives/litter.js';
import { isArchiveName, openArchive, withoutArchiveEnding } from '../archives/open-archive.js';
import { readTable } from '../csv/read-table.js';
import { readRoster } from '../rosters/read-roster.js';
import type { Headings, RosterFormat } from '../rosters/roster-format.js';
import { assemble } from './assemble.js';
import { compareRoster } from './compare-roster.js';
import type { Convention, ListedItem } from './conventions/convention.js';
import { folderShelf } from './folder-shelf.js';
import { byStudentName, type Intake } from './intake.js';
import { openList } from './open-list.js';
import { shellWord, someOf, type IntakeProblem } from './problem.js';
import { recognise } from './recognise.js';
import type { Settlements } from './settlements.js';
import type { Shelf } from './shelf.js';
import { unreadable, unreadableTable, type UnreadableInput } from './unreadable-input.js';
import { zipShelf } from './zip-shelf.js';

export interface IntakeOptions {
  /** A folder, a zip of a class, or a list (CSV). */
  readonly input: string;
  readonly settlements: Settlements;
  readonly conventions: readonly Convention[];
  readonly archiveFormats: readonly ArchiveFormat[];
  /** A table of those who should have handed in. */
  readonly roster?: { readonly file: string; readonly formats: readonly RosterFormat[]; readonly headings?: Headings };
}

/** Opens the work of a class, as it was downloaded. Nothing is written, and nothing unpacked. */
export async function openIntake(options: IntakeOptions): Promise<Intake | UnreadableInput> {
  const opened = await openInput(options);
  if (opened.kind === 'unreadable' || !options.roster) return opened;
  const compared = await compareWith(opened, options.roster);
  if (compared.kind === 'unreadable') await opened.close();
  return compared;
}

async function openInput(options: IntakeOptions): Promise<Intake | UnreadableInput> {
  const { input } = options;
  const stats = await stat(input).catch(() => undefined);
  if (!stats)
    return unreadable(
      `there is no ${input}`,
      'Give the folder or the zip with the work of the class, or a list of it (CSV).',
    );
  if (stats.isDirectory()) return openShelf(folderShelf(resolve(input), input), basename(resolve(input)), options);
  if (/\.csv$/i.test(input)) return openList(input, options.settlements);
  const archive = await openArchive(input, options.archiveFormats, { entries: CLASS_ENTRIES });
  if (isRefusal(archive)) return unreadable(`${input}: ${archive.sentence}`, 'Download it again.');
  const opened = archive.isRandomAccess ? await openClassArchive(archive, options) : notRandomAccess(input);
  if (opened.kind === 'unreadable') await archive.close();
  return opened;
}

function notRandomAccess(input: string): UnreadableInput {
  return unreadable(
    `${input} is a tar, and what one student handed in cannot be read from it without all that stands before`,
    `Unpack it, and give the folder: tar -xf ${shellWord(input)}`,
  );
}

async function openClassArchive(archive: Archive, options: IntakeOptions): Promise<Intake | UnreadableInput> {
  const { input } = options;
  const shelf = await zipShelf(archive, input);
  return isRefusal(shelf)
    ? unreadable(`${input}: ${shelf.sentence}`, 'Download it again.')
    : openShelf(shelf, withoutArchiveEnding(basename(input)), options);
}

async function openShelf(
  shelf: Shelf,
  shelfName: string,
  { settlements, conventions }: IntakeOptions,
): Promise<Intake | UnreadableInput> {
  const top = await topOf(shelf, shelfName, settlements, conventions);
  if ('kind' in top) return top;
  const context = { folderName: top.folderName, prefix: settlements.prefix, chosen: settlements.convention };
  const recognised = recognise(top.items, conventions, context);
  const { students, problems } = await assemble(shelf, recognised.claims, settlements);
  const nobody: IntakeProblem[] =
    top.items.length > 0
      ? []
      : [
          {
            code: 'no-students',
            message: `${shelf.shown} is empty`,
            settle: 'give the folder or the zip with the work of the class',
          },
        ];
  return {
    kind: 'intake',
    convention: recognised.convention.says,
    students: students.toSorted(byStudentName),
    problems: [...top.problems, ...nobody, ...recognised.problems, ...problems],
    shelf,
    close: () => shelf.close(),
  };
}

interface Top {
  readonly folderName: string;
  readonly items: readonly ListedItem[];
  readonly problems: readonly IntakeProblem[];
}

/** The items of the class: those at the top, or in the only folder there, where that is no student's. */
async function topOf(
  shelf: Shelf,
  shelfName: string,
  settlements: Settlements,
  conventions: readonly Convention[],
): Promise<Top | UnreadableInput> {
  const { inside = '', ignore, convention, prefix } = settlements;
  const items = await itemsAt(shelf, inside).catch(() => undefined);
  if (!items)
    return unreadable(
      `there is no folder ${inside} in ${shelf.shown}`,
      `It holds ${someOf(
        (await itemsAt(shelf, '')).map(({ name }) => name),
        5,
      )}.`,
    );
  const unknown = ignore.filter((name) => !items.some((item) => item.name === name));
  const problems: IntakeProblem[] =
    unknown.length === 0
      ? []
      : [
          {
            code: 'no-such-name',
            message: `there is no ${someOf(unknown)} to be ignored`,
            settle: 'take it away from --ignore',
          },
        ];
  const left = items.filter(({ name }) => !ignore.includes(name));
  const folderName = inside === '' ? shelfName : (inside.split('/').at(-1) ?? '');
  const [only] = left;
  if (left.length !== 1 || only?.kind !== 'folder' || convention !== undefined || inside !== '')
    return { folderName, items: left, problems };
  const inner = await itemsAt(shelf, only.path);
  const isKnown = (all: readonly ListedItem[], name: string): boolean =>
    conventions.some(
      (each) => each.isUnmistakable && all.some((item) => each.read(item, { folderName: name, prefix }) !== undefined),
    );
  if (isKnown(left, folderName)) return { folderName, items: left, problems };
  if (isKnown(inner, only.name)) return { folderName: only.name, items: inner, problems };
  if (!mayBeClass(inner)) return { folderName, items: left, problems };
  return { folderName, items: left, problems: [...problems, oneFolder(only.name, inner)] };
}

/** Several folders or archives, and no file that belongs to a program: one student's folder, or a class in a folder. */
function mayBeClass(inner: readonly ListedItem[]): boolean {
  return inner.length > 1 && inner.every(({ kind, name }) => kind === 'folder' || isArchiveName(name));
}

function oneFolder(name: string, inner: readonly ListedItem[]): IntakeProblem {
  return {
    code: 'one-folder',
    message: `is ${someOf([name])} one student, or the class? It holds ${someOf(inner.map((item) => item.name))}`,
    settle: `if it is the class: --inside ${shellWord(name)}; if one student: --convention names`,
  };
}

async function itemsAt(shelf: Shelf, path: string): Promise<ListedItem[]> {
  const items = (await shelf.list(path)).filter(({ name }) => !isLitter([name]));
  return Promise.all(
    items.map(async (item) => ({
      ...item,
      inner: item.kind === 'folder' ? (await shelf.list(item.path)).map(({ name }) => name) : [],
    })),
  );
}

async function compareWith(
  intake: Intake,
  { file, formats, headings }: NonNullable<IntakeOptions['roster']>,
): Promise<Intake | UnreadableInput> {
  const bytes = await readFile(file).catch(() => undefined);
  if (!bytes) return unreadable(`there is no file ${file}`, 'Give the table of those who should have handed in.');
  const table = readTable(bytes, file);
  if ('problem' in table) return unreadableTable([table.problem], '');
  const roster = readRoster(table, formats, headings);
  if ('problems' in roster) return unreadableTable(roster.problems, table.text);
  const { students, problems } = compareRoster(intake.students, roster);
  return { ...intake, students: students.toSorted(byStudentName), problems: [...intake.problems, ...problems] };
}

import { readFileSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readTable } from '../csv/read-table.js';
import type { Results } from '../gradebook/results.js';
import type { JournalEntry } from '../marking/journal-entry.js';
import { wiremark, type CommandOptions, type Finished } from './command.test-support.js';
import { packageFolder } from './files.js';

/** The spec of the made-up class: five checks, one of them hidden. */
export const CLASS_SPEC = join(packageFolder, 'fixtures/class/class-echo.yaml');

/** A right submission. */
export const REFERENCE = readFileSync(join(packageFolder, 'fixtures/reference/tcp-echo/python/server.py'));

/** A submission with one mistake. */
export const mutant = (name: string): Buffer =>
  readFileSync(join(packageFolder, `fixtures/mutants/tcp-echo/${name}.py`));

/** A folder to mark classes in, and one for all that is temporary. */
export class ClassRoom {
  readonly folder: string;

  private constructor(folder: string) {
    this.folder = folder;
  }

  static async open(): Promise<ClassRoom> {
    const room = new ClassRoom(await mkdtemp(join(tmpdir(), 'wiremark-class-')));
    await mkdir(room.temporary);
    return room;
  }

  get temporary(): string {
    return join(this.folder, 'temporary');
  }

  close(): Promise<void> {
    return rm(this.folder, { recursive: true, force: true });
  }

  mark(input: string, words: readonly string[] = [], options: Partial<CommandOptions> = {}): Promise<Finished> {
    return wiremark(['mark', input, '--spec', CLASS_SPEC, '--seed', 'class', ...words], {
      folder: this.folder,
      environment: { TMPDIR: this.temporary },
      ...options,
    });
  }

  read(file: string): Promise<string> {
    return readFile(join(this.folder, file), 'utf8');
  }

  async write(file: string, content: string | Uint8Array): Promise<string> {
    const path = join(this.folder, file);
    await mkdir(join(path, '..'), { recursive: true });
    await writeFile(path, content);
    return path;
  }

  /** A class, by the program of each student. Resolves with the name of its folder. */
  async writeClass(programs: Readonly<Record<string, string | Uint8Array>>): Promise<string> {
    for (const [name, source] of Object.entries(programs)) await this.write(`class/${name}/server.py`, source);
    return 'class';
  }

  /** Who has how many points, a row for each student. */
  async points(out = 'marked'): Promise<readonly (readonly string[])[]> {
    return columns(await this.read(`${out}/grades.csv`), ['id', 'state', 'points']);
  }

  async results(out = 'marked'): Promise<Results> {
    return JSON.parse(await this.read(`${out}/results.json`)) as Results;
  }

  async journal(out = 'marked'): Promise<readonly JournalEntry[]> {
    const text = await this.read(`${out}/journal.jsonl`);
    return text
      .split('\n')
      .slice(0, -1)
      .map((line) => JSON.parse(line) as JournalEntry);
  }

  /** All that lies in a folder, sorted. */
  async files(out = 'marked'): Promise<readonly string[]> {
    return (await readdir(join(this.folder, out), { recursive: true })).toSorted();
  }
}

/** The cells of these columns, row by row. */
export function columns(csv: string, names: readonly string[]): readonly (readonly string[])[] {
  const table = readTable(Buffer.from(csv), 'grades.csv');
  if ('problem' in table) throw new Error(table.problem.message);
  const places = names.map((name) => table.header.cells.findIndex(({ value }) => value === name));
  return table.rows.map(({ cells }) => places.map((at) => cells[at]?.value ?? ''));
}

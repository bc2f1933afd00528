import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect } from 'vitest';
import { archiveFormats } from '../archives/index.js';
import { makeZip } from '../archives/make-zip.test-support.js';
import { conventions } from './conventions/index.js';
import type { Intake } from './intake.js';
import { openIntake, type IntakeOptions } from './open-intake.js';
import { readSettlements, SETTLING_FLAGS, type SettlingFlags } from './settlements.js';
import { unpackStudent } from './unpack-student.js';
import type { UnreadableInput } from './unreadable-input.js';

/** The folder of the test that runs. */
export const here = { folder: '' };

beforeEach(async () => {
  here.folder = await mkdtemp(join(tmpdir(), 'wiremark-intake-'));
});

export const open: Intake[] = [];

afterEach(async () => {
  for (const intake of open.splice(0)) await intake.close();
  await rm(here.folder, { recursive: true, force: true });
});

export type Files = Readonly<Record<string, string | Uint8Array>>;

/** Files of a class; a name that ends with a slash is an empty folder. */
export async function make(files: Files, below = 'class'): Promise<string> {
  await mkdir(join(here.folder, below), { recursive: true });
  for (const [name, content] of Object.entries(files)) {
    const path = join(here.folder, below, name);
    await mkdir(name.endsWith('/') ? path : dirname(path), { recursive: true });
    if (!name.endsWith('/')) await writeFile(path, content);
  }
  return join(here.folder, below);
}

export async function zipOf(files: Files, name = 'class.zip'): Promise<string> {
  await writeFile(
    join(here.folder, name),
    makeZip(Object.entries(files).map(([path, content]) => ({ name: path, content }))),
  );
  return join(here.folder, name);
}

export async function opened(
  input: string,
  flags: SettlingFlags = {},
  rest: Partial<IntakeOptions> = {},
): Promise<Intake> {
  const intake = await tried(input, flags, rest);
  if (intake.kind !== 'intake') throw new Error(intake.message || JSON.stringify(intake.diagnostics));
  open.push(intake);
  return intake;
}

export function tried(
  input: string,
  flags: SettlingFlags = {},
  rest: Partial<IntakeOptions> = {},
): Promise<Intake | UnreadableInput> {
  const settlements = readSettlements(flags, conventions);
  if ('problem' in settlements) throw new Error(settlements.problem);
  return openIntake({ input, settlements, conventions, archiveFormats, ...rest });
}

/** Who is there, in short: id, name, how late, and what the work is. */
export const students = ({ students: all }: Intake): string[] =>
  all.map(({ id, name, late, work }) => {
    const what = work.kind === 'items' ? work.items.map((item) => `${item.as} ${item.name}`).join(', ') : work.kind;
    return `${id} ${name}${late.kind === 'late' ? ' (late)' : ''}: ${what}`;
  });

export const problems = ({ problems: all }: Intake): string[] =>
  all.map(({ code, message, settle }) => {
    for (const [flag] of settle.matchAll(/--[a-z]+/g))
      expect(SETTLING_FLAGS.map((each) => each.flag.split(' ')[0])).toContain(flag);
    return `${code}: ${message.replaceAll(here.folder, 'HERE')}; ${settle.replaceAll(here.folder, 'HERE')}`;
  });

/** Unpacks a student's work and tells what is there then. */
export async function unpacked(intake: Intake, id: string, nested: 'refuse' | 'unpack' = 'refuse'): Promise<unknown> {
  const student = intake.students.find((each) => each.id === id);
  if (!student) throw new Error(`there is no ${id}`);
  const into = join(here.folder, 'out', student.key);
  await mkdir(dirname(into), { recursive: true });
  const outcome = await unpackStudent(student, intake.shelf, { into, archiveFormats, nested });
  expect((await readdir(dirname(into))).filter((name) => name !== student.key)).toEqual([]);
  if (outcome.kind !== 'unpacked') return outcome;
  const names = await readdir(into, { recursive: true, withFileTypes: true });
  const files = await Promise.all(
    names
      .filter((entry) => entry.isFile())
      .map(async (entry) => {
        const path = join(entry.parentPath, entry.name);
        return [path.slice(into.length + 1), await readFile(path, 'utf8')];
      }),
  );
  await rm(into, { recursive: true });
  return Object.fromEntries(files) as unknown;
}

export const archive = (content: string | Uint8Array = 'x', name = 'server.py'): Buffer => makeZip([{ name, content }]);

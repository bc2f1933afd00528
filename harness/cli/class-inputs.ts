import { readFile } from 'node:fs/promises';
import { archiveFormats } from '../archives/index.js';
import type { Course } from '../gradebook/course.js';
import { NO_RULES } from '../gradebook/course.js';
import { readCourse } from '../gradebook/read-course.js';
import { readOverrides, type Overrides, type OverrideScope } from '../gradebook/read-overrides.js';
import { conventions } from '../intake/conventions/index.js';
import type { Intake } from '../intake/intake.js';
import { openIntake } from '../intake/open-intake.js';
import { readSettlements, type Settlements, type SettlingFlags } from '../intake/settlements.js';
import { renderDiagnostics } from '../reporters/diagnostics.js';
import { visibleString } from '../reporters/visible-text.js';
import { counted } from '../reporters/wording.js';
import { rosterFormats } from '../rosters/index.js';
import type { Headings } from '../rosters/roster-format.js';
import { UsageError } from './usage-error.js';
import { sayWriteError } from './write-error.js';

export interface IntakeFlags extends SettlingFlags {
  readonly roster?: string | undefined;
  readonly heading?: readonly string[] | undefined;
}

/** Opens the work of a class; what is open about it ends the command, all of it at once. */
export async function openClass(input: string, flags: IntakeFlags): Promise<{ intake: Intake; settled: Settlements }> {
  const settled = readSettlements(flags, conventions);
  if ('problem' in settled) throw new UsageError(settled.problem);
  const intake = await openIntake({
    input,
    settlements: settled,
    conventions,
    archiveFormats,
    ...(flags.roster !== undefined && {
      roster: { file: flags.roster, formats: rosterFormats, headings: readHeadings(flags.heading) },
    }),
  });
  if (intake.kind === 'unreadable') {
    const { diagnostics, source, message, advice } = intake;
    if (diagnostics.length > 0) throw new UsageError(renderDiagnostics(diagnostics, () => source));
    throw new UsageError(`${visibleString(message)}\n${advice}`);
  }
  if (intake.problems.length === 0) return { intake, settled };
  await intake.close();
  const listed = intake.problems.map(
    ({ message, settle }) => `  ${visibleString(message)}\n      ${visibleString(settle)}`,
  );
  throw new UsageError(
    [
      `${counted(intake.problems.length, 'question is', 'questions are')} open about ${visibleString(input)}; nothing was marked:`,
      ...listed,
    ].join('\n'),
  );
}

/** Headings of a platform in another language: `--heading Grade=Bewertung`. */
export function readHeadings(pairs: readonly string[] | undefined): Headings {
  return Object.fromEntries(
    (pairs ?? []).map((pair) => {
      const at = pair.indexOf('=');
      if (at < 1)
        throw new UsageError(
          `--heading needs an English heading and that of the file, not "${pair}"\nWrite: --heading Grade=Bewertung`,
        );
      return [pair.slice(0, at), pair.slice(at + 1)];
    }),
  );
}

export async function openCourse(file: string | undefined): Promise<Course> {
  if (file === undefined) return NO_RULES;
  const read = readCourse(await bytesOf(file, '--course'), file);
  if ('problems' in read) throw new UsageError(renderDiagnostics(read.problems, () => read.source));
  return read.value;
}

export async function openOverrides(file: string | undefined, scope: OverrideScope): Promise<Overrides> {
  if (file === undefined) return new Map();
  const read = readOverrides(await bytesOf(file, '--overrides'), file, scope);
  if ('problems' in read) throw new UsageError(renderDiagnostics(read.problems, () => read.source));
  return read.value;
}

/** The file that a flag names. */
export async function bytesOf(file: string, flag: string): Promise<Uint8Array> {
  try {
    return await readFile(file);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new UsageError(
      `${flag}: ${code === 'ENOENT' ? `there is no file ${file}` : `${file}: ${sayWriteError(error)}`}`,
    );
  }
}

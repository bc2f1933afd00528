import { join } from 'node:path';
import { archiveFormats } from '../archives/index.js';
import { sayChanges } from '../gradebook/say-changes.js';
import type { IntakeStudent } from '../intake/student.js';
import { unpackStudent } from '../intake/unpack-student.js';
import { fingerprintOf } from '../marking/fingerprint.js';
import { markedClass } from '../marking/graded-class.js';
import type { JournalRead } from '../marking/journal.js';
import type { EndedEntry } from '../marking/journal-entry.js';
import { isStillKnown } from '../marking/known-work.js';
import { sayOutcome } from '../marking/line-progress.js';
import type { MarkingFolder } from '../marking/marking-folder.js';
import { visibleString } from '../reporters/visible-text.js';
import { counted } from '../reporters/wording.js';
import type { ClassJob } from './class-job.js';
import { openTemporaryFolder } from './temporary-folder.js';

/** Who would be marked, and whose grade would change. Nothing is run, and nothing of a marking is written. */
export async function sayDryRun(
  job: ClassJob,
  folder: MarkingFolder,
  before: JournalRead | undefined,
): Promise<string> {
  const isStale = before === undefined || job.whatChanged(before.begun).length > 0;
  const ended = isStale ? new Map<string, EndedEntry>() : before.ended;
  const known = await stillKnown(job, folder, ended);
  const entries = markedClass(job.students, known, folder);
  const lines = job.students.map((student) => {
    const who = student.id === student.name ? student.name : `${student.id} ${student.name}`;
    return visibleString(`  ${who}: ${sayPlan(student, known.get(student.key), ended.get(student.key))}`);
  });
  const filled = job.fillWorksheet(entries);
  return [
    `${counted(entries.length, 'submission')} (${job.intake.convention}); nothing was run or written:`,
    ...lines,
    ...(filled ? [sayChanges(filled)] : ['']),
  ].join('\n');
}

function sayPlan({ where, work }: IntakeStudent, known: EndedEntry | undefined, ended: EndedEntry | undefined): string {
  if (known) return `marked: ${sayOutcome(known.outcome)}`;
  if (work.kind === 'nothing') return work.why;
  if (!ended) return `to be marked, from ${where}`;
  const { state } = ended.outcome;
  const why = state === 'inconclusive' || state === 'not-marked' ? 'it has no mark yet' : 'it has changed since';
  return `to be marked again, from ${where}: ${why}`;
}

/** What an earlier marking has found out, of those who have handed in the same still. */
async function stillKnown(
  job: ClassJob,
  folder: MarkingFolder,
  ended: ReadonlyMap<string, EndedEntry>,
): Promise<ReadonlyMap<string, EndedEntry>> {
  const known = new Map<string, EndedEntry>();
  const scratch = await openTemporaryFolder();
  try {
    for (const student of job.students) {
      const entry = ended.get(student.key);
      if (!entry || student.work.kind === 'nothing') continue;
      const into = join(scratch.path, student.key);
      const unpacked = await unpackStudent(student, job.intake.shelf, {
        into,
        archiveFormats,
        nested: job.settled.nested,
      });
      const fingerprint =
        unpacked.kind === 'unpacked' ? await fingerprintOf(into, job.markedByFor(student)) : undefined;
      if (isStillKnown(entry, fingerprint, folder.hasReport(student.key))) known.set(student.key, entry);
    }
  } finally {
    await scratch.close();
  }
  return known;
}

import { resolve } from 'node:path';
import { reasonToAct } from '../gradebook/marked-student.js';
import type { JournalRead } from '../marking/journal.js';
import type { MarkingFolder } from '../marking/marking-folder.js';
import type { Written } from '../marking/write-class.js';
import { quoted } from '../model/command.js';
import { visibleString } from '../reporters/visible-text.js';
import { counted, dateText } from '../reporters/wording.js';
import type { ClassJob } from './class-job.js';
import { shownPath } from './shown-path.js';

/** What is about to be marked, and what an earlier marking has to do with it. */
export function greeting(job: ClassJob, out: string, before: JournalRead | undefined): string {
  const { convention } = job.intake;
  const about = `${counted(job.students.length, 'submission')} (${convention}), marked by ${job.specs.map(({ spec }) => spec.id).join(', ')}`;
  if (!before) return about;
  const since = job.whatChanged(before.begun);
  const why =
    since.length > 0
      ? `${since.join(' and ')} changed since: all are marked anew`
      : before.isDone
        ? `what has not changed since ${dateText(before.begun.at)} is not marked again (--fresh does that)`
        : `going on with the marking of ${dateText(before.begun.at)} in ${out}, which was cut off: ${before.ended.size} were done (--fresh begins anew)`;
  return `${about}\n${why}`;
}

/** Who has no mark, and none by a person either. */
export function isWithheld({ student: { outcome }, override }: Written['graded'][number]): boolean {
  const isDecided = override?.points !== undefined || override?.grade !== undefined;
  return !isDecided && (outcome.state === 'inconclusive' || outcome.state === 'not-marked');
}

/** How it ended: who has to be looked at, and where everything is. */
export function summary({ graded, files }: Written, folder: MarkingFolder): string {
  const withheld = graded.filter(isWithheld);
  const listed = withheld.map(({ student: { id, name, outcome } }) =>
    visibleString(`  ${id === name ? id : `${id} ${name}`}: ${reasonToAct(outcome) ?? ''}`),
  );
  return [
    `${counted(graded.length, 'student')}: ${graded.length - withheld.length} with a mark${withheld.length === 0 ? '' : `, ${withheld.length} without one, for a person to look at:`}`,
    ...listed,
    ...files.map((file) => shownPath(resolve(folder.path, file))),
  ].join('\n');
}

/** The command that goes on with a marking that was cut off, as it was typed. */
export function goOnCommand(words: readonly string[]): string {
  const kept = words.filter((word) => word !== '--fresh' && word !== '--resume');
  return ['wiremark', ...kept.map(quoted), '--resume'].join(' ');
}

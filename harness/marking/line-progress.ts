import type { Outcome } from '../gradebook/marked-student.js';
import { pointsOf, reasonToAct, sheetsOf } from '../gradebook/marked-student.js';
import { visibleString } from '../reporters/visible-text.js';
import { durationText, pointsText } from '../reporters/wording.js';
import type { Progress } from './progress.js';

/** One line for each submission, as it ends: for a log. */
export function lineProgress(write: (text: string) => void, total: number): Progress {
  let ended = 0;
  return {
    postponed(student, why) {
      write(`${visibleString(student.name)}: ${visibleString(why)}; it is run again alone at the end`);
    },
    ended(student, outcome, { by, durationMs }) {
      ended++;
      const how = by === 'reused' ? 'unchanged' : durationText(durationMs);
      write(
        `${String(ended).padStart(String(total).length)}/${total}  ${visibleString(student.name)}: ${sayOutcome(outcome)} (${how})`,
      );
    },
  };
}

/** `17 of 20 points`; or what there is instead of points. */
export function sayOutcome(outcome: Outcome): string {
  const points = pointsOf(outcome);
  const most = sheetsOf(outcome).reduce((sum, { totals }) => sum + totals.maxPoints, 0);
  const sum = points === undefined || most === 0 ? [] : [`${pointsText(points)} of ${pointsText(most)} points`];
  const why = reasonToAct(outcome);
  const reason = why === undefined ? [] : [`${STATES[outcome.state] ?? ''}${why}`];
  return visibleString([...sum, ...reason].join(', '));
}

/** Of the others the reason says it. */
const STATES: Readonly<Partial<Record<Outcome['state'], string>>> = {
  'not-launched': 'not launched: ',
  inconclusive: 'inconclusive: ',
  'not-marked': 'not marked: ',
};

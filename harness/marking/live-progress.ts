import { sheetsOf } from '../gradebook/marked-student.js';
import type { IntakeStudent } from '../intake/student.js';
import { visibleString } from '../reporters/visible-text.js';
import type { Screen } from '../reporters/terminal.js';
import type { Progress } from './progress.js';

/** One line that is written over as the marking goes on: for a person at a terminal. */
export function liveProgress(screen: Screen, total: number, nowMs: () => number): Progress & { clear(): void } {
  const startedAt = nowMs();
  const running = new Map<string, IntakeStudent>();
  let done = 0;
  let marked = 0;
  let failing = 0;
  let inconclusive = 0;
  const again = new Set<string>();
  const paint = (): void => {
    const minutes = minutesLeft({ spentMs: nowMs() - startedAt, marked, left: total - done });
    const counts = [
      `${done} of ${total} done`,
      `${running.size} running`,
      `${failing} failing`,
      `${inconclusive} inconclusive`,
      ...(again.size > 0 ? [`${again.size} to run again`] : []),
      ...(minutes === undefined ? [] : [minutes]),
    ].join(' · ');
    const names = [...running.values()].map(({ name }) => visibleString(name)).join(', ');
    const line = names === '' ? counts : `${counts} · ${names}`;
    screen.write(`\r\x1b[2K${cutTo(line, screen.columns - 1)}`);
  };
  return {
    began(student) {
      running.set(student.key, student);
      paint();
    },
    postponed(student) {
      running.delete(student.key);
      again.add(student.key);
      paint();
    },
    ended(student, outcome, { by }) {
      running.delete(student.key);
      again.delete(student.key);
      done++;
      if (by === 'marking') marked++;
      if (outcome.state === 'inconclusive' || outcome.state === 'not-marked') inconclusive++;
      else if (sheetsOf(outcome).some(({ totals }) => totals.failed > 0) || outcome.state !== 'marked') failing++;
      paint();
    },
    clear: () => screen.write('\r\x1b[2K'),
  };
}

/** The beginning of a line that fills so many columns: one that goes on below could not be written over. */
function cutTo(line: string, columns: number): string {
  let left = columns;
  return Array.from(line)
    .filter((character) => (left -= WIDE.test(character) ? 2 : 1) >= 0)
    .join('');
}

/** Letters of East Asia, and pictures. */
const WIDE = /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\uff60\u{1f000}-\u{3fffd}]/u;

/** By the pace so far. Before one has been marked nobody knows. */
function minutesLeft({
  spentMs,
  marked,
  left,
}: {
  readonly spentMs: number;
  readonly marked: number;
  readonly left: number;
}): string | undefined {
  if (marked === 0 || left === 0) return undefined;
  const minutes = Math.max(1, Math.ceil(((spentMs / marked) * left) / 60_000));
  return minutes === 1 ? 'about a minute left' : `about ${minutes} minutes left`;
}

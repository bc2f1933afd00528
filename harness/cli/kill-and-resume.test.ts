import { readdirSync, readFileSync, statSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeClass, readStudents } from '../../fixtures/class/make-class.js';
import { chance } from '../model/random.js';
import { ClassRoom } from './mark-class.test-support.js';

/** How often the marking is killed, over all rounds: `WIREMARK_KILLS=40` takes some minutes. */
const KILLS = Number(process.env['WIREMARK_KILLS'] ?? 8);

/** One marking survives so many in a row. */
const KILLS_PER_ROUND = 2;

/** Work of every kind that is marked in less than two seconds, and fails by the same finding each time. */
const WORKS = new Set([
  'reference',
  'mutants/adds-newline',
  'mutants/decodes-utf8',
  'mutants/syntax-error',
  'mutants/exits-after-first-client',
  'mutants/reverses',
  'hostile/forges-verdicts',
  'broken/climbs-out',
  'broken/no-program',
  'broken/two-servers',
  'broken/link-to-outside',
]);

let room: ClassRoom;
let input: string;
let undisturbedBytes: number;

const mark = (out: string, onStarted?: (pid: number) => void) =>
  room.mark(input, ['--out', out], { onStarted: (child) => onStarted?.(child.pid ?? 0) });

beforeAll(async () => {
  room = await ClassRoom.open();
  const students = (await readStudents()).filter(({ work }) => WORKS.has(work));
  input = await makeClass('moodle', join(room.folder, 'class'), students);
  expect((await mark('undisturbed')).exitCode).toBe(3);
  undisturbedBytes = Buffer.byteLength(await room.read('undisturbed/journal.jsonl'));
});

afterAll(() => room.close());

/** All that lies in a marking, but for times: which verdict took how long, and when. */
async function content(out: string): Promise<unknown> {
  const { markedAt: _markedAt, ...results } = await room.results(out);
  const files = (await room.files(out)).filter((name) => !name.startsWith('journal'));
  const reports = await Promise.all(
    files
      .filter((name) => name.endsWith('report.json'))
      .map(async (name) => {
        const { sheets } = JSON.parse(await room.read(`${out}/${name}`)) as {
          sheets: { checks: { id: string; status: string; points: number; findings: { code: string }[] }[] }[];
        };
        return sheets.map(({ checks }) =>
          checks.map(({ id, status, points, findings }) => [id, status, points, findings.map(({ code }) => code)]),
        );
      }),
  );
  return { grades: await room.read(`${out}/grades.csv`), results, files, reports };
}

/** How often each submission was marked, by name. */
async function markings(out: string): Promise<ReadonlyMap<string, number>> {
  const counts = new Map<string, number>();
  for (const entry of await room.journal(out))
    if (entry.type === 'ended') counts.set(entry.key, (counts.get(entry.key) ?? 0) + 1);
  return counts;
}

/** Workers that are left of a marking. A killed process can look alive for an instant. */
function workers(): readonly string[] {
  return readdirSync('/proc').filter((pid) => {
    try {
      return readFileSync(`/proc/${pid}/cmdline`, 'latin1').includes(room.temporary);
    } catch {
      return false;
    }
  });
}

interface Moment {
  readonly name: string;
  hasCome(out: string): boolean;
}

/** When so much of the journal is written; or, the last of some rounds, when the files are. */
function momentsOf(round: number): readonly Moment[] {
  const shares = Array.from({ length: KILLS_PER_ROUND }, (_, kill) => chance('kill', round, kill)).toSorted(
    (a, b) => a - b,
  );
  const moments = shares.map((share) => ({
    name: `at ${Math.round(share * 100)} % of the journal`,
    hasCome: (out: string) => sizeOf(`${out}/journal.jsonl`) >= share * JOURNAL_SHARE * undisturbedBytes,
  }));
  const last: Moment = { name: 'as the files are written', hasCome: (out) => sizeOf(`${out}/index.html`) > 0 };
  return round % 4 === 3 ? [...moments.slice(0, -1), last] : moments;
}

/** Each journal is a little longer or shorter: it holds times. */
const JOURNAL_SHARE = 0.9;

function sizeOf(file: string): number {
  return statSync(join(room.folder, file), { throwIfNoEntry: false })?.size ?? 0;
}

describe.skipIf(process.platform !== 'linux')('kill -9 at any moment (needs Linux: /proc)', () => {
  const rounds = Array.from({ length: Math.ceil(KILLS / KILLS_PER_ROUND) }, (_, round) => round);

  test.each(rounds)(
    'round %i: the marking goes on, and ends with the same files as an undisturbed one',
    async (round) => {
      const out = `round-${round}`;
      for (const moment of momentsOf(round)) {
        const watch = { stop: () => {} };
        const { exitCode } = await mark(out, (pid) => {
          const timer = setInterval(() => {
            if (!moment.hasCome(out)) return;
            clearInterval(timer);
            process.kill(pid, 'SIGKILL');
          }, 2);
          watch.stop = () => clearInterval(timer);
        });
        watch.stop();
        expect(exitCode, moment.name).toBe(null);
        await expect.poll(workers, { timeout: 10_000 }).toEqual([]);
      }
      const { exitCode, stderr } = await mark(out);
      expect(stderr).toBe('');
      expect(exitCode).toBe(3);
      expect(await content(out)).toEqual(await content('undisturbed'));
      // Nothing is marked twice, and nothing is lost.
      const once = [...(await markings('undisturbed')).keys()].map((key) => [key, 1]);
      expect(Object.fromEntries(await markings(out))).toEqual(Object.fromEntries(once));
    },
    120_000,
  );

  test('nothing temporary is left', async () => {
    expect(await readdir(room.temporary)).toEqual([]);
  });
});

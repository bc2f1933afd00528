import { appendFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Journal, readJournal } from './journal.js';
import { JOURNAL_VERSION, type BegunEntry, type EndedEntry } from './journal-entry.js';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'wiremark-journal-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const file = (): string => join(folder, 'journal.jsonl');

const begun: BegunEntry = {
  type: 'begun',
  format: 'wiremark-journal',
  version: JOURNAL_VERSION,
  at: '2026-11-26T12:00:00.000Z',
  wiremark: '0.1.0',
  seed: 'x',
  slow: 1,
  specs: [],
  settings: {},
  roll: [],
  course: { letters: [], attempts: 'last', nothingHandedIn: 'zero' },
  overrides: [],
  isolation: 'plain',
};

const ended = (key: string, reason = 'first'): EndedEntry => ({
  type: 'ended',
  key,
  fingerprint: 'f',
  outcome: { state: 'not-marked', reason },
  submissions: {},
  durationMs: 1,
  remarks: [],
});

async function written(...entries: Parameters<Journal['append']>[0][]): Promise<void> {
  const journal = await Journal.open(file());
  // All at once: they are written in the order in which they came.
  await Promise.all(entries.map((entry) => journal.append(entry)));
  await journal.close();
}

describe('a journal', () => {
  test('that is not there, or is empty, says nothing', async () => {
    expect(await readJournal(file())).toBeUndefined();
    await writeFile(file(), '');
    expect(await readJournal(file())).toBeUndefined();
  });

  test('holds what was added, in order; of two for one submission the last counts', async () => {
    await written(begun, ended('ada'), ended('bob'), ended('ada', 'second'));
    expect(await readJournal(file())).toEqual({
      begun,
      ended: new Map([
        ['ada', ended('ada', 'second')],
        ['bob', ended('bob')],
      ]),
      isDone: false,
    });
  });

  test('is done only if nothing came after that', async () => {
    await written(begun, ended('ada'), { type: 'done' });
    expect(await readJournal(file())).toMatchObject({ isDone: true });
    await written(begun);
    expect(await readJournal(file())).toMatchObject({ isDone: false });
  });

  test('with a line that a crash has torn is read without it, and goes on behind the last whole one', async () => {
    await written(begun, ended('ada'));
    await appendFile(file(), '{"type":"ended","key":"bob","finge');
    expect(await readJournal(file())).toMatchObject({ ended: new Map([['ada', ended('ada')]]) });
    await written(ended('cyd'));
    expect(await readJournal(file())).toMatchObject({
      ended: new Map([
        ['ada', ended('ada')],
        ['cyd', ended('cyd')],
      ]),
    });
    expect(await readFile(file(), 'utf8')).not.toContain('finge"');
  });

  test.each([
    ['text\n', 'line 1 is not one of a journal'],
    ['{"type":"begun","format":"other"}\n', 'it is no journal of wiremark'],
    [`${JSON.stringify({ ...begun, version: 99 })}\n`, 'it is that of another version of wiremark'],
    [`${JSON.stringify(begun)}\n[]\n`, 'line 2 is not one of a journal'],
  ])('%j is refused', async (text, problem) => {
    await writeFile(file(), text);
    expect(await readJournal(file())).toEqual({ problem });
  });
});

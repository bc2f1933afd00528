import type { Plan, Submission } from '../model/plan.js';
import type { Sheet } from '../model/report.js';
import type { RunTrace } from '../model/trace.js';
import { totalOf } from '../report/make-sheet.js';
import type { Journal, JournalRead } from './journal.js';
import type { EndedEntry } from './journal-entry.js';
import type { MarkedSpec, MarkingFolder } from './marking-folder.js';
import { outcomeOf } from './outcome.js';

export interface RejudgeTools {
  readonly from: MarkingFolder;
  readonly to: MarkingFolder;
  readonly journal: Journal;
  readonly planOf: (spec: string, submission: Submission) => Plan;
  readonly rejudge: (plan: Plan, before: Sheet, traces: readonly RunTrace[]) => Sheet;
}

/** Judges a whole marking again from what it has saved, into another folder. Resolves with those whose evidence is gone. */
export async function rejudgeClass({ ended }: JournalRead, tools: RejudgeTools): Promise<readonly string[]> {
  const lost: string[] = [];
  for (const entry of ended.values()) {
    const again = await rejudgeOne(entry, tools);
    if (again === 'lost') lost.push(entry.key);
    await tools.journal.append(again === 'lost' ? entry : again);
  }
  return lost;
}

async function rejudgeOne(
  entry: EndedEntry,
  { from, to, planOf, rejudge }: RejudgeTools,
): Promise<EndedEntry | 'lost'> {
  const report = await from.report(entry.key);
  if (Object.keys(entry.submissions).length === 0) return entry;
  if (!report) return 'lost';
  const marked: MarkedSpec[] = [];
  for (const sheet of report.sheets) {
    const submission = entry.submissions[sheet.spec.id];
    const traces = await from.traces(entry.key, sheet.spec.id);
    if (!submission || !traces) {
      // What was said of it then still holds.
      await to.keep(entry.key, from);
      return 'lost';
    }
    marked.push({ sheet: rejudge(planOf(sheet.spec.id, submission), sheet, traces), traces });
  }
  const sheets = marked.map(({ sheet }) => sheet);
  await to.save(entry.key, { ...report, sheets, totals: totalOf(sheets.flatMap(({ checks }) => checks)) }, marked);
  return { ...entry, outcome: outcomeOf(sheets) };
}

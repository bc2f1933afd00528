import type { Report, Sheet, Totals } from '../model/report.js';
import { echoSheet } from './sample-echo-sheet.test-support.js';
import { lossySheet } from './sample-lossy-sheet.test-support.js';

/** A report with one of everything that a report can hold. */
export function sampleReport(sheets: readonly Sheet[] = [echoSheet(), lossySheet()]): Report {
  return {
    format: 'wiremark-report',
    version: 1,
    run: {
      id: '2026-11-23T22-49-40-71c2',
      startedAt: '2026-11-23T22:49:40.118Z',
      durationMs: 6421.5,
      seed: '71c2',
      slow: 1,
      wiremark: '0.1.0',
      machine: { platform: 'linux x64', cores: 8, node: '20.20.2' },
      isolation: 'bubblewrap: own process, network and file namespaces. Traffic to hosts outside was not observed.',
    },
    sheets,
    totals: addTotals(sheets.map((sheet) => sheet.totals)),
  };
}

function addTotals(all: readonly Totals[]): Totals {
  const sum = (key: keyof Totals) => all.reduce((total, totals) => total + totals[key], 0);
  return {
    points: sum('points'),
    maxPoints: sum('maxPoints'),
    passed: sum('passed'),
    failed: sum('failed'),
    blocked: sum('blocked'),
    inconclusive: sum('inconclusive'),
  };
}

import type { Report } from '../model/report.js';
import { report as reportShape, REPORT_VERSION } from './report-schema.js';
import { visibleString } from './visible-text.js';

/**
 * The text of `report.json`. The same report always makes the same text, whatever order its keys were set in; and the
 * text is safe to print, because everything unseen in it is escaped.
 */
export function encodeReport(report: Report): string {
  const json = JSON.stringify(reportShape.write(report), undefined, 2);
  // A raw line feed never stands inside a JSON string, so these patterns can only match what stringify laid out itself.
  const compact = json.replace(/\{\n\s+("base64": "[^"\n]*")\n\s+\}/g, '{ $1 }');
  return `${compact.replace(UNSEEN, escapeUnits)}\n`;
}

/** The report that `encodeReport` made, byte for byte; or why this text is none, and what to do. */
export function decodeReport(text: string): Report | { readonly problem: string } {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return { problem: `This is not JSON: the file was cut off, or is something else. ${WHICH_FILE}` };
  }
  const { format, version } = (typeof json === 'object' && json !== null ? json : {}) as Record<string, unknown>;
  if (format !== 'wiremark-report') {
    return {
      problem: `This is JSON, but not a report of wiremark: its "format" is not "wiremark-report". ${WHICH_FILE}`,
    };
  }
  if (version !== REPORT_VERSION) return { problem: otherVersion(version, json) };
  const misfit = reportShape.misfit(json, 'report');
  if (misfit !== undefined) {
    return { problem: `This report was damaged or edited: ${misfit}. Make it anew by running the marking again.` };
  }
  return reportShape.read(json);
}

const WHICH_FILE = 'Give the report.json from the folder of a run, like reports/RUN/report.json.';
/** What a terminal would not show as it is. JSON.stringify leaves these raw, all but the first few of them. */
const UNSEEN = /[\p{Cf}\p{Co}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\p{Noncharacter_Code_Point}\u007f-\u009f]/gu;

function escapeUnits(character: string): string {
  return Array.from(
    { length: character.length },
    (_, at) => `\\u${character.charCodeAt(at).toString(16).padStart(4, '0')}`,
  ).join('');
}

function otherVersion(version: unknown, json: unknown): string {
  const shown = typeof version === 'number' ? `of version ${version}` : 'of no known version';
  const run = (json as { run?: { wiremark?: unknown } | null }).run;
  const maker = typeof run?.wiremark === 'string' ? visibleString(run.wiremark).slice(0, 40) : undefined;
  const from = maker === undefined ? '' : `, written by wiremark ${maker}`;
  const toDo =
    typeof version === 'number' && version > REPORT_VERSION
      ? 'Update wiremark, or render the report'
      : 'Run the marking again, or render the report';
  return `This report is ${shown}${from}; this wiremark reads version ${REPORT_VERSION}. ${toDo} with the wiremark that wrote it.`;
}

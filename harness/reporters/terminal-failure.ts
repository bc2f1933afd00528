import type { CheckReport, ExchangeEvent, FindingReport, OutputReport } from '../model/report.js';
import type { Comparison } from '../model/verdict.js';
import { failingPart } from './failing-part.js';
import { hexOf, hexRows, textOf, type HexRow } from './hex-view.js';
import { windowOf } from './line-window.js';
import { withOwnFolder } from './own-folder.js';
import type { Paint } from './paint.js';
import type { SheetRemark } from './sheet-remarks.js';
import { tellingLines } from './telling-lines.js';
import { quotedExcerpt } from './quoted-excerpt.js';
import { visibleLines } from './visible-text.js';
import { counted, earnedText, momentText, VERDICTS, WITHHELD_BECAUSE } from './wording.js';
import { sayLate, writtenLines } from './written-output.js';

export interface FailureOptions {
  readonly paint: Paint;
  readonly columns: number;
  /** All of the wire, not only what passed when it failed. */
  readonly showWire: boolean;
}

/** Of the wire and of a program's output so many lines are shown; the HTML report has the rest. */
const WIRE_LINES = 8;
const OUTPUT_LINES = 6;
/** A compiler takes five or six for one error. */
const BUILD_LINES = 12;

/** One check in full: what it asks, what came, why, and how to run it again. */
export function renderFailure(saved: CheckReport, options: FailureOptions): string {
  const check = withOwnFolder(saved);
  const { paint } = options;
  const { mark } = VERDICTS[check.status];
  const colour = check.status === 'passed' ? 'green' : check.status === 'failed' ? 'red' : 'yellow';
  const [first] = check.findings;
  const place = first ? `  ${paint('dim', `${first.source.file}:${first.source.line}:${first.source.column}`)}` : '';
  const lines = [`${paint(colour, `${mark} ${check.id}`)}  ${paint('bold', check.name)}  ${earnedText(check)}${place}`];
  if (check.inconclusive)
    lines.push(
      ...wrap(`${WITHHELD_BECAUSE[check.inconclusive.because]} ${check.inconclusive.detail}`, options.columns - 2).map(
        (line) => `  ${line}`,
      ),
      '  No marks were taken.',
    );
  for (const finding of check.findings.slice(0, MOST_FINDINGS))
    lines.push(...renderFinding(finding, check.runs.length > 1, options));
  if (check.findings.length > MOST_FINDINGS)
    lines.push(`  … and ${counted(check.findings.length - MOST_FINDINGS, 'more finding')}: see the HTML report`);
  const property = check.runs.length === 1 ? check.runs[0]?.label : undefined;
  if (property && check.status === 'failed') lines.push(labelled('size', property, options));
  if (check.diagnosis) {
    const { title, evidence, advice } = check.diagnosis;
    lines.push(labelled('why?', `${title} ${evidence}`, options, 'yellow'), labelled('do', advice, options, 'yellow'));
  }
  for (const hint of new Set([first?.hint, check.hint]))
    if (hint !== undefined) lines.push(labelled('hint', hint, options, 'yellow'));
  for (const [index, value] of (check.values ?? []).slice(0, MOST_VALUES).entries())
    lines.push(labelled(index === 0 ? 'with' : '', value, options));
  for (const { summary } of check.remarks ?? []) lines.push(labelled('note', summary, options));
  if (check.damage.length > 0) lines.push(labelled('link', check.damage.slice(0, 4).join(' · '), options));
  lines.push(...renderWire(check, options), ...check.output.flatMap((output) => renderOutput(output, options)));
  if (first) lines.push(labelled('more', `npx wiremark explain ${first.code}`, options, 'cyan'));
  if (check.status !== 'passed') lines.push(labelled('again', check.again, options, 'cyan'));
  return `${lines.join('\n')}\n`;
}

const MOST_FINDINGS = 3;
const MOST_VALUES = 10;

function renderFinding(finding: FindingReport, hasManyRuns: boolean, { paint, columns }: FailureOptions): string[] {
  const { source } = finding;
  const gutter = String(source.line).padStart(4);
  const widest = Math.max(40, columns - 8);
  const { text, before, marked } = windowOf(source.text, { from: source.column, to: source.endColumn, widest });
  const run = hasManyRuns ? `${finding.run}: ` : '';
  return [
    `${paint('dim', `${gutter} |`)} ${text}`,
    `${paint('dim', '     |')} ${' '.repeat(before)}${paint('red', '^'.repeat(Math.max(1, marked)))}`,
    ...(finding.usedAt ?? []).map((used) =>
      paint('dim', `${String(used.line).padStart(4)} | ${shortened(used.text.trim(), widest)}   (uses the block)`),
    ),
    ...wrap(`${run}${finding.summary}`, columns - 2).map((line) => `  ${paint('bold', line)}`),
    ...(finding.comparison ? renderComparison(finding.comparison, finding.code, paint) : []),
  ];
}

function shortened(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, most - 1)}…`;
}

/** Expected above actual, hex beside text, a caret under the first wrong byte. */
function renderComparison(comparison: Comparison, code: string, paint: Paint): string[] {
  const { expected, actual, wanted, differsAt } = comparison;
  if (!expected || differsAt === undefined) {
    const came = visibleLines(actual.data);
    // What a compiler complains of first is what the rest follows from.
    const lines = code === 'not-built' ? came.slice(0, BUILD_LINES) : tellingLines(came, OUTPUT_LINES);
    return [
      `  ${paint('dim', 'want')}  ${wanted}`,
      ...(lines.length === 0
        ? [`  ${paint('dim', 'got ')}  nothing`]
        : lines.map((line, index) => `  ${paint('dim', index === 0 ? 'got ' : '    ')}  ${line.slice(0, 160)}`)),
    ];
  }
  const same =
    differsAt > 0
      ? [`  ${paint('dim', `the first ${counted(differsAt, 'byte')} ${differsAt === 1 ? 'is' : 'are'} the same`)}`]
      : [];
  const wantedRow = rowAt(hexRows(expected, differsAt), differsAt);
  const gotRow = rowAt(hexRows(actual, differsAt), differsAt);
  const cell = differsAt % 16;
  const caret = ' '.repeat(2 + 'want'.length + 2 + 6 + cell * 3 + (cell >= 8 ? 1 : 0));
  return [
    ...same,
    `  ${paint('dim', 'want')}  ${renderRow(wantedRow, differsAt)}`,
    `  ${paint('dim', 'got ')}  ${renderRow(gotRow, differsAt)}`,
    `${caret}${paint('red', '^^')}`,
  ];
}

function rowAt(rows: readonly HexRow[], offset: number): HexRow | undefined {
  return rows.find((row) => offset >= row.offset && offset < row.offset + 16);
}

function renderRow(row: HexRow | undefined, offset: number): string {
  if (!row) return `${String(offset - (offset % 16)).padStart(5)} nothing`;
  return `${String(row.offset).padStart(5)} ${hexOf(row).padEnd(48)}  ${textOf(row)}`;
}

function renderWire(check: CheckReport, { paint, columns, showWire }: FailureOptions): string[] {
  const { before, shown, after } = showWire
    ? { before: 0, shown: check.exchange, after: 0 }
    : failingPart(check, WIRE_LINES);
  const lines = shown.events.map(
    (event) => `${paint('dim', momentText(event.atMs).padStart(9))}  ${sayEvent(event, columns - 20)}`,
  );
  return [
    ...(before > 0 ? [`… ${counted(before, 'event')} before`] : []),
    ...lines,
    ...(after > 0 ? ['… and more behind it'] : []),
  ].map((line, index) => `  ${paint('dim', index === 0 ? 'wire ' : '     ')} ${line}`);
}

function sayEvent(event: ExchangeEvent, width: number): string {
  switch (event.kind) {
    case 'note':
      return `${event.at}: ${event.text}`;
    case 'signal':
      return `${event.from} → ${event.to}  ${event.text}`;
    case 'message': {
      const head = `${event.from} → ${event.to}  ${counted(event.length, 'byte')}`;
      const room = Math.max(8, width - head.length - 4);
      return `${head}  ${quotedExcerpt(event.data, room, event.length)}${event.damage ? `  (${event.damage})` : ''}`;
    }
  }
}

function renderOutput(output: OutputReport, { paint, columns }: FailureOptions): string[] {
  const lines = writtenLines(output);
  const shown = tellingLines(lines, OUTPUT_LINES);
  const isCut = lines.length > shown.length || output.tail.length > 0;
  const cut = isCut ? ` (a part of ${counted(output.length, 'byte')}; all: ${output.log})` : '';
  return [
    `  ${paint('dim', `the ${output.program} wrote to ${output.stream}${cut}${sayLate(output)}:`)}`,
    ...shown.map((line) => `    ${paint('dim', '│')} ${shortened(line, Math.max(40, columns - 8))}`),
  ];
}

function labelled(
  label: string,
  text: string,
  { paint, columns }: FailureOptions,
  colour: 'yellow' | 'cyan' | 'dim' = 'dim',
): string {
  return wrap(text, label === 'again' ? Number.POSITIVE_INFINITY : columns - 8)
    .map((line, index) => `  ${paint(colour, (index === 0 ? label : '').padEnd(5))} ${line}`)
    .join('\n');
}

/** What was seen of a submission besides its verdicts. */
export function renderRemark(
  { code, summary, where }: SheetRemark,
  { paint, columns }: Omit<FailureOptions, 'showWire'>,
): string {
  const lines = [...wrap(summary, columns - 2), ...wrap(`${where}. It costs no points.`, columns - 2)];
  const text = lines.map((line, index) => `${index === 0 ? paint('yellow', '!') : ' '} ${line}`).join('\n');
  return `${text}\n${labelled('more', `npx wiremark explain ${code}`, { paint, columns, showWire: false }, 'cyan')}\n`;
}

/** Lines of at most so many characters, broken at blanks. */
function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else {
      line = line === '' ? word : `${line} ${word}`;
    }
  }
  return [...lines, line];
}

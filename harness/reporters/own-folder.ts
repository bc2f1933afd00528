import type { CheckReport, OutputReport } from '../model/report.js';
import type { Comparison } from '../model/verdict.js';

/**
 * A check for people: where programs name the copy of the submission that they ran in (a traceback does, in each of its
 * lines), the folder stands that their student knows. `report.json` and the logs keep what was printed.
 */
export function withOwnFolder(check: CheckReport): CheckReport {
  if (!check.copy) return check;
  const { seenAs, of: folder } = check.copy;
  const names =
    folder === ''
      ? ([
          [`${seenAs}/`, ''],
          [seenAs, '.'],
        ] as const)
      : ([[seenAs, folder]] as const);
  const inText = (text: string): string => names.reduce((renamed, [copy, own]) => renamed.replaceAll(copy, own), text);
  const inBytes = (bytes: Uint8Array): Uint8Array => {
    const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
    // Names are UTF-8 in what was printed.
    const renamed = names.reduce((all, [copy, own]) => all.replaceAll(latin1(copy), latin1(own)), text);
    return renamed === text ? bytes : new Uint8Array(Buffer.from(renamed, 'latin1'));
  };
  return {
    ...check,
    findings: check.findings.map((finding) => ({
      ...finding,
      summary: inText(finding.summary),
      ...(finding.comparison && { comparison: inComparison(finding.comparison, inBytes) }),
    })),
    ...(check.remarks && {
      remarks: check.remarks.map((remark) => ({ ...remark, summary: inText(remark.summary) })),
    }),
    ...(check.diagnosis && { diagnosis: { ...check.diagnosis, evidence: inText(check.diagnosis.evidence) } }),
    output: check.output.map((output) => inOutput(output, inBytes)),
  };
}

function inComparison(comparison: Comparison, rename: (bytes: Uint8Array) => Uint8Array): Comparison {
  // What passed on the wire is shown as it was, and so is that in which an offset counts.
  if (!comparison.printed || comparison.differsAt !== undefined) return comparison;
  const { actual } = comparison;
  const data = rename(actual.data);
  return { ...comparison, actual: { ...actual, data, length: actual.length + data.length - actual.data.length } };
}

function inOutput(output: OutputReport, rename: (bytes: Uint8Array) => Uint8Array): OutputReport {
  const head = rename(output.head);
  const tail = rename(output.tail);
  const added = head.length + tail.length - output.head.length - output.tail.length;
  return { ...output, head, tail, length: output.length + added };
}

function latin1(text: string): string {
  return Buffer.from(text).toString('latin1');
}

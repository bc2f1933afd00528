import type { GradedStudent } from './graded-student.js';

export interface FeedbackFile {
  /** In the archive. */
  readonly name: string;
  readonly content: Uint8Array;
}

/** A student whose report cannot be handed back in this way, and why. */
export interface LeftOut {
  readonly id: string;
  readonly name: string;
  readonly why: string;
}

/**
 * The archive of feedback files that Moodle takes for a whole class ("Upload multiple feedback files in a zip"): in it
 * each report lies in a folder with the name that the student's download had, from which
 * `mod/assign/feedback/file/importziplib.php` reads whose it is. The same reports always make the same bytes.
 */
export async function moodleFeedback(
  graded: readonly GradedStudent[],
  readReport: (path: string) => Promise<Uint8Array>,
): Promise<{ readonly bytes: Buffer; readonly leftOut: readonly LeftOut[] }> {
  const files: FeedbackFile[] = [];
  const leftOut: LeftOut[] = [];
  for (const { student } of graded) {
    const { id, name, platformName, report } = student;
    if (report === undefined) leftOut.push({ id, name, why: 'has no report' });
    else if (platformName === undefined || !FOLDER.test(platformName))
      leftOut.push({ id, name, why: 'was not downloaded from Moodle, which could not tell whose report it is' });
    else files.push({ name: `${platformName}/report.html`, content: await readReport(report) });
  }
  return { bytes: await zipOf(files), leftOut };
}

/** Nothing else is understood there; and a name with a slash would be another folder. */
const FOLDER = /^[^_/\\]+_\d+_assignsubmission_[a-z]+_?$/;

/** The earliest time that a zip can hold: when a report was made is no part of what it says. */
const NO_TIME = new Date(1980, 0, 1);

async function zipOf(files: readonly FeedbackFile[]): Promise<Buffer> {
  const { default: yazl } = await import('yazl');
  const zip = new yazl.ZipFile();
  for (const { name, content } of files)
    zip.addBuffer(Buffer.from(content), name, { mtime: NO_TIME, mode: 0o100644, forceDosTimestamp: true });
  zip.end();
  const chunks: Buffer[] = [];
  for await (const chunk of zip.outputStream as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks);
}

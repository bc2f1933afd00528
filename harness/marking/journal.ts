import { open, readFile, truncate, type FileHandle } from 'node:fs/promises';
import { JOURNAL_VERSION, type BegunEntry, type EndedEntry, type JournalEntry } from './journal-entry.js';

/**
 * A file of lines that are only ever added. What `append` has resolved for is on disk, and survives a crash, a kill and
 * a power cut; a line that a crash has torn is as if it had never been begun.
 */
export class Journal {
  private readonly handle: FileHandle;
  private waiting: string[] = [];
  private written: Promise<void> = Promise.resolve();
  /** Why nothing can be added any more. */
  failure: unknown;

  private constructor(handle: FileHandle) {
    this.handle = handle;
  }

  /** Opens a journal to go on with, or a new one. */
  static async open(file: string): Promise<Journal> {
    const handle = await open(file, 'a', 0o644);
    const text = await readFile(file, 'utf8');
    const whole = text.lastIndexOf('\n') + 1;
    if (whole < text.length) await truncate(file, Buffer.byteLength(text.slice(0, whole)));
    return new Journal(handle);
  }

  /** Entries that come while the disk is busy are written together, in the order in which they came. */
  append(entry: JournalEntry): Promise<void> {
    this.waiting.push(`${JSON.stringify(entry)}\n`);
    this.written = this.written.then(() => this.write());
    return this.written;
  }

  async close(): Promise<void> {
    await this.written.catch(() => {});
    await this.handle.close();
  }

  private async write(): Promise<void> {
    if (this.waiting.length === 0) return;
    const text = this.waiting.join('');
    this.waiting = [];
    try {
      await this.handle.appendFile(text);
      await this.handle.datasync();
    } catch (error) {
      this.failure ??= error;
      throw error;
    }
  }
}

/** What a journal says so far. */
export interface JournalRead {
  /** The last one. */
  readonly begun: BegunEntry;
  /** By key; of two for one submission the last. */
  readonly ended: ReadonlyMap<string, EndedEntry>;
  /** Nothing was left to do. */
  readonly isDone: boolean;
}

/** Reads a journal; undefined where there is none, or an empty one. */
export async function readJournal(file: string): Promise<JournalRead | { readonly problem: string } | undefined> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
  let begun: BegunEntry | undefined;
  let isDone = false;
  const ended = new Map<string, EndedEntry>();
  // What follows the last line feed was never written to its end.
  for (const [at, line] of text.split('\n').slice(0, -1).entries()) {
    const entry = parseEntry(line);
    if (!entry) return { problem: `line ${at + 1} is not one of a journal` };
    if (at === 0 && (entry.type !== 'begun' || entry.format !== 'wiremark-journal'))
      return { problem: 'it is no journal of wiremark' };
    if (entry.type === 'begun' && (entry.version as number) !== JOURNAL_VERSION)
      return { problem: 'it is that of another version of wiremark' };
    if (entry.type === 'begun') begun = entry;
    if (entry.type === 'ended') ended.set(entry.key, entry);
    isDone = entry.type === 'done';
  }
  return begun && { begun, ended, isDone };
}

function parseEntry(line: string): JournalEntry | undefined {
  try {
    const entry = JSON.parse(line) as JournalEntry;
    return typeof entry === 'object' && entry !== null && typeof entry.type === 'string' ? entry : undefined;
  } catch {
    return undefined;
  }
}

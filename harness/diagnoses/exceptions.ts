import type { Evidence } from './diagnosis.js';
import { commandOf, ownEndOf, printedBy, programOf } from './programs.js';
import { cut } from './say.js';

/** An exception that a program told of on standard error. */
export interface Raised {
  readonly language: 'Python' | 'Node' | 'Java';
  readonly type: string;
  readonly message: string;
  /** The deepest place in the student's own files. */
  readonly place?: { readonly file: string; readonly line: number; readonly source?: string };
  readonly atMs: number;
  /** It ended the whole program, not only a thread or the serving of one client. */
  readonly isFatal: boolean;
  /** The program caught it, and told of it itself; where a language shows no difference, this is not known. */
  readonly isCaught: boolean;
}

/** The exceptions of the finding's program, in order. */
export function exceptionsOf(evidence: Evidence): readonly Raised[] {
  const lines = linesOf(evidence);
  const program = programOf(evidence);
  const started = evidence.trace.events.find((event) => event.type === 'started' && event.program === program);
  const folder = started?.type === 'started' ? started.folder : evidence.plan.submission.root;
  const found = [...inPython(lines), ...inNode(lines), ...inJava(lines)].toSorted((a, b) => a.atMs - b.atMs);
  const end = ownEndOf(evidence);
  return found.map(({ frames, thrownInThread, isCaught = false, ...raised }) => {
    const place = placeOf(frames, folder, commandOf(evidence));
    const isLast = !found.some((other) => other.atMs > raised.atMs);
    return {
      ...raised,
      ...(place && { place }),
      isFatal: isLast && !thrownInThread && !isCaught && end !== undefined && end.code !== 0,
      isCaught,
    };
  });
}

interface Line {
  readonly text: string;
  readonly atMs: number;
}

interface Frame {
  readonly file: string;
  readonly line: number;
  readonly source?: string;
}

interface Found {
  readonly language: Raised['language'];
  readonly type: string;
  readonly message: string;
  readonly atMs: number;
  readonly frames: readonly Frame[];
  readonly thrownInThread: boolean;
  readonly isCaught?: true;
}

/** Lines with the time at which their end was written. */
function linesOf(evidence: Evidence): Line[] {
  const lines: Line[] = [];
  const decoder = new TextDecoder();
  let open = '';
  for (const { data, atMs } of printedBy(evidence, 'stderr')) {
    const parts = (open + decoder.decode(data, { stream: true })).split(/\r?\n/);
    open = parts.pop() ?? '';
    for (const text of parts) lines.push({ text, atMs });
  }
  const atMs = printedBy(evidence, 'stderr').at(-1)?.atMs ?? 0;
  return open === '' ? lines : [...lines, { text: open, atMs }];
}

const PYTHON_FRAME = /^\s*File "(.+)", line (\d+)(?:, in .+)?$/;
/** `ValueError: …`, `socket.gaierror: …`, `KeyError`; never indented, always after at least one frame. */
const PYTHON_RAISED = /^([A-Za-z_][\w.]*)(?:: (.*))?$/;
/** It was on its way out when another came, which is told after it. */
const PYTHON_CHAINED = /^(?:During handling of the above exception|The above exception was the direct cause)/;
/** Told without a frame: nothing of the file could be read. */
const PYTHON_UNREAD = /^SyntaxError: (Non-UTF-8 code starting with .+) in file (.+) on line (\d+), but /;
const PYTHON_SURVIVED =
  /^(?:Exception in thread |Exception occurred during processing of request|Task exception was never retrieved|Exception in callback|Exception ignored in|future: |Traceback .*logging)/;

function inPython(lines: readonly Line[]): Found[] {
  const found: Found[] = [];
  let frames: Frame[] = [];
  let survived = false;
  for (const [index, { text, atMs }] of lines.entries()) {
    const frame = PYTHON_FRAME.exec(text);
    if (frame) {
      const source = lines[index + 1]?.text;
      frames.push({
        file: frame[1] ?? '',
        line: Number(frame[2]),
        ...(source !== undefined && /^\s{4}/.test(source) && { source: source.trim() }),
      });
      continue;
    }
    const unread = PYTHON_UNREAD.exec(text);
    if (unread) {
      const [, message = '', file = '', line] = unread;
      const at = [{ file, line: Number(line) }];
      found.push({ language: 'Python', type: 'SyntaxError', message, atMs, frames: at, thrownInThread: false });
    }
    if (PYTHON_SURVIVED.test(text)) survived = true;
    if (PYTHON_CHAINED.test(text)) found.pop();
    if (frames.length === 0 || /^\s/.test(text) || text === '') continue;
    const raised = PYTHON_RAISED.exec(text);
    if (raised) {
      const type = (raised[1] ?? '').replace(/^(?:__main__|builtins)\./, '');
      if (type !== 'KeyboardInterrupt' && type !== 'SystemExit')
        found.push({ language: 'Python', type, message: raised[2] ?? '', atMs, frames, thrownInThread: survived });
    }
    frames = [];
    survived = false;
  }
  return found;
}

function inNode(lines: readonly Line[]): Found[] {
  return lines.flatMap(({ text, atMs }, index): Found[] => {
    const raised = /^(?:Uncaught )?([A-Za-z_$][\w$]*Exception|[\w$]*Error)(?: \[\w+\])?: (.*)$/.exec(text);
    const stack = lines.slice(index + 1).map((line) => line.text);
    if (!raised || !/^\s+at /.test(stack[0] ?? '') || JAVA_FRAME.test(stack[0] ?? '')) return [];
    const frames = stack.slice(0, stack.findIndex((line) => !/^\s+at /.test(line)) >>> 0).flatMap((line): Frame[] => {
      const frame = /(?:\(|at )(?:file:\/\/)?([^()]+?):(\d+):\d+\)?$/.exec(line);
      return frame && !frame[1]?.startsWith('node:') ? [{ file: frame[1] ?? '', line: Number(frame[2]) }] : [];
    });
    return [
      {
        language: 'Node',
        type: raised[1] ?? '',
        message: raised[2] ?? '',
        atMs,
        frames: frames.toReversed(),
        thrownInThread: false,
      },
    ];
  });
}

/** What nobody caught is told with its thread; what was caught, by printStackTrace, without one. */
const JAVA_RAISED = /^(?:Exception in thread "([^"]*)" )?([\w.$]+)(?:: (.*))?$/;
const JAVA_FRAME = /^\s+at \S+\((?:[\w$]+\.java(?::\d+)?|Native Method|Unknown Source)\)$/;

function inJava(lines: readonly Line[]): Found[] {
  return lines.flatMap(({ text, atMs }, index): Found[] => {
    const raised = JAVA_RAISED.exec(text);
    if (!raised) return [];
    const isCaught = raised[1] === undefined;
    const stack = lines.slice(index + 1).map((line) => line.text);
    if (isCaught && !JAVA_FRAME.test(stack[0] ?? '')) return [];
    const frames = stack.slice(0, stack.findIndex((line) => !/^\s+at /.test(line)) >>> 0).flatMap((line): Frame[] => {
      const frame = /^\s+at (?!java|jdk|sun)[\w.$<>]+\(([\w$]+\.java):(\d+)\)$/.exec(line);
      return frame ? [{ file: frame[1] ?? '', line: Number(frame[2]) }] : [];
    });
    return [
      {
        language: 'Java',
        type: raised[2] ?? '',
        message: raised[3] ?? '',
        atMs,
        frames: frames.toReversed(),
        thrownInThread: !isCaught && raised[1] !== 'main',
        ...(isCaught && { isCaught }),
      },
    ];
  });
}

/** The last frame that lies in the submission: what the libraries beneath it did was asked for there. */
function placeOf(frames: readonly Frame[], folder: string, command: string): Raised['place'] {
  const own = frames.findLast(({ file }) => isOwn(file, folder, command));
  if (!own) return undefined;
  const inFolder = own.file.indexOf(`${folder}/`);
  const file = inFolder >= 0 ? own.file.slice(inFolder + folder.length + 1) : (own.file.split('/').at(-1) ?? own.file);
  return { file: cut(file, 40), line: own.line, ...(own.source !== undefined && { source: cut(own.source, 60) }) };
}

function isOwn(file: string, folder: string, command: string): boolean {
  if (/[/\\](?:lib[/\\]python|site-packages|node_modules)|^</.test(file)) return false;
  // A folder may be named relative to where wiremark was called.
  return (
    file.includes(folder) ||
    !file.startsWith('/') ||
    command.split(' ').some((word) => word !== '' && file.endsWith(`/${word}`))
  );
}

/** Where and what, as one sentence: `Line 18 of server.py (msg = data.decode()) raised it: …`. */
export function sayRaised({ type, message, place }: Raised): string {
  const what = message === '' ? type : `${type}: ${cut(message, 110)}`;
  if (!place) return `It said: ${ended(what)}`;
  const source = place.source === undefined ? '' : ` (${place.source})`;
  return ended(`Line ${place.line} of ${place.file}${source} raised ${what}`);
}

function ended(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}

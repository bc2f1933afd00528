import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { decodeLeniently } from './decode-leniently.js';

/** What lies in a submission's folder, as far as its programs can be told from it. */
export interface Survey {
  readonly files: readonly SurveyedFile[];
}

export interface SurveyedFile {
  /** Relative to the survey's folder, with `/`. */
  readonly path: string;
  /** Its text, for evidence only; empty where it is too long to be a beginner's source, or comes after too many of them. */
  readonly text: string;
  readonly isUtf8: boolean;
}

/** Folders that hold no work of the student's, or too much of others'. */
const PASSED_OVER = new Set([
  'node_modules',
  'venv',
  'env',
  '__pycache__',
  '__MACOSX',
  'site-packages',
  'target',
  'dist',
]);

const SOURCES = /\.(py|js|mjs|cjs|java|c|h|cpp|cc|cxx|hpp|go)$|^(makefile|package\.json|go\.mod)$/i;

/** Deeper than this lies no beginner's program; the bounds keep a hostile folder from costing much. */
const DEEPEST = 10;
const MOST_FILES = 400;
const MOST_BYTES = 200_000;
const MOST_BYTES_IN_ALL = 10_000_000;

const UNREAD = { text: '', isUtf8: true };

/** Looks through a folder. It reads sources only, follows no links, and stops at its bounds. */
export function surveyFolder(folder: string, deepest = DEEPEST): Survey {
  const files: SurveyedFile[] = [];
  let left = MOST_BYTES_IN_ALL;
  const look = (path: string, depth: number): void => {
    for (const entry of entriesOf(join(folder, path))) {
      if (files.length >= MOST_FILES) return;
      const inner = path === '' ? entry.name : `${path}/${entry.name}`;
      if (entry.isDirectory()) {
        if (depth < deepest && !PASSED_OVER.has(entry.name)) look(inner, depth + 1);
      } else if (entry.isFile() && SOURCES.test(entry.name)) {
        const { size } = statSync(join(folder, inner));
        const isRead = size <= Math.min(MOST_BYTES, left);
        left -= isRead ? size : 0;
        files.push({ path: inner, ...(isRead ? decodeLeniently(readFileSync(join(folder, inner))) : UNREAD) });
      }
    }
  };
  look('', 0);
  return { files };
}

/**
 * A folder that holds nothing but one folder stands for it, unless that is a package of Python, which is started by its
 * name. Only one deep: a folder below may be a package that imports itself by name.
 */
export function folderOfPrograms(folder: string): string {
  const entries = entriesOf(folder).filter(({ name }) => !PASSED_OVER.has(name));
  const [only] = entries;
  if (entries.length !== 1 || !only?.isDirectory()) return folder;
  const inner = join(folder, only.name);
  return existsSync(join(inner, '__init__.py')) || importsItself(inner, only.name) ? folder : inner;
}

/** A package of Python, and a module of it: `from src.net import run`, `from src import net`. */
const IMPORTED_OF = /^(?:from|import)[ \t]+([\p{L}\w]+)(?:\.|[ \t]+import[ \t]+)([\p{L}\w]+)/gmu;

/** Whether a file of it imports another one by the name of the folder: it is a package, too. */
function importsItself(folder: string, name: string): boolean {
  const modules = new Set(entriesOf(folder).map((entry) => entry.name.replace(/\.py$/, '')));
  return surveyFolder(folder, 0).files.some(
    ({ path, text }) =>
      path.endsWith('.py') &&
      [...text.matchAll(IMPORTED_OF)].some(([, from, module = '']) => from === name && modules.has(module)),
  );
}

/** What is hidden is left out, and what has a name that is no text: nothing can be found by that. */
function entriesOf(folder: string) {
  return readdirSync(folder, { withFileTypes: true })
    .filter(({ name }) => !name.startsWith('.') && !name.includes('\uFFFD'))
    .toSorted((a, b) => Number(a.isDirectory()) - Number(b.isDirectory()) || a.name.localeCompare(b.name, 'en'));
}

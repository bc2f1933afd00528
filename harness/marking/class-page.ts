import type { GradedStudent } from '../gradebook/graded-student.js';
import type { Results } from '../gradebook/results.js';
import type { MarkedEntry } from './graded-class.js';

/** `index.html`: the class at a glance. */
export function classPage(
  _entries: readonly MarkedEntry[],
  _graded: readonly GradedStudent[],
  results: Results,
): string {
  return `<!doctype html><title>${results.students.length}</title>\n`;
}

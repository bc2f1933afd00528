import type { JSX } from 'preact';
import { Shown } from '../html/shown.js';
import type { ClassStudent } from './class-view.js';

/** A student's name, as the way to the report. */
export function StudentLink({ student }: { readonly student: ClassStudent }): JSX.Element {
  const name = <Shown text={student.name} most={80} />;
  return student.report === undefined ? name : <a href={encodeURI(student.report)}>{name}</a>;
}

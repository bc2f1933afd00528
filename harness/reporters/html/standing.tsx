import type { JSX } from 'preact';
import { Shown } from './shown.js';

/** What a course makes of a marking: for the page of a student in a class. */
export interface Standing {
  /** Whose work it is. */
  readonly student: string;
  /** `8.5 of 10, B`; undefined where there is no grade, or none yet. */
  readonly grade?: string;
  /** How it came about, rule by rule, and what a person has said. */
  readonly sentences: readonly string[];
}

/** The grade, with all that led to it. */
export function StandingSection({ standing: { grade, sentences } }: { readonly standing: Standing }): JSX.Element {
  return (
    <section class="standing" aria-labelledby="standing">
      <h2 id="standing">
        {grade === undefined ? (
          'No grade yet'
        ) : (
          <>
            Grade: <Shown text={grade} most={80} />
          </>
        )}
      </h2>
      <ul>
        {sentences.map((sentence) => (
          <li>
            <Shown text={sentence} most={1000} />
          </li>
        ))}
      </ul>
    </section>
  );
}

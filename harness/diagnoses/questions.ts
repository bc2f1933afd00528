import type { Evidence } from './diagnosis.js';
import { lastLine, programOf } from './programs.js';

/** What a program asked at the keyboard. */
export interface Asked {
  /** The line that the program printed last, before it was answered. */
  readonly question: string;
  /** What was typed, and when; undefined where it still waits. */
  readonly answer?: { readonly text: string; readonly by: 'habit' | 'enter' | 'script'; readonly atMs: number };
}

/** All that it asked, in order. What it printed last counts as a question, too: whether it is one, others must see. */
export function asked(evidence: Evidence): readonly Asked[] {
  const program = programOf(evidence);
  const all: Asked[] = [];
  let printed = '';
  for (const event of evidence.trace.events) {
    if (!('program' in event) || event.program !== program) continue;
    if (event.type === 'printed' && event.stream === 'stdout') printed += new TextDecoder().decode(event.data);
    if (event.type !== 'typed') continue;
    const text = new TextDecoder().decode(event.data).trimEnd();
    all.push({ question: lastLine(printed), answer: { text, by: event.by, atMs: event.atMs } });
    printed = '';
  }
  return [...all, { question: lastLine(printed) }];
}

/** How a student says what a question is to be answered. */
export function sayAnswers(program: string, question: string): string {
  const words = /\p{L}[\p{L} ]*/u.exec(question)?.[0].trim() ?? 'its words';
  return `Or say in a file wiremark.yaml what it wants to hear: programs: { ${program}: { answers: { "WHAT IT WANTS": "${words}" } } }.`;
}

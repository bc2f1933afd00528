import type { ProgramEffect } from '../model/language.js';

/** What a program has come to, as far as the script alone can tell; `line`: of the step that says so, 0 where the spec does. */
export interface Life {
  /** `ended`: it may be started again, and what it printed can still be looked at. `any`: it depends on the way that was gone. */
  readonly is: 'running' | 'killed' | 'ended' | 'any';
  readonly line: number;
  /** The line that has ended its input. */
  readonly deafSince?: number;
}

/** What a step does to a program that was started before it. */
type Effect = Exclude<ProgramEffect, { readonly kind: 'starts' }> | { readonly kind: 'is-connected-to' };

/** What no program could do, after what has become of it. */
interface TooMuch {
  readonly code: 'E071' | 'E074';
  readonly message: string;
  readonly suggestion: string;
}

const ELSEWHERE = 'put it before that, or start the program again';

/** What is wrong with a step that asks this of `program`; undefined where it may be asked. */
export function askedTooMuch(program: string, effect: Effect, life: Life): TooMuch | undefined {
  const gone = whyGone(life);
  switch (effect.kind) {
    case 'ends':
      if (life.is !== 'killed' || !effect.bySelf) return undefined;
      return {
        code: 'E074',
        message: `no program can do this: "${program}" cannot end by itself, because ${gone}`,
        suggestion: 'write `exits: any`, which only waits for its end',
      };
    case 'runs':
    case 'is-connected-to':
      if (gone === undefined) return undefined;
      return {
        code: 'E074',
        message: `no program can do this: "${program}" ${effect.kind === 'runs' ? 'runs no more' : 'takes no connection'}, because ${gone}`,
        suggestion: ELSEWHERE,
      };
    case 'signalled':
      if (gone === undefined) return undefined;
      return { code: 'E071', message: `nobody is there to be sent a signal: ${gone}`, suggestion: ELSEWHERE };
    case 'types':
      if (gone !== undefined) return { code: 'E071', message: `nobody can read this: ${gone}`, suggestion: ELSEWHERE };
      if (life.deafSince === undefined) return undefined;
      return {
        code: 'E071',
        message: `nobody can read this: line ${life.deafSince} has ended the input of "${program}"`,
        suggestion: 'type it before `eof`',
      };
    case 'ends-input':
      return undefined;
  }
}

/** What it has come to behind a step of this line. */
export function after(effect: Effect, life: Life, line: number): Life {
  switch (effect.kind) {
    case 'ends':
      return { is: 'ended', line };
    case 'signalled':
      return effect.kills ? { is: 'killed', line } : life;
    case 'ends-input':
      return { ...life, deafSince: line };
    case 'runs':
    case 'types':
    case 'is-connected-to':
      return life;
  }
}

function whyGone({ is, line }: Life): string | undefined {
  if (is === 'killed') return `line ${line} has killed it`;
  return is === 'ended' ? `line ${line} has waited for its end` : undefined;
}

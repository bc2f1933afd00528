import type { SurveyedFile } from '../survey.js';
import type { OpenedSockets } from './language.js';

/** What a source text opens: the patterns of one language, and what of its text they are looked for in. */
export interface SocketSigns {
  readonly codeOf: (text: string) => string;
  readonly listens: RegExp;
  readonly connects: RegExp;
  readonly tcp: RegExp;
  readonly udp: RegExp;
}

const known = new WeakMap<SurveyedFile, OpenedSockets>();

/** What a file opens. It may be a part of many programs, and is looked through once. */
export function openedSockets(file: SurveyedFile, signs: SocketSigns): OpenedSockets {
  const opens = known.get(file) ?? lookThrough(file.text, signs);
  known.set(file, opens);
  return opens;
}

function lookThrough(text: string, signs: SocketSigns): OpenedSockets {
  const code = signs.codeOf(text);
  return {
    listens: signs.listens.test(code),
    connects: signs.connects.test(code),
    over: [...(signs.tcp.test(code) ? (['tcp'] as const) : []), ...(signs.udp.test(code) ? (['udp'] as const) : [])],
  };
}

/** Of several files that make one program. */
export function joined(parts: readonly OpenedSockets[]): OpenedSockets {
  return {
    listens: parts.some(({ listens }) => listens),
    connects: parts.some(({ connects }) => connects),
    over: [...new Set(parts.flatMap(({ over }) => over))],
  };
}

export function opensAnything({ listens, connects, over }: OpenedSockets): boolean {
  return listens || connects || over.length > 0;
}

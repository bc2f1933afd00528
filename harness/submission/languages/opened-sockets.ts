import type { OpenedSockets } from './language.js';

/** What a source text opens. `signs` are patterns of one language; comments do not count. */
export interface SocketSigns {
  readonly comments: RegExp;
  readonly listens: RegExp;
  readonly connects: RegExp;
  readonly tcp: RegExp;
  readonly udp: RegExp;
}

export function openedSockets(text: string, signs: SocketSigns): OpenedSockets {
  const code = text.replace(signs.comments, ' ');
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

/** Line and block comments of C and its heirs. */
export const C_COMMENTS = /\/\/.*$|\/\*[^]*?\*\//gm;

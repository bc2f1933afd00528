import { isSwapped } from '../model/swapped-port.js';
import type { Diagnosis } from './diagnosis.js';
import { wordsOf, type Words } from './language.js';
import { commandOf, wasAnswered } from './programs.js';

/** It listens, but at a port of its own choice, or at the one that its port becomes when its two bytes are swapped. */
export const ignoresItsPort: Diagnosis = {
  code: 'ignores-its-port',
  explains: ['wrong-port'],
  recognise(evidence) {
    const found = evidence.trace.events.find((event) => event.type === 'listening');
    if (found?.type !== 'listening') return undefined;
    const { address, asked } = found;
    const { language, takePort } = wordsOf(evidence);
    if (asked !== undefined && isSwapped(address.port, asked))
      return {
        code: this.code,
        title: 'Your program swaps the two bytes of its port.',
        evidence: `It was told ${asked} (${hex(asked)}), and listens at port ${address.port} (${hex(address.port)}).`,
        advice: `The network has the higher byte of a number first, and most computers have the lower: ${SWAPS[language] ?? 'htons(port) swaps them, once; what makes the address for you has done that already.'}`,
      };
    const wasTyped = wasAnswered(evidence);
    return {
      code: this.code,
      title: 'Your program does not use the port that it is given.',
      evidence: wasTyped
        ? `It asked, and was told ${asked ?? 'its port'} at the keyboard, but listens at port ${address.port}.`
        : `It was started as "${commandOf(evidence)}", but listens at port ${address.port}.`,
      advice: `${wasTyped ? 'Listen at the port that was typed.' : `Take the port from the command line: ${takePort}.`} A number that stands in the program is right on one computer only.`,
    };
  },
};

const SWAPS: { readonly [Language in Words['language']]?: string } = {
  C: 'address.sin_port = htons(port). A port that the kernel gives you (in accept, say), ntohs() turns back.',
  Python: 'bind(("", port)) does by itself what htons does in C, and takes the port as it is.',
};

function hex(port: number): string {
  return `0x${port.toString(16).padStart(4, '0')}`;
}

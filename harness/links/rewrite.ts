import { fromHex } from '../model/bytes.js';
import type { Damage } from './damage.js';
import { offsetSchema } from './offset.js';
import { byteText } from './wording.js';

export interface RewriteArgs {
  /** In hex. */
  readonly to: string;
  readonly at: number;
}

/**
 * Bytes of a stream are overwritten on the way. TCP never does this to a program: it is what somebody does who
 * sits in between, and what encryption is there to notice.
 */
export const rewrite: Damage<RewriteArgs> = {
  word: 'rewrite',
  summary: 'overwrites bytes of a stream, as an attacker in between would',
  schema: {
    type: 'string',
    pattern: '^([0-9a-fA-F]{2}\\s*)+$',
    description: 'What is written over the bytes, in hex: `"00 ff"`.',
    examples: ['00 ff'],
  },
  modifiers: { at: offsetSchema },
  worksOn: ['stream'],
  instead: 'To change bytes of datagrams use "corrupt"',

  read(words) {
    if (!words.has('at')) {
      words.problem({
        code: 'E042',
        at: 'rewrite',
        message: '"rewrite" says what is written, but not where in the stream',
        suggestion: 'add "at", the offset counted from 0: at: 0',
      });
    }
    return { to: words.text('rewrite') ?? '', at: (words.has('at') ? words.number('at') : undefined) ?? 0 };
  },

  describe({ to, at }) {
    return `write ${to} over the stream at offset ${at}`;
  },

  open({ to, at }, lane) {
    const written = fromHex(to);
    let offset = 0;
    return {
      push(chunk) {
        const begin = Math.max(at, offset);
        const end = Math.min(at + written.length, offset + chunk.data.length);
        const here = offset;
        offset += chunk.data.length;
        if (begin >= end) return lane.emit(chunk);
        const data = Uint8Array.from(chunk.data);
        data.set(written.subarray(begin - at, end - at), begin - here);
        lane.decide(chunk.unit, 'changed', `rewritten: ${byteText(end - begin)} at offset ${begin}`);
        lane.emit({ ...chunk, data });
      },
      end: () => lane.end(),
    };
  },
};

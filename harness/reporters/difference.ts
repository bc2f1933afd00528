import type { Comparison, Excerpt } from '../model/verdict.js';
import { visibleText } from './visible-text.js';
import { counted } from './wording.js';

/** Where expected and actual part, as a sentence: `The first 6 bytes are right. Then \r (0x0d) should come, but \n (0x0a) came.` */
export function differenceText({ expected, actual, differsAt }: Comparison): string | undefined {
  if (expected === undefined || differsAt === undefined) return undefined;
  const right =
    differsAt === 0
      ? ''
      : differsAt === 1
        ? 'The first byte is right. '
        : `The first ${counted(differsAt, 'byte')} are right. `;
  if (actual.length === 0) return `Nothing came, where ${counted(expected.length, 'byte')} should.`;
  if (differsAt >= actual.length)
    return `${right}Then nothing more came: ${counted(expected.length - actual.length, 'byte is', 'bytes are')} missing.`;
  if (differsAt >= expected.length) {
    const extra = counted(actual.length - expected.length, 'byte');
    return expected.length === 0
      ? `Nothing should come, but ${extra} came.`
      : `All ${counted(expected.length, 'expected byte')} came, and then ${extra} too many.`;
  }
  const [want, got] = [byteAt(expected, differsAt), byteAt(actual, differsAt)];
  if (want === undefined || got === undefined) return `${right}Then they part.`;
  return `${right}${differsAt === 0 ? 'At the very beginning' : 'Then'} ${byteName(want)} should come, but ${byteName(got)} came.`;
}

function byteAt(excerpt: Excerpt, offset: number): number | undefined {
  return excerpt.data[offset - excerpt.from];
}

function byteName(byte: number): string {
  const hex = `0x${byte.toString(16).padStart(2, '0')}`;
  if (byte === 0x20) return `a space (${hex})`;
  if (byte > 0x7f) return hex;
  const text = visibleText(new Uint8Array([byte]));
  return text.startsWith('\\x')
    ? hex
    : text.startsWith('\\') && byte !== 0x5c
      ? `${text} (${hex})`
      : `"${text}" (${hex})`;
}

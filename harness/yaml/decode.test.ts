import { describe, expect, test } from 'vitest';
import { decodeSource } from './decode.js';

const decode = (bytes: Uint8Array | string): ReturnType<typeof decodeSource> =>
  decodeSource(typeof bytes === 'string' ? Buffer.from(bytes) : bytes, 'x.yaml');

function refusal(
  bytes: Uint8Array | string,
): { readonly code: string; readonly at: string; readonly message: string } | undefined {
  const decoded = decode(bytes);
  if (!('problem' in decoded)) return undefined;
  const { code, origin, message } = decoded.problem;
  return { code, at: `${origin.start.line}:${origin.start.column}`, message };
}

describe('a text is taken as it is', () => {
  test('UTF-8, with letters of one to four bytes', () => {
    expect(decode('aä€😀')).toEqual({ text: 'aä€😀' });
  });

  test('a byte order mark is taken off', () => {
    expect(decode(Buffer.from('\ufeffspec: 1'))).toEqual({ text: 'spec: 1' });
  });

  test('line ends of Windows and tabs stay', () => {
    expect(decode('a\r\nb\tc\r\n')).toEqual({ text: 'a\r\nb\tc\r\n' });
  });
});

describe('what is no UTF-8 is refused at its first wrong byte', () => {
  test('a letter of Latin-1, which is named', () => {
    expect(refusal(Buffer.from('name: x\nabout: Übung\n', 'latin1'))).toEqual({
      code: 'E002',
      at: '2:8',
      message: 'the byte dc is not UTF-8 (in Latin-1 it is the letter Ü)',
    });
  });

  test('a character that is begun and not continued', () => {
    expect(refusal(Uint8Array.of(0x61, 0xc3, 0x28))).toMatchObject({
      at: '1:2',
      message: expect.stringContaining('the byte c3') as string,
    });
    expect(refusal(Uint8Array.of(0x61, 0x62, 0xe2, 0x82))).toMatchObject({ at: '1:3' });
    expect(refusal(Uint8Array.of(0xf0))).toMatchObject({ at: '1:1' });
  });

  test('columns before it count as in an editor, also behind an emoji', () => {
    expect(refusal(Buffer.concat([Buffer.from('😀ä'), Uint8Array.of(0xff)]))).toMatchObject({ at: '1:4' });
  });

  test('surrogates and overlong forms', () => {
    expect(refusal(Uint8Array.of(0xed, 0xa0, 0x80))).toMatchObject({ code: 'E002', at: '1:1' });
    expect(refusal(Uint8Array.of(0xc0, 0x80))).toMatchObject({ code: 'E002', at: '1:1' });
  });

  test('the rest of the line can be shown', () => {
    expect(decode(Buffer.from('name: Übung', 'latin1'))).toMatchObject({ text: 'name: \ufffdbung' });
  });
});

describe('what only looks like text is refused', () => {
  test.each([
    ['UTF-16 with its mark', Buffer.from('\ufeffspec: 1', 'utf16le')],
    ['UTF-16, big end first', Buffer.from('\ufeffspec: 1', 'utf16le').swap16()],
    ['UTF-16 without a mark', Buffer.from('spec: 1', 'utf16le')],
    ['UTF-16 without a mark, big end first', Buffer.from('spec: 1', 'utf16le').swap16()],
  ])('%s', (_name, bytes) => {
    expect(refusal(bytes)).toMatchObject({ code: 'E002', at: '1:1', message: 'the file is UTF-16, not UTF-8' });
  });

  test('control characters, at their place', () => {
    expect(refusal('a: 1\nb: \0')).toMatchObject({
      code: 'E002',
      at: '2:4',
      message: 'the control character 00 stands here, where nobody can see it',
    });
    expect(refusal('a\u001b[31m')).toMatchObject({ code: 'E002', at: '1:2' });
    expect(refusal('a\u007f')).toMatchObject({ code: 'E002', at: '1:2' });
  });

  test('a carriage return that ends no line', () => {
    expect(refusal('a: 1\rb: 2')).toMatchObject({ code: 'E002', at: '1:5' });
  });

  test('nothing, and nothing but blanks', () => {
    expect(refusal('')).toMatchObject({ code: 'E001', at: '1:1' });
    expect(refusal(' \r\n\t\n')).toMatchObject({ code: 'E001' });
  });

  test('more than a megabyte', () => {
    expect(refusal(Buffer.alloc(1_048_577, 'a'))).toMatchObject({ code: 'E004' });
    expect(refusal(Buffer.alloc(1_048_576, 'a'))).toBeUndefined();
  });
});

import { expect, test } from 'vitest';
import { addressOf, addressText } from './address.js';
import { UsageError } from './usage-error.js';

const read = (text: string): Promise<{ host: string; port: number }> => addressOf(text, { option: '--to', least: 1 });

test.each([
  ['5000', '127.0.0.1:5000'],
  [':5000', '127.0.0.1:5000'],
  ['localhost:5000', '127.0.0.1:5000'],
  ['127.0.0.2:65535', '127.0.0.2:65535'],
  ['[::1]:5000', '[::1]:5000'],
])('%s', async (typed, meant) => {
  expect(addressText(await read(typed))).toBe(meant);
});

test.each(['', 'server', '5000x', '65536', '-1', '::1:5000', '[::1]', 'a:b:5000', '0', 'localhost:0'])(
  '"%s" is refused',
  async (typed) => {
    await expect(read(typed)).rejects.toThrow(UsageError);
  },
);

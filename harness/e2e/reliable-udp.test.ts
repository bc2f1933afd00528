import { readFileSync } from 'node:fs';
import { crc32 } from 'node:zlib';
import { expect, test } from 'vitest';
import { holdSpec } from '../e2e.test-support.js';

holdSpec('reliable-udp');

test('the datagrams that the description of the format shows have its checksum', () => {
  const shown = [...readFileSync('docs/reliable-udp.md', 'utf8').matchAll(/^([DEA]) ([0-9]) {3}([0-9a-f ]+)$/gmu)];
  expect(shown.map(([, letter, number]) => `${letter} ${number}`)).toEqual(['D 0', 'A 0', 'E 1', 'A 1']);
  for (const [, letter, number, hex] of shown) {
    const datagram = Buffer.from((hex as string).replaceAll(' ', ''), 'hex');
    expect(datagram.readUInt32BE(0)).toBe(crc32(datagram.subarray(4)));
    expect(`${datagram.toString('latin1', 4, 5)} ${datagram.readUInt32BE(5)}`).toBe(`${letter} ${number}`);
  }
});

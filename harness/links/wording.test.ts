import { expect, test } from 'vitest';
import { byteText, durationText, listed, ordinal, percentText } from './wording.js';

test('ordinals, the teens too', () => {
  expect([1, 2, 3, 4, 11, 12, 13, 21, 22, 101, 111].map(ordinal).join(' ')).toBe(
    '1st 2nd 3rd 4th 11th 12th 13th 21st 22nd 101st 111th',
  );
});

test('lists, sizes, times and shares as one would say them', () => {
  expect([listed([]), listed([1]), listed([1, 2]), listed([1, 2, 3])]).toEqual(['', '1', '1 and 2', '1, 2 and 3']);
  expect([byteText(1), byteText(0), byteText(1440)]).toEqual(['1 byte', '0 bytes', '1,440 bytes']);
  expect([durationText(999), durationText(1000), durationText(1500)]).toEqual(['999 ms', '1 s', '1.5 s']);
  expect([percentText(0.2), percentText(0.07), percentText(0.075)]).toEqual(['20%', '7%', '7.5%']);
});

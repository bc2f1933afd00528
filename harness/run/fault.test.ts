import { expect, test } from 'vitest';
import { asFault, MissingAddress } from './fault.js';

test('a machine without IPv6 is the host’s matter, and is told', () => {
  expect(asFault(new MissingAddress('::1'))).toMatchObject({
    whose: 'host',
    detail: 'this machine has no address ::1: IPv6 is switched off',
  });
});

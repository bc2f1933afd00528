import { expect, test } from 'vitest';
import { passage } from './passage.test-support.js';

test('all bytes come, the end never', () => {
  const wire = passage('stream', [{ drop_fin: true }]);
  wire.send('a', 'b');
  wire.end();
  expect(wire.arrived).toEqual(['a', 'b']);
  expect(wire.signals).toEqual([]);
  expect(wire.decisions).toEqual(['2: the FIN behind it is swallowed']);
});

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { packageFolder } from '../cli/files.js';
import { markOne } from '../cli/mark-one.test-support.js';

test('what a link swallows is an arrow that does not arrive, whoever sent it, and no note beside it', async () => {
  const { check } = await markOne({
    spec: readFileSync(join(packageFolder, 'specs', 'udp-loss.yaml'), 'utf8'),
    folder: join(packageFolder, 'fixtures', 'reference', 'udp-loss', 'python'),
    only: ['request-lost', 'answer-lost'],
  });
  const lost = (id: string): unknown[] =>
    check(id).exchange.events.flatMap((event) =>
      event.kind === 'message' && event.damage
        ? [[event.from, event.to, Buffer.from(event.data).toString(), event.damage]]
        : [],
    );
  expect(lost('request-lost')).toEqual([['client', 's', 'PING 2', 'dropped by wire: dropped']]);
  expect(lost('answer-lost')).toEqual([['s', 'client', 'PONG 3', 'dropped by wire: dropped']]);
  const notes = check('answer-lost').exchange.events.filter((event) => event.kind === 'note' && event.at === 'wire');
  expect(notes).toEqual([]);
});

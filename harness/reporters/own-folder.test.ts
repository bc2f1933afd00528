import { expect, test } from 'vitest';
import { toBytes } from '../model/bytes.js';
import type { FindingReport } from '../model/report.js';
import { withOwnFolder } from './own-folder.js';
import { sampleCheck } from './sample-check.test-support.js';

const place = { line: 1, column: 1 };

function finding(text: string, printed: boolean): FindingReport {
  const data = toBytes(text);
  return {
    code: 'reply-differs',
    summary: 'the answer is not a list',
    run: 'list',
    origin: { file: 'spec.yaml', start: place, end: place },
    source: { file: 'spec.yaml', ...place, endColumn: 2, text: '-' },
    comparison: { wanted: 'a list', actual: { length: data.length, from: 0, data }, printed },
  };
}

test('what passed on the wire stays as it was, whatever it says', () => {
  const { findings } = withOwnFolder({
    ...sampleCheck({ id: 'list', name: 'a list comes', status: 'failed', points: 0, maxPoints: 1 }),
    copy: { seenAs: '/tmp/wiremark-x/zo\u00eb', of: 'hand-ins/zo\u00eb' },
    findings: [false, true].map((printed) => finding('/tmp/wiremark-x/zo\u00eb/pic.bin', printed)),
  });
  const texts = findings.map(({ comparison }) => new TextDecoder().decode(comparison?.actual.data));
  expect(texts).toEqual(['/tmp/wiremark-x/zo\u00eb/pic.bin', 'hand-ins/zo\u00eb/pic.bin']);
});

test('who handed in a file alone is told its name, and no folder', () => {
  const { findings } = withOwnFolder({
    ...sampleCheck({ id: 'list', name: 'a list comes', status: 'failed', points: 0, maxPoints: 1 }),
    copy: { seenAs: '/tmp/wiremark-x/1', of: '' },
    findings: [finding('File "/tmp/wiremark-x/1/server.py", line 3, in /tmp/wiremark-x/1', true)],
  });
  expect(new TextDecoder().decode(findings[0]?.comparison?.actual.data)).toBe('File "server.py", line 3, in .');
});

import { expect, test } from 'vitest';
import { markOne } from '../cli/mark-one.test-support.js';

test('the end of a program is told when it happens, and what goes on without it behind that', async () => {
  const { check, traces } = await markOne({
    files: {
      'client.py':
        'import subprocess, sys\nsubprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"], start_new_session=True)\n',
    },
    spec: `spec: 1
name: helper
programs: { client: { run: "python3 client.py", start: by step } }
checks: [ { id: a, steps: [ { start: client }, { client: { exits: 0 } } ] } ]
`,
  });
  expect(check('a').status).toBe('passed');
  expect(check('a').remarks).toMatchObject([{ code: 'left-behind', program: 'client' }]);
  const types = traces[0]?.events.map(({ type }) => type) ?? [];
  expect(types.indexOf('left-behind')).toBeGreaterThan(types.indexOf('exited'));
});

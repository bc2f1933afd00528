import { fork } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { packageFolder } from '../cli/files.js';
import { freePort } from './ports.js';

test('no port is given out twice, whoever asks at the same moment, nor one next to it', async () => {
  const ports = await Promise.all(Array.from({ length: 300 }, () => freePort()));
  expect(new Set(ports).size).toBe(ports.length);
  expect(ports.filter((port) => ports.includes(port + 1))).toEqual([]);
});

test.skipIf(process.platform !== 'linux')(
  'nor by another wiremark on this machine (needs Linux: names in the kernel)',
  async () => {
    const code = `import { freePort } from ${JSON.stringify(join(packageFolder, 'harness/process/ports.ts'))};
      const ports = []; for (let n = 0; n < 100; n++) ports.push(await freePort());
      process.send(ports); process.once('message', () => process.exit());`;
    const others = Array.from({ length: 4 }, () =>
      fork('-', [], {
        execArgv: ['--import', 'tsx', '--input-type=module', '-e', code],
        stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
      }),
    );
    const given = await Promise.all(
      others.map(
        (other) => new Promise<number[]>((resolve) => other.once('message', (ports) => resolve(ports as number[]))),
      ),
    );
    for (const other of others) other.kill();
    expect(new Set(given.flat()).size).toBe(400);
  },
);

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { packageFolder } from '../cli/files.js';
import { markOne } from '../cli/mark-one.test-support.js';
import { probingObserver } from './listening.js';

function reference(spec: string, only: readonly string[]): Parameters<typeof markOne>[0] {
  return {
    spec: readFileSync(join(packageFolder, 'specs', `${spec}.yaml`), 'utf8'),
    folder: join(packageFolder, 'fixtures', 'reference', spec, 'python'),
    only,
  };
}

describe('finding out that a program listens', () => {
  test('without a connection: a server that accepts only once has its one client left', async () => {
    const program =
      'import socket, sys\ns = socket.create_server(("127.0.0.1", int(sys.argv[1])))\nc, _ = s.accept()\nc.sendall(c.recv(100))\nc.close()\n';
    const { check } = await markOne({
      spec: reference('tcp-echo', []).spec,
      files: { 'server.py': program },
      only: ['short'],
    });
    expect(check('short').status).toBe('passed');
  });

  test('an address of IPv6 only is seen and used', async () => {
    const program =
      'import socket, sys\ns = socket.create_server(("::1", int(sys.argv[1])), family=socket.AF_INET6)\nc, _ = s.accept()\nc.sendall(c.recv(100))\n';
    const { check } = await markOne({
      spec: reference('tcp-echo', []).spec,
      files: { 'server.py': program },
      only: ['short'],
    });
    expect(check('short').status).toBe('passed');
    expect(check('short').exchange.events[0]).toMatchObject({
      text: expect.stringContaining('listens on ::1:') as string,
    });
  });

  test('where the platform does not show sockets, ports are probed', async () => {
    const tcp = await markOne({
      ...reference('tcp-echo', ['short', 'pieces', 'half-close']),
      observer: probingObserver,
    });
    const udp = await markOne({ ...reference('udp-echo', ['round-trip', 'empty']), observer: probingObserver });
    expect([...tcp.sheet.checks, ...udp.sheet.checks].map(({ status }) => status)).toEqual(
      Array.from({ length: 5 }, () => 'passed'),
    );
  });
});

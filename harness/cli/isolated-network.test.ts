import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { wiremark } from './command.test-support.js';
import { isInstalled, packageFolder } from './files.js';

const path = process.env['PATH'] ?? '';
const canAddAddresses = isInstalled('bwrap', path) && isInstalled('ip', path);
if (!canAddAddresses) console.log('skipped: bubblewrap or iproute2 not installed');

let folder = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'wiremark-isolation-'));
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('without a network of its own, a server that binds the address of a classroom is told which it may bind', async () => {
  mkdirSync(join(folder, 'classroom'));
  writeFileSync(
    join(folder, 'classroom', 'server.py'),
    'import socket\nsocket.socket().bind(("192.168.137.45", 5000))\n',
  );
  const { stdout } = await wiremark(['check', 'tcp-echo', 'classroom', '--only', 'short', '--isolation', 'contained'], {
    folder,
  });
  const told = stdout.replaceAll(/\s+/g, ' ');
  expect(told).toContain('the server ended with exit code 1 before it listened');
  expect(told).toContain(
    'Your program died of an exception: OSError. Line 2 of server.py (socket.socket().bind(("192.168.137.45", 5000))) raised OSError: [Errno 99] Cannot assign requested address.',
  );
  expect(told).toContain(
    'The address in bind must be one that this computer has: bind(("", port)) listens on all of them, wherever the program runs.',
  );
});

describe('a group', () => {
  test.skipIf(!canAddAddresses)(
    'is heard in an isolated network also by a program that names no interface',
    async () => {
      const member = readFileSync(join(packageFolder, 'fixtures/reference/multicast/python/member.py'), 'utf8')
        .replace('INTERFACE = "127.0.0.1"', 'INTERFACE = "0.0.0.0"')
        .replace(/^ *sock\.setsockopt\(.*IP_MULTICAST_IF.*\n/mu, '');
      writeFileSync(join(folder, 'member.py'), member);
      const words = ['check', 'multicast', folder, '--isolation', 'isolated', '--only', 'hello', 'member', 'answers'];
      const { exitCode, stdout } = await wiremark(words, { folder });
      expect(stdout).toContain('3 of 3 passed');
      expect(exitCode).toBe(0);
    },
  );

  test.skipIf(spawnSync('unshare', ['-rn', 'true']).status !== 0)(
    'where the network carries no multicast, no marks are taken, and it is said why',
    async () => {
      const words = ['bin/wiremark.js', 'check', 'multicast', 'fixtures/reference/multicast/python', '--only', 'hello'];
      const own = ['--isolation', 'plain', '--reports', folder];
      const { status, stdout } = spawnSync('unshare', ['-rn', process.execPath, ...words, ...own], {
        cwd: packageFolder,
        encoding: 'utf8',
      });
      expect(stdout.replace(/\s+/g, ' ')).toContain(
        'This machine lacks what the check takes. multicast on the loopback does not work here:',
      );
      expect(status).toBe(3);
    },
  );
});

describe.skipIf(!canAddAddresses)('the network of an isolated submission is its own', () => {
  test('a server that binds the address of a classroom works, and so does a port below 1024', async () => {
    mkdirSync(join(folder, 'classroom'));
    writeFileSync(
      join(folder, 'classroom', 'server.py'),
      'import socket\ns = socket.socket()\ns.bind(("192.168.137.45", 135))\ns.listen()\nwhile True:\n    c, _ = s.accept()\n    c.sendall(c.recv(100))\n    c.close()\n',
    );
    const { stdout } = await wiremark(['check', 'tcp-echo', 'classroom', '--only', 'short', '--verbose'], { folder });
    expect(stdout).toContain('tcp-echo · classroom: 2 of 2 points');
    expect(stdout).toContain('listens on 192.168.137.45:135');
  });

  test('a client that connects to the address of a classroom finds its server there', async () => {
    mkdirSync(join(folder, 'classroom'));
    writeFileSync(
      join(folder, 'classroom', 'client.py'),
      'import socket\ns = socket.create_connection(("192.168.17.5", 9090))\ns.sendall(b"hello\\n")\nprint(s.recv(100).decode())\n',
    );
    const { stdout } = await wiremark(['check', 'socket-errors', 'classroom', '--only', 'answered'], { folder });
    expect(stdout).toContain('socket-errors · classroom: 2 of 2 points');
  });

  test.skipIf(!existsSync('/proc/sys/net/ipv4/tcp_child_ehash_entries'))(
    'and has a table of connections of its own, which is looked at in no time',
    async () => {
      mkdirSync(join(folder, 'looks'));
      writeFileSync(
        join(folder, 'looks', 'server.py'),
        'import socket, sys\ns = socket.create_server(("", int(sys.argv[1])))\nc, _ = s.accept()\nc.recv(100)\nc.sendall(open("/proc/sys/net/ipv4/tcp_ehash_entries", "rb").read())\n',
      );
      const { stdout } = await wiremark(['check', 'tcp-echo', 'looks', '--only', 'short'], { folder });
      expect(stdout).toContain('34 30 39 36 0a');
    },
  );
});

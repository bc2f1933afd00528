import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync } from 'node:fs';
import net from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { latin1 } from '../model/bytes.js';
import { launchProgram, type LaunchedProgram } from './launch.js';
import { statFields } from './proc-files.js';
import { removeTreeNow } from './remove-tree.js';
import { plainSandbox } from './sandbox.js';

/** As far as /proc tells: it has ended, and nobody has asked how. */
function hasEnded(pid: number): boolean {
  return statFields(`/proc/${pid}`)[0] === 'Z';
}

/** Keeps our thread from everything else, as a busy machine does. */
function stallUntil(isOver: () => boolean): void {
  const since = performance.now();
  while (!isOver()) if (performance.now() - since > MOST_MS) throw new Error('this takes too long');
}

const MOST_MS = 20_000;

/** Longer than a pipe may stay open behind the end of its program. */
const LONG_MS = 400;

test('what a program has written is not lost when we were kept from reading it until after its end', async () => {
  const place = mkdtempSync(join(tmpdir(), 'launch-'));
  onTestFinished(() => removeTreeNow(place));
  const written: Uint8Array[] = [];
  const launched = (await launchProgram({
    command: {
      words: ['sh', '-c', 'read line; echo "$line"'],
      folder: place,
      copy: place,
      place,
      installed: [],
      environment: { PATH: process.env['PATH'] ?? '' },
    },
    sandbox: plainSandbox,
    onOutput: (_, data) => void written.push(data),
    onBreach: () => {},
    onLeftBehind: () => {},
  })) as LaunchedProgram;

  // In one turn the event loop learns that bytes have come, and that another child has ended. The bytes take us long.
  // Behind them it asks the system for all children that have ended, and so it hears of the program's end before it has
  // read what the program wrote; and the end of the other child takes us long, too.
  const { socket, server, client } = await connected();
  // It is asked for in the order in which they began: the program first.
  const other = spawn('true', { stdio: 'ignore' });
  socket.once('data', () => {
    launched.type(Buffer.from('its last words\n'));
    stallUntil(() => hasEnded(launched.pid));
  });
  other.once('exit', () => {
    const since = performance.now();
    stallUntil(() => performance.now() - since > LONG_MS);
  });
  onTestFinished(() => {
    client.destroy();
    socket.destroy();
    server.close();
  });
  client.write('x');
  stallUntil(() => hasEnded(other.pid ?? 0));

  expect(await launched.ended).toEqual({ code: 0 });
  expect(written.map((data) => latin1(data)).join('')).toBe('its last words\n');
});

async function connected(): Promise<{ socket: net.Socket; server: net.Server; client: net.Socket }> {
  const server = net.createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const client = net.connect((server.address() as net.AddressInfo).port, '127.0.0.1');
  const [[socket]] = await Promise.all([once(server, 'connection'), once(client, 'connect')]);
  return { socket: socket as net.Socket, server, client };
}

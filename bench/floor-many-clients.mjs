/**
 * The floor for many scripted clients: connects as many at once, waits until all are in, lets each send a message and
 * compare its echo, waits until all are served, and so on; by plain `net`. Prints the milliseconds until everybody was
 * in and until the last answer was there, as JSON.
 *
 * Usage: node bench/floor-many-clients.mjs CLIENTS ROUNDS
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import net from 'node:net';
import { fileURLToPath } from 'node:url';

const [clients, rounds] = process.argv.slice(2).map(Number);

const server = spawn(process.execPath, [fileURLToPath(new URL('programs/echo.mjs', import.meta.url)), '0'], {
  stdio: ['ignore', 'pipe', 'inherit'],
});
const port = Number(await once(server.stdout, 'data'));

const startedAt = performance.now();
const sockets = await Promise.all(Array.from({ length: clients }, connect));
const everybodyInMs = performance.now() - startedAt;
for (let round = 1; round <= rounds; round++)
  await Promise.all(sockets.map((socket, index) => exchange(socket, Buffer.from(`c${index + 1}, round ${round}`))));
const lastAnswerMs = performance.now() - startedAt;

console.log(JSON.stringify({ everybodyInMs, lastAnswerMs }));
for (const socket of sockets) socket.resetAndDestroy();
server.kill();

function connect() {
  return new Promise((resolve, reject) => {
    const socket = net.connect({ port, host: '127.0.0.1', allowHalfOpen: true, noDelay: true });
    socket.once('error', reject);
    socket.once('connect', () => resolve(socket));
  });
}

/** Sends, and reads until as much has come back. */
function exchange(socket, bytes) {
  return new Promise((resolve, reject) => {
    const got = [];
    let length = 0;
    const take = (data) => {
      got.push(data);
      length += data.length;
      if (length < bytes.length) return;
      socket.removeListener('data', take);
      if (Buffer.concat(got).equals(bytes)) resolve();
      else reject(new Error('another message came back'));
    };
    socket.on('data', take);
    socket.write(bytes);
  });
}

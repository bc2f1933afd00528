/**
 * The floor for `wiremark check tcp-echo`: the same programs launched, the same bytes exchanged in the same
 * order, as many side by side, by plain Node without any harness. It compares what comes back and reports
 * nothing. Prints the number of exchanges that went wrong.
 */
import { spawn } from 'node:child_process';
import { cpus } from 'node:os';
import net from 'node:net';

const [folder, ...command] = process.argv.slice(2);
let nextPort = 20_000 + Math.floor(Math.random() * 6_000);
let wrong = 0;

const text = (length) => Buffer.alloc(length, 'socket packet listen ');
const everyByte = Buffer.from(Array.from({ length: 256 }, (_, byte) => byte));

/** The next port at which nobody listens: a program that cannot have its port would be waited for in vain. */
async function freePort() {
  for (;;) {
    const port = nextPort++;
    const server = net.createServer();
    const isFree = await new Promise((resolve) => {
      server.once('error', () => resolve(false));
      server.listen(port, () => resolve(true));
    });
    if (!isFree) continue;
    await new Promise((resolve) => server.close(resolve));
    return port;
  }
}

/** Connects as soon as the server lets it in. */
function connect(to) {
  return new Promise((resolve) => {
    const attempt = () => {
      const socket = net.connect({ port: to, host: '127.0.0.1', allowHalfOpen: true, noDelay: true });
      socket.once('connect', () => resolve(socket));
      socket.once('error', () => setTimeout(attempt, 2));
    };
    attempt();
  });
}

/** Sends, and reads until as much has come back. */
function exchange(socket, bytes, pieces = [bytes]) {
  return new Promise((resolve) => {
    const got = [];
    let length = 0;
    const take = (data) => {
      got.push(data);
      length += data.length;
      if (length < bytes.length) return;
      socket.removeListener('data', take);
      if (!Buffer.concat(got).equals(bytes)) wrong++;
      resolve();
    };
    socket.on('data', take);
    const next = (index) => index < pieces.length && socket.write(pieces[index], () => setImmediate(next, index + 1));
    next(0);
  });
}

function ended(socket) {
  return new Promise((resolve) => {
    socket.once('end', resolve);
    socket.resume();
  });
}

function cut(bytes, size) {
  return Array.from({ length: Math.ceil(bytes.length / size) }, (_, index) =>
    bytes.subarray(index * size, (index + 1) * size),
  );
}

async function echoOnce(to, bytes, pieces) {
  const socket = await connect(to);
  await exchange(socket, bytes, pieces);
  socket.destroy();
}

async function halfClose(to, bytes) {
  const socket = await connect(to);
  const echoed = exchange(socket, bytes);
  socket.end();
  await echoed;
  await ended(socket);
  socket.destroy();
}

const checks = [
  (to) => echoOnce(to, Buffer.from('hello')),
  async (to) => (await connect(to)).destroy(),
  (to) => echoOnce(to, text(100_000)),
  (to) => echoOnce(to, everyByte),
  (to) => echoOnce(to, Buffer.from('c328a0a1e228a1fffe80', 'hex')),
  (to) => echoOnce(to, text(6_000), cut(text(6_000), 1_001)),
  async (to) => {
    const socket = await connect(to);
    for (let n = 1; n <= 20; n++) await exchange(socket, Buffer.from(`message number ${n}`));
    socket.destroy();
  },
  (to) => echoOnce(to, text(22), [text(22).subarray(0, 3), text(22).subarray(3, 15), text(22).subarray(15)]),
  (to) => echoOnce(to, text(16), cut(text(16), 1)),
  (to) => echoOnce(to, Buffer.from('first\nsecond\n')),
  async (to) => {
    (await connect(to)).end();
    await echoOnce(to, Buffer.from('still there?'));
  },
  (to) => halfClose(to, text(5_000)),
  async (to) => {
    for (let n = 1; n <= 10; n++) await echoOnce(to, Buffer.from(`client ${n}`));
  },
  async (to) => {
    const socket = await connect(to);
    await exchange(socket, Buffer.from('hello'));
    socket.resetAndDestroy();
    await echoOnce(to, Buffer.from('still there?'));
  },
  (to) => echoOnce(to, text(1_000_000)),
  async (to) => {
    for (let n = 1; n <= 20; n++) await halfClose(to, text(n * 3_400));
  },
];

async function launchAnd(check) {
  const mine = await freePort();
  const child = spawn(
    command[0],
    command.slice(1).map((word) => word.replace('${port}', String(mine))),
    { cwd: folder, stdio: ['pipe', 'pipe', 'pipe'], detached: true },
  );
  child.stdout.resume();
  child.stderr.resume();
  await check(mine);
  const gone = new Promise((resolve) => child.once('close', resolve));
  process.kill(-child.pid, 'SIGTERM');
  await gone;
}

const waiting = [...checks];
const sideBySide = Math.min(32, cpus().length * 8);
await Promise.all(
  Array.from({ length: sideBySide }, async () => {
    for (let check = waiting.shift(); check; check = waiting.shift()) await launchAnd(check);
  }),
);
console.log(wrong);

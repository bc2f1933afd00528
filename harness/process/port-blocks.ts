import net from 'node:net';

/** Below 32768 begins nobody's ephemeral range, above 20000 hardly anybody's service. */
export const FIRST_PORT = 20_000;
export const LAST_PORT = 32_767;

/** So many ports are claimed at once. */
const BLOCK_SIZE = 32;

/** Many programs take the next free port when theirs is taken: it must not be the one that another was given. */
const STRIDE = 4;

/** Whoever has so many blocks begins with its first again: others on this machine need some too. */
const MOST_BLOCKS = 48;

/** Held as long as we live: the kernel gives them back when we end, however we end. */
const claims: net.Server[] = [];

const own: number[] = [];

/** The next port of a block that no other wiremark on this machine uses; all blocks of ours come round again. */
export async function* claimedPorts(): AsyncGenerator<number, never> {
  let isFull = false;
  for (let turn = 0; ; turn++) {
    const claimed: number | undefined = isFull ? undefined : await claimAnother();
    isFull ||= claimed === undefined || own.length >= MOST_BLOCKS;
    const first = claimed ?? own[turn % Math.max(1, own.length)] ?? FIRST_PORT;
    for (let port = first; port < Math.min(first + BLOCK_SIZE, LAST_PORT + 1); port += STRIDE) yield port;
  }
}

async function claimAnother(): Promise<number | undefined> {
  const blocks = Math.ceil((LAST_PORT + 1 - FIRST_PORT) / BLOCK_SIZE);
  // Where nobody else can be seen, each begins elsewhere.
  const from = Math.floor(Math.random() * blocks);
  for (let tries = 0; tries < blocks; tries++) {
    const first = FIRST_PORT + ((from + tries) % blocks) * BLOCK_SIZE;
    if (own.includes(first) || !(await claim(first))) continue;
    own.push(first);
    return first;
  }
  return undefined;
}

/** Two that look for a free port at the same moment find the same one. A name in the kernel that only one can have settles it. */
function claim(first: number): Promise<boolean> {
  // Elsewhere there are no such names (unix(7), abstract sockets).
  if (process.platform !== 'linux') return Promise.resolve(true);
  return new Promise((resolve) => {
    const server = net.createServer();
    server.unref();
    server.once('error', () => server.close(() => resolve(false)));
    server.listen(`\0wiremark ports from ${first}`, () => {
      claims.push(server);
      resolve(true);
    });
  });
}

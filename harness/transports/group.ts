import type dgram from 'node:dgram';
import type { Address } from '../model/trace.js';
import { bindUdp, closeUdp, copyOf, UdpConnection } from './udp.js';
import type { Transport } from './transport.js';

const LOOPBACK = '127.0.0.1';

/** What we say to ourselves comes back at once, or never. */
const PROBE_WITHIN_MS = 5_000;

/**
 * UDP to all members of a group at once, over the loopback. It is heard at the port of the group, which its members
 * share (SO_REUSEADDR), and spoken from another, so that what we say ourselves is known and passed over.
 */
export const group: Transport = {
  connect() {
    throw new Error('a group is joined: nobody connects to it');
  },

  async listen(at, accept) {
    // Bound to the group, it hears nothing that is said to this computer alone; elsewhere than on Linux that cannot be had.
    const own = process.platform === 'linux' ? at.host : '0.0.0.0';
    const ear = await bindUdp({ host: own, port: at.port }, { shares: true });
    const mouth = await bindUdp({ host: LOOPBACK, port: 0 });
    const close = async (): Promise<void> => {
      await Promise.all([closeUdp(ear), closeUdp(mouth)]);
    };
    try {
      if (isMulticast(at.host)) join(ear, mouth, at.host);
      else mouth.setBroadcast(true);
      await hearOurselves(ear, mouth, at);
    } catch (error) {
      await close();
      throw error;
    }
    const hears = accept(
      new UdpConnection(mouth, { host: LOOPBACK, port: mouth.address().port }, at, { shared: true }),
    );
    ear.on('message', (data, from) => {
      if (from.port !== mouth.address().port) hears.data(copyOf(data), { host: from.address, port: from.port });
    });
    return { address: at, close };
  },
};

function isMulticast(host: string): boolean {
  return host.startsWith('239.');
}

/** Programs may join where the system would by itself; then they are heard there, and where the loopback is that too. */
function join(ear: dgram.Socket, mouth: dgram.Socket, host: string): void {
  mouth.setMulticastInterface(LOOPBACK);
  ear.addMembership(host, LOOPBACK);
  try {
    ear.addMembership(host);
  } catch {
    // There is no such interface; or it is the loopback, where we are already.
  }
}

/** Whether this machine carries what is said to a group at all. */
async function hearOurselves(ear: dgram.Socket, mouth: dgram.Socket, at: Address): Promise<void> {
  const { port } = mouth.address();
  await new Promise<void>((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('what was sent did not come back')), PROBE_WITHIN_MS);
    const hear = (_data: Buffer, from: dgram.RemoteInfo): void => {
      if (from.port !== port) return;
      ear.off('message', hear);
      clearTimeout(timer);
      resolve();
    };
    ear.on('message', hear);
    mouth.send('', at.port, at.host, (error) => {
      if (!error) return;
      clearTimeout(timer);
      reject(error);
    });
  });
}

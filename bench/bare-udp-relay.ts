import { createSocket, type RemoteInfo } from 'node:dgram';
import { once } from 'node:events';

/** The floor for a UDP link: passes datagrams of one client on to the target and its answers back, and does nothing else. */
export async function openBareRelay(targetPort: number): Promise<{ readonly port: number; close(): void }> {
  const front = createSocket('udp4');
  const upstream = createSocket('udp4');
  let client: RemoteInfo | undefined;
  front.bind(0, '127.0.0.1');
  await once(front, 'listening');
  // Connected, as in wiremark's relay: the kernel then does not look the address up for each datagram.
  upstream.connect(targetPort, '127.0.0.1');
  await once(upstream, 'connect');
  front.on('message', (data, from) => {
    client = from;
    upstream.send(data);
  });
  upstream.on('message', (data) => {
    if (client) front.send(data, client.port, client.address);
  });
  return {
    port: front.address().port,
    close() {
      front.close();
      upstream.close();
    },
  };
}

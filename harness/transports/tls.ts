import { TLS_FAILURES } from '../model/tls-failures.js';
import net from 'node:net';
import tls from 'node:tls';
import type { Deadline } from '../model/waiting.js';
import { listenAt } from './listen-at.js';
import { TcpConnection } from './tcp-connection.js';
import type { Ear, TlsOptions, Transport } from './transport.js';

/** TLS over TCP. What passes is told in plain; a link below sees what a sniffer sees. */
export function tlsTransport(options: TlsOptions): Transport {
  return {
    async connect(remote, ear, deadline) {
      const raw = net.connect({ host: remote.host, port: remote.port, allowHalfOpen: true, noDelay: true });
      const refused = await settled(raw, 'connect', deadline);
      if (refused !== undefined) {
        discard(raw);
        return { refused: refused.code ?? refused.message };
      }
      const secure = tls.connect({
        socket: raw,
        servername: options.name ?? '',
        ca: options.trust ?? [],
        // Its own reasons for a name that does not fit are better than those of a wrong one.
        checkServerIdentity: tls.checkServerIdentity,
      });
      const failure = await settled(secure, 'secureConnect', deadline);
      if (failure !== undefined) {
        discard(secure, raw);
        return { handshake: sayFailure(failure) };
      }
      hear(secure, ear);
      return new TcpConnection(secure, (how) => ear.ended(how), raw);
    },

    async listen(at, accept, failed) {
      // By the address of the other side, which both the socket and the one below it know.
      const open = new Map<string, net.Socket>();
      const server = tls.createServer({
        key: options.key ?? '',
        cert: options.crt ?? '',
        noDelay: true,
      });
      server.on('connection', (raw: net.Socket) => {
        const from = remoteOf(raw);
        open.set(from, raw);
        raw.once('close', () => open.delete(from));
      });
      server.on('secureConnection', (secure) => {
        secure.pause();
        // Not before: who goes away in the middle of the handshake would never be told of.
        secure.allowHalfOpen = true;
        const relay: { ear?: Ear } = {};
        const raw = open.get(remoteOf(secure));
        const ear = accept(new TcpConnection(secure, (how) => relay.ear?.ended(how), raw));
        relay.ear = ear;
        hear(secure, ear);
      });
      server.on('tlsClientError', (error: NodeJS.ErrnoException, secure) => {
        secure.destroy();
        failed?.(sayFailure(error));
      });
      return listenAt(server, at, () => open.values());
    },
  };
}

function remoteOf({ remoteAddress, remotePort }: net.Socket): string {
  return `${remoteAddress} ${remotePort}`;
}

/** Begins to read. */
function hear(socket: net.Socket, ear: Ear): void {
  socket.on('data', (data: Buffer) => ear.data(new Uint8Array(data.buffer, data.byteOffset, data.byteLength)));
  socket.resume();
}

/** Resolves without a value once the event is there, with the error where one comes before. */
function settled(socket: net.Socket, event: string, deadline: Deadline): Promise<NodeJS.ErrnoException | undefined> {
  return new Promise((resolve) => {
    const finish = (result: NodeJS.ErrnoException | undefined): void => {
      socket.removeListener(event, done);
      socket.removeListener('error', finish);
      socket.removeListener('close', closed);
      deadline.unwatch(abort);
      resolve(result);
    };
    const done = (): void => finish(undefined);
    const closed = (): void => finish(Object.assign(new Error('closed'), { code: 'ECONNRESET' }));
    const abort = (): void => finish(Object.assign(new Error('timed out'), { code: 'ETIMEDOUT' }));
    socket.once(event, done);
    socket.once('error', finish);
    socket.once('close', closed);
    if (deadline.isReached) abort();
    else deadline.watch(abort);
  });
}

function discard(...sockets: readonly net.Socket[]): void {
  for (const socket of sockets) {
    socket.on('error', () => {});
    socket.destroy();
  }
}

/** Why no TLS connection came to be, by the codes of Node and OpenSSL. */
function sayFailure({ code = '', message }: NodeJS.ErrnoException): string {
  const known = REASONS.find(([pattern]) => pattern.test(code));
  return known ? known[1] : `${message.split('\n')[0] ?? ''}${code === '' ? '' : ` (${code})`}`;
}

const REASONS: readonly (readonly [RegExp, string])[] = [
  [/CERT_HAS_EXPIRED/, TLS_FAILURES.expired],
  [/CERT_NOT_YET_VALID/, TLS_FAILURES.notYetGood],
  [/ALTNAME_INVALID/, TLS_FAILURES.forAnotherHost],
  [/UNABLE_TO_(VERIFY_LEAF|GET_ISSUER)|SELF_SIGNED|INVALID_CA/, TLS_FAILURES.notTrusted],
  [/ALERT_UNKNOWN_CA/, TLS_FAILURES.unknownAuthority],
  [/ALERT_CERTIFICATE_EXPIRED/, TLS_FAILURES.foundExpired],
  [/ALERT_(BAD_CERTIFICATE|CERTIFICATE_UNKNOWN|UNSUPPORTED_CERTIFICATE)/, TLS_FAILURES.refused],
  [/WRONG_VERSION_NUMBER|HTTP_REQUEST|UNEXPECTED_MESSAGE|PACKET_LENGTH/, TLS_FAILURES.noTls],
  [/ECONNRESET|EPIPE|ERR_TLS_HANDSHAKE_TIMEOUT/, TLS_FAILURES.brokenOff],
  [/ETIMEDOUT/, TLS_FAILURES.tookTooLong],
  [/NO_SHARED_CIPHER|UNSUPPORTED_PROTOCOL|PROTOCOL_VERSION/, TLS_FAILURES.nothingInCommon],
];

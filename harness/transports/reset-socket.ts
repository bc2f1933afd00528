import type { Socket } from 'node:net';

/**
 * Breaks a connection off with a reset. libuv refuses one (EINVAL) while a FIN is on its way out, and Node then
 * never closes the socket, nor can the process end: in that case the FIN goes first.
 */
export function resetSocket(socket: Socket): void {
  if (socket.destroyed) return;
  if (socket.writableEnded && !socket.writableFinished) socket.once('finish', () => resetSocket(socket));
  else socket.resetAndDestroy();
}

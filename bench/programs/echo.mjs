/** An echo server for very many clients at once. Usage: node echo.mjs PORT; with 0 it chooses one. It prints its port. */
import net from 'node:net';

const server = net.createServer({ noDelay: true }, (socket) => {
  socket.on('error', () => {});
  socket.pipe(socket);
});
// All clients knock at the same moment; whoever does not fit into the queue comes again only after a second.
server.listen({ port: Number(process.argv[2]), host: '127.0.0.1', backlog: 16_384 }, () =>
  console.log(server.address().port),
);

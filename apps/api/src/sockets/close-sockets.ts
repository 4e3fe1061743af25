import type { WebSocket, WebSocketServer } from 'ws';
import { closeCodes } from './socket-connection.ts';

/** Asks a client to reconnect to another instance. */
export function sendAway(socket: WebSocket): void {
  socket.close(closeCodes.goingAway, 'Server is shutting down');
}

/** Asks every client to reconnect elsewhere, and disconnects those that remain after the timeout. */
export async function closeSockets(server: WebSocketServer, timeoutMs: number): Promise<void> {
  const gone = [...server.clients].map(
    (socket) => new Promise<void>((resolve) => socket.once('close', () => resolve())),
  );
  for (const socket of server.clients) sendAway(socket);
  const timer = setTimeout(() => {
    for (const socket of server.clients) socket.terminate();
  }, timeoutMs).unref();
  await Promise.all(gone);
  clearTimeout(timer);
}

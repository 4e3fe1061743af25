import type { WebSocket, WebSocketServer } from 'ws';
import { closeCodes } from './socket-connection.ts';

/** Tells a client to go elsewhere. */
export function sendAway(socket: WebSocket): void {
  socket.close(closeCodes.goingAway, 'Server is shutting down');
}

/** Tells every client to go elsewhere and waits until they have; whoever doesn't is cut off. */
export async function closeSockets(server: WebSocketServer, patienceMs: number): Promise<void> {
  const gone = [...server.clients].map(
    (socket) => new Promise<void>((resolve) => socket.once('close', () => resolve())),
  );
  for (const socket of server.clients) sendAway(socket);
  const timer = setTimeout(() => {
    for (const socket of server.clients) socket.terminate();
  }, patienceMs).unref();
  await Promise.all(gone);
  clearTimeout(timer);
}

import type { Socket } from 'node:net';
import type WebSocket from 'ws';
import type { Faults } from '../../faults.ts';
import { heldWrites } from './held-writes.ts';
import { MessageFaults } from './message-faults.ts';

/** The current connection of a session. */
export interface SessionLink {
  readonly transmit: (message: Buffer) => void;
  close(reason: string): void;
}

/** Attaches an accepted WebSocket to a session. */
export function linkSession(
  webSocket: WebSocket,
  socket: Socket,
  faults: Faults,
  handlers: { onMessage: (message: Buffer) => void; onLost: () => void },
): SessionLink {
  const cut = (): void => webSocket.terminate();
  const input = new MessageFaults(faults, 'input', cut);
  const output = new MessageFaults(faults, 'output', cut);
  const send = heldWrites(socket, (message) => {
    if (webSocket.readyState === webSocket.OPEN) webSocket.send(message);
  });
  webSocket.on('message', (data, isBinary) => {
    if (isBinary) input.pass(data as Buffer, handlers.onMessage);
  });
  webSocket.on('close', handlers.onLost);
  return {
    transmit: (message) => output.pass(message, send),
    close: (reason) => {
      webSocket.off('close', handlers.onLost);
      webSocket.removeAllListeners('message');
      webSocket.close(1000, reason.slice(0, 100));
    },
  };
}

import type { WebSocket } from 'ws';
import type { Credential } from '../identity/credential.ts';
import { type OutboxLimits, SocketOutbox } from './socket-outbox.ts';

/** WebSocket close codes. After 44xx a client should not reconnect with the same credential. */
export const closeCodes = {
  goingAway: 1001,
  unauthorized: 4401,
  forbidden: 4403,
  tooMany: 4429,
  internal: 4500,
} as const;

/** Pings a client, or disconnects one that did not answer the last ping. */
export function pingOrTerminate(connection: { readonly socket: WebSocket; alive: boolean }): void {
  const { socket } = connection;
  // A paused socket can't be heard to answer.
  if (!connection.alive && !socket.isPaused) return socket.terminate();
  if (socket.readyState !== socket.OPEN) return;
  connection.alive = false;
  socket.ping();
}

/** One open WebSocket and its credential. Small, because an instance may hold thousands. */
export class SocketConnection {
  readonly socket: WebSocket;
  readonly outbox: SocketOutbox;
  readonly address: string;
  /** Set later if it comes with connection_init. */
  credential: Credential | null;
  alive = true;

  constructor(socket: WebSocket, address: string, credential: Credential | null, limits: OutboxLimits) {
    this.socket = socket;
    this.outbox = new SocketOutbox(socket, limits);
    this.address = address;
    this.credential = credential;
  }

  /** The user or address whose limit it counts against. */
  get holder(): string {
    return this.credential?.user.id ?? `address ${this.address}`;
  }

  close(code: number, reason: string): void {
    this.socket.close(code, reason);
  }

  beat(): void {
    pingOrTerminate(this);
  }
}

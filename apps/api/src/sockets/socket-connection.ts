import type { WebSocket } from 'ws';
import type { Credential } from '../identity/credential.ts';
import { type OutboxLimits, SocketOutbox } from './socket-outbox.ts';

/** Close codes of ours; those below 4500 tell a client not to come back with the same credential. */
export const closeCodes = {
  goingAway: 1001,
  unauthorized: 4401,
  forbidden: 4403,
  tooMany: 4429,
  internal: 4500,
} as const;

/** One open WebSocket and who is behind it. Kept small: there may be thousands, most of them idle. */
export class SocketConnection {
  readonly socket: WebSocket;
  readonly outbox: SocketOutbox;
  readonly address: string;
  /** May come with connection_init, where a browser can't set headers. */
  credential: Credential | null;
  alive = true;

  constructor(socket: WebSocket, address: string, credential: Credential | null, limits: OutboxLimits) {
    this.socket = socket;
    this.outbox = new SocketOutbox(socket, limits);
    this.address = address;
    this.credential = credential;
  }

  /** Whom it counts for. */
  get holder(): string {
    return this.credential?.user.id ?? `address ${this.address}`;
  }

  close(code: number, reason: string): void {
    this.socket.close(code, reason);
  }
}

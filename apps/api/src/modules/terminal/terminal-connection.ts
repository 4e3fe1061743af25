import type { WebSocket } from 'ws';
import { pingOrTerminate } from '../../sockets/socket-connection.ts';
import type { HeldSocket } from '../../sockets/socket-registry.ts';
import type { Credential } from '../../identity/credential.ts';

/** The WebSocket of a signed-in viewer of a terminal. */
export class TerminalConnection implements HeldSocket {
  readonly socket: WebSocket;
  readonly credential: Credential;
  alive = true;

  constructor(socket: WebSocket, credential: Credential) {
    this.socket = socket;
    this.credential = credential;
    socket.on('pong', () => void (this.alive = true));
  }

  get holder(): string {
    return this.credential.user.id;
  }

  close(code: number, reason: string): void {
    this.socket.close(code, reason);
    // A paused socket would not receive the close frame that answers this one.
    this.socket.resume();
  }

  beat(): void {
    pingOrTerminate(this);
  }
}

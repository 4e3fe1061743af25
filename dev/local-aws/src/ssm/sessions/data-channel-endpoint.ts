import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import { decodeOpenDataChannel, type OpenDataChannel } from '@pineapple/host-link/channel';
import { type RawData, type WebSocket, WebSocketServer } from 'ws';
import type { Faults } from '../../faults.ts';
import { linkSession } from './session-link.ts';
import type { SessionRegistry } from './session-registry.ts';

/** Limits for the first frame: size, time, and how many may be pending. */
const tokenTimeoutMs = 10_000;
const mostWaiting = 64;
const maxFrameBytes = 64 * 1024;
const closeTimeoutMs = 1_000;
const goingAway = 1001;
const refused = 1008;

/**
 * Opens data channels. It accesses no session before the first frame has shown a token of that session, and every invalid
 * frame gets the same answer.
 */
export class DataChannelEndpoint {
  readonly #sessions: SessionRegistry;
  readonly #faults: Faults;
  readonly #server = new WebSocketServer({
    noServer: true,
    perMessageDeflate: false,
    maxPayload: maxFrameBytes,
  });
  #waiting = 0;

  constructor(sessions: SessionRegistry, faults: Faults) {
    this.#sessions = sessions;
    this.#faults = faults;
  }

  /** Accepts an upgrade for a data channel. */
  accept(request: IncomingMessage, socket: Socket, head: Buffer): boolean {
    const sessionId = /^\/v1\/data-channel\/([A-Za-z0-9-]{1,96})(?:\?.*)?$/.exec(request.url ?? '')?.[1];
    if (!sessionId || this.#waiting >= mostWaiting) return false;
    this.#server.handleUpgrade(request, socket, head, (webSocket) => {
      this.#awaitToken(sessionId, webSocket, socket);
    });
    return true;
  }

  /** Waits for closing connections and terminates the rest. */
  async close(): Promise<void> {
    const clients = [...this.#server.clients];
    const closed = clients.map(
      (webSocket) => new Promise<void>((resolve) => void webSocket.once('close', () => resolve())),
    );
    for (const webSocket of clients) webSocket.close(goingAway);
    const timer = setTimeout(() => {
      for (const webSocket of clients) webSocket.terminate();
    }, closeTimeoutMs);
    await Promise.all(closed);
    clearTimeout(timer);
  }

  #awaitToken(sessionId: string, webSocket: WebSocket, socket: Socket): void {
    this.#waiting += 1;
    webSocket.on('error', () => webSocket.terminate());
    const timer = setTimeout(() => webSocket.terminate(), tokenTimeoutMs);
    let open = true;
    const done = (): void => {
      if (!open) return;
      open = false;
      this.#waiting -= 1;
      clearTimeout(timer);
    };
    webSocket.once('close', done);
    webSocket.once('message', (data, isBinary) => {
      done();
      const token = isBinary ? null : readOpening(data)?.TokenValue;
      const session = token ? this.#sessions.open(sessionId, token) : null;
      if (session) session.connect((handlers) => linkSession(webSocket, socket, this.#faults, handlers));
      else webSocket.close(refused, 'The token is not valid for this session');
    });
  }
}

function readOpening(data: RawData): OpenDataChannel | null {
  try {
    return decodeOpenDataChannel(data as Buffer);
  } catch {
    return null;
  }
}

import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { readPort } from '@pineapple/core';
import {
  forwardCloseCodes,
  forwardSubprotocol,
  joinBytes,
  maxForwardMessageBytes,
  SocketBytes,
} from '@pineapple/host-link/forward';
import { type WebSocket, WebSocketServer } from 'ws';
import { createContext } from '../../context/request-context.ts';
import type { Services } from '../../context/services.ts';
import { type Credential, presentedSecret } from '../../identity/credential.ts';
import { closeSockets, sendAway } from '../../sockets/close-sockets.ts';
import { pingOrTerminate } from '../../sockets/socket-connection.ts';
import { refuseUpgrade } from '../../sockets/upgrade-router.ts';
import { HeldPort } from './held-port.ts';
import { allowCredential, type AllowedPort, allowPort, openPort } from './open-port.ts';
import type { PortDesk } from './port-desk.ts';
import type { PortLimits } from './port-limits.ts';
import { PortRefusal } from './port-refusal.ts';

interface ForwardSocketsOptions {
  readonly services: Services;
  readonly desk: PortDesk;
  readonly limits: PortLimits;
  readonly addressOf: (request: IncomingMessage) => string;
}

interface Admission {
  readonly credential: Credential;
  readonly allowed: AllowedPort;
}

/** Serves `/forwards/<container id>/<port>`: a WebSocket that carries one TCP connection to a port of the container. */
export class ForwardSockets {
  readonly #options: ForwardSocketsOptions;
  #closing = false;
  readonly #sockets = new WebSocketServer({
    noServer: true,
    clientTracking: true,
    maxPayload: maxForwardMessageBytes,
    perMessageDeflate: false,
    handleProtocols: () => forwardSubprotocol,
  });

  constructor(options: ForwardSocketsOptions) {
    this.#options = options;
  }

  readonly matches = (path: string): boolean => path.startsWith('/forwards/');

  /** Opens the WebSocket even to refuse a client, which can then read the reason. */
  readonly upgrade = async (request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> => {
    const offered = (request.headers['sec-websocket-protocol'] ?? '').split(',').map((each) => each.trim());
    if (!offered.includes(forwardSubprotocol))
      return refuseUpgrade(socket, 400, `Request the WebSocket subprotocol ${forwardSubprotocol}.`);
    const admission = await this.#admit(request).catch(onlyRefusals);
    this.#sockets.handleUpgrade(request, socket, head, (opened) => {
      opened.on('error', (error) =>
        this.#options.services.logger.debug({ err: error }, 'a WebSocket was closed after a bad frame'),
      );
      // While the socket is paused, TCP keep-alive detects a client that vanished.
      (socket as Socket).setKeepAlive(true, this.#options.limits.keepAliveMs);
      if (this.#closing) sendAway(opened);
      else if (admission instanceof PortRefusal) refuse(opened, admission);
      else void this.#serve(opened, admission);
    });
  };

  async close(timeoutMs: number): Promise<void> {
    this.#closing = true;
    await closeSockets(this.#sockets, timeoutMs);
  }

  async #admit(request: IncomingMessage): Promise<Admission> {
    const { services, addressOf } = this.#options;
    const presented = presentedSecret(request.headers.authorization, request.headers.cookie);
    const context = createContext(services, {
      requestId: randomUUID(),
      credential: presented === null ? null : await services.authenticator.authenticate(presented),
      address: addressOf(request),
      device: null,
      userAgent: null,
      cookies: null,
    });
    const credential = allowCredential(context);
    const { pathname } = new URL(request.url ?? '', 'http://api');
    const [, , containerId = '', port = '', ...rest] = pathname.split('/');
    return {
      credential,
      allowed: await allowPort(containerId, rest.length > 0 ? null : readPort(port), context),
    };
  }

  async #serve(socket: WebSocket, { credential, allowed }: Admission): Promise<void> {
    const { services, desk, limits } = this.#options;
    // What it sends before the connection stands waits.
    socket.pause();
    const pinged = { socket, alive: true };
    socket.on('pong', () => void (pinged.alive = true));
    const held = new HeldPort(credential, () => pingOrTerminate(pinged));
    socket.once('close', () => held.finish());
    held.signal.addEventListener('abort', () => {
      if (held.ending !== null) end(socket, held.ending.code, held.ending.reason);
    });
    try {
      await desk.admit(held);
      const connection = await openPort(allowed, held, services, limits);
      joinBytes(new SocketBytes(socket), cutWithReason(connection, socket), () => held.finish());
    } catch (error) {
      if (held.ending === null) refuse(socket, asRefusal(error));
      held.finish();
      if (!(error instanceof PortRefusal)) services.logger.error({ err: error }, 'could not forward a port');
    }
  }
}

/** Tells the client why a connection ended before both directions had. */
function cutWithReason(connection: Duplex, socket: WebSocket): Duplex {
  connection.once('close', () => {
    if (connection.readableEnded && connection.writableFinished && connection.errored === null) return;
    end(socket, forwardCloseCodes.cut, 'The program or its host has cut the connection.');
  });
  return connection;
}

function onlyRefusals(error: unknown): PortRefusal {
  if (error instanceof PortRefusal) return error;
  throw error;
}

function asRefusal(error: unknown): PortRefusal {
  if (error instanceof PortRefusal) return error;
  return new PortRefusal('HOST_UNAVAILABLE', 'Something went wrong on our side. Try again.');
}

function refuse(socket: WebSocket, { closeCode, message }: PortRefusal): void {
  end(socket, closeCode, message);
}

/** A paused socket would not hear the close frame that answers this one. A reason has at most 123 bytes. */
function end(socket: WebSocket, code: number, reason: string): void {
  socket.close(
    code,
    Buffer.from(reason)
      .subarray(0, 120)
      .toString()
      .replace(/\uFFFD+$/, ''),
  );
  socket.resume();
}

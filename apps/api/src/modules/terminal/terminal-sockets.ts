import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { ok, type Result } from '@pineapple/core';
import {
  maxClientFrameBytes,
  terminalCloseCodes,
  type TerminalCloseCode,
  terminalSubprotocol,
} from '@pineapple/host-link/terminal';
import { type WebSocket, WebSocketServer } from 'ws';
import { createContext } from '../../context/request-context.ts';
import { closeSockets, sendAway } from '../../sockets/close-sockets.ts';
import { ContainerWatch } from '../../live-lab/container-watch.ts';
import type { LiveLab } from '../../live-lab/live-lab.ts';
import { SocketRegistry } from '../../sockets/socket-registry.ts';
import { refuseUpgrade } from '../../sockets/upgrade-router.ts';
import type { Services } from '../../context/services.ts';
import { allows, type Credential, presentedSecret } from '../../identity/credential.ts';
import { findLabOfContainer } from '../container/find-container.ts';
import { noSuch } from '../../lab-editor/lab-edit.ts';
import { type JoinRequest, parseJoinRequest } from './join-request.ts';
import { TerminalConnection } from './terminal-connection.ts';
import type { TerminalLimits } from './terminal-limits.ts';
import { TerminalRelay } from './terminal-relay.ts';

interface TerminalSocketsOptions {
  readonly services: Services;
  readonly limits: TerminalLimits;
  readonly addressOf: (request: IncomingMessage) => string;
}

/** What an accepted upgrade may do. */
interface Admission {
  readonly credential: Credential;
  readonly containerId: string;
  readonly liveLab: LiveLab;
  readonly join: JoinRequest;
}

interface Refusal {
  readonly code: TerminalCloseCode;
  readonly message: string;
}

/** Serves `/terminals/<container id>`: a WebSocket to a terminal of the container. */
export class TerminalSockets {
  readonly #options: TerminalSocketsOptions;
  readonly #registry: SocketRegistry;
  #closing = false;
  readonly #sockets = new WebSocketServer({
    noServer: true,
    clientTracking: true,
    maxPayload: maxClientFrameBytes,
    perMessageDeflate: false,
    handleProtocols: () => terminalSubprotocol,
  });

  constructor(options: TerminalSocketsOptions) {
    this.#options = options;
    const { authenticator, userChannels, clock, metrics, bus, logger } = options.services;
    const { terminalsPerUser, keepAliveMs } = options.limits;
    this.#registry = new SocketRegistry({
      authenticator,
      userChannels,
      limits: { socketsPerUser: terminalsPerUser, anonymousSocketsPerAddress: 0, keepAliveMs },
      clock,
      counted: (change) => metrics.terminalOpened(change),
    });
    bus.onReconnect(() => {
      this.#registry
        .revalidate()
        .catch((error: unknown) => logger.error({ err: error }, 'could not check credentials again'));
    });
  }

  readonly matches = (path: string): boolean => path.startsWith('/terminals/');

  /**
   * Opens the WebSocket even to refuse a client: a script in a browser can read why a socket was closed, but not why an
   * upgrade was refused.
   */
  readonly upgrade = async (request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> => {
    const offered = (request.headers['sec-websocket-protocol'] ?? '').split(',').map((each) => each.trim());
    if (!offered.includes(terminalSubprotocol)) {
      return refuseUpgrade(socket, 400, `Request the WebSocket subprotocol ${terminalSubprotocol}.`);
    }
    const admission = await this.#admit(request);
    this.#sockets.handleUpgrade(request, socket, head, (opened) => {
      // After an oversized or malformed frame, ws closes the socket with the right code.
      opened.on('error', (error) =>
        this.#options.services.logger.debug({ err: error }, 'a WebSocket was closed after a bad frame'),
      );
      // While the socket is paused, TCP keep-alive detects a client that vanished.
      (socket as Socket).setKeepAlive(true, this.#options.limits.keepAliveMs);
      if (this.#closing) sendAway(opened);
      else if (admission.ok) this.#serve(opened, admission.value);
      else refuse(opened, admission.error);
    });
  };

  /** Asks every client to reconnect elsewhere, and disconnects those that remain after the timeout. */
  async close(timeoutMs: number): Promise<void> {
    this.#closing = true;
    await closeSockets(this.#sockets, timeoutMs);
    this.#registry.close();
  }

  async #admit(request: IncomingMessage): Promise<Result<Admission, Refusal>> {
    const { services, addressOf } = this.#options;
    const presented = presentedSecret(request.headers.authorization, request.headers.cookie);
    const credential = presented === null ? null : await services.authenticator.authenticate(presented);
    if (credential === null) {
      return refusal(terminalCloseCodes.unauthenticated, 'Sign in first: this needs a session or a token.');
    }
    if (!allows(credential, 'TERMINAL')) {
      const message = 'This token lacks the scope TERMINAL. Create one that has it.';
      return refusal(terminalCloseCodes.forbidden, message);
    }
    const { pathname, searchParams } = new URL(request.url ?? '', 'http://api');
    const containerId = pathname.slice('/terminals/'.length);
    const context = createContext(services, {
      requestId: randomUUID(),
      credential,
      address: addressOf(request),
      device: null,
      userAgent: null,
      cookies: null,
    });
    const liveLab = await findLabOfContainer(containerId, context);
    if (liveLab === null || liveLab.snapshot.container(containerId)?.desired === null) {
      return refusal(terminalCloseCodes.notFound, noSuch('container', containerId).message);
    }
    const join = parseJoinRequest(searchParams);
    if (!join.ok) return refusal(terminalCloseCodes.badMessage, join.error);
    return ok({ credential, containerId, liveLab, join: join.value });
  }

  #serve(socket: WebSocket, { credential, containerId, liveLab, join }: Admission): void {
    const { services, limits } = this.#options;
    const { logger, metrics, hostLinks: links } = services;
    const connection = new TerminalConnection(socket, credential);
    if (!this.#registry.hasRoom(connection)) {
      const { code, message } = tooMany(limits.terminalsPerUser);
      return refuse(socket, { code, message });
    }
    const watch = new ContainerWatch(liveLab, containerId, () => relay.containerChanged());
    const relay = new TerminalRelay({ socket, watch, join, links, limits, metrics, logger });
    socket.once('close', () => this.#registry.remove(connection));
    this.#registry.add(connection).then(
      () => relay.run(),
      (error: unknown) => {
        logger.error({ err: error }, 'could not register a terminal socket');
        refuse(socket, { code: terminalCloseCodes.fault, message: 'Something went wrong on our side.' });
      },
    );
  }
}

function tooMany(limit: number): Refusal {
  const message = `You have ${limit} open terminals, which is the limit. Close some first.`;
  return { code: terminalCloseCodes.tooMany, message };
}

function refusal(code: TerminalCloseCode, message: string): Result<never, Refusal> {
  return { ok: false, error: { code, message } };
}

function refuse(socket: WebSocket, { code, message }: Refusal): void {
  socket.send(JSON.stringify({ type: 'error', message }));
  socket.close(code, message.slice(0, 100));
}

import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type GraphQLSchema } from 'graphql';
import { handleProtocols, makeServer, type Server } from 'graphql-ws';
import { type RawData, type WebSocket, WebSocketServer } from 'ws';
import { DocumentCache } from './document-cache.ts';
import type { Executor } from './executor.ts';
import { operationLimits } from './limits.ts';
import { presentedSecret } from '../identity/credential.ts';
import type { Services } from '../context/services.ts';
import type { SocketLimits } from '../sockets/socket-limits.ts';
import type { SubscriptionSources } from './prepare-subscription.ts';
import { closeSockets, sendAway } from '../sockets/close-sockets.ts';
import { type Extra, graphqlSocketOptions } from './graphql-socket-options.ts';
import { closeCodes, SocketConnection } from '../sockets/socket-connection.ts';
import { SocketRegistry } from '../sockets/socket-registry.ts';
import { SubscriptionGroups } from '../sockets/subscription-groups.ts';
import { refuseUpgrade } from '../sockets/upgrade-router.ts';

export interface GraphqlSocketsOptions {
  readonly schema: GraphQLSchema;
  readonly execute: Executor;
  readonly sources: SubscriptionSources;
  readonly services: Services;
  readonly limits: SocketLimits;
  /** The client's address, behind trusted proxies or not. */
  readonly addressOf: (request: IncomingMessage) => string;
}

/** GraphQL over WebSocket: graphql-ws speaks the protocol, this class owns the sockets. */
export class GraphqlSockets {
  readonly #options: GraphqlSocketsOptions;
  readonly #registry: SocketRegistry;
  readonly #protocol: Server<Extra>;
  #leaving = false;
  readonly #sockets = new WebSocketServer({
    noServer: true,
    clientTracking: true,
    maxPayload: operationLimits.requestBytes,
    // Each compressor holds some 300 kB, and most frames are small.
    perMessageDeflate: false,
    handleProtocols,
  });

  constructor(options: GraphqlSocketsOptions) {
    this.#options = options;
    const { services, limits, schema, execute, sources } = options;
    const { authenticator, userChannels, clock, metrics, bus, logger } = services;
    this.#registry = new SocketRegistry({
      authenticator,
      userChannels,
      limits,
      clock,
      counted: (change) => metrics.connected(change),
    });
    this.#protocol = makeServer<Record<string, unknown>, Extra>(
      graphqlSocketOptions({
        schema,
        execute,
        sources,
        services,
        limits,
        documents: new DocumentCache(schema),
        groups: new SubscriptionGroups(metrics),
        registry: this.#registry,
      }),
    );
    bus.onReconnect(() => {
      authenticator.forgetAll();
      this.#registry
        .revalidate()
        .catch((error: unknown) => logger.error({ err: error }, 'sessions could not be checked again'));
    });
  }

  async upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> {
    const presented = presentedSecret(request.headers.authorization, request.headers.cookie);
    const { authenticator } = this.#options.services;
    const credential = presented === null ? null : await authenticator.authenticate(presented);
    const address = this.#options.addressOf(request);
    const holder = credential?.user.id ?? `address ${address}`;
    if (!this.#registry.hasRoom({ holder, credential })) {
      return refuseUpgrade(socket, 429, 'You have too many open WebSockets. Close some first.');
    }
    this.#sockets.handleUpgrade(request, socket, head, (opened) => {
      // Its credential may have been looked up while the others were told to go.
      if (this.#leaving) return sendAway(opened);
      this.#serve(new SocketConnection(opened, address, credential, this.#options.limits));
    });
  }

  /** Tells every client to go elsewhere and waits until they have; whoever doesn't is cut off. */
  async close(patienceMs: number): Promise<void> {
    this.#leaving = true;
    await closeSockets(this.#sockets, patienceMs);
    this.#registry.close();
  }

  #serve(connection: SocketConnection): void {
    const { socket, outbox } = connection;
    const { logger } = this.#options.services;
    const fault = (error: unknown): void => {
      logger.error({ err: error }, 'a socket failed');
      connection.close(closeCodes.internal, 'Internal error');
    };
    // An oversized or malformed frame: ws closes the socket by itself with the fitting code.
    socket.on('error', (error) => logger.debug({ err: error }, 'a socket was broken'));
    socket.on('pong', () => void (connection.alive = true));
    this.#registry.add(connection).catch(fault);
    const closed = this.#protocol.opened(
      {
        protocol: socket.protocol,
        send: (data) => send(socket, data),
        close: (code, reason) => socket.close(code, reason),
        onMessage: (receive) =>
          socket.on('message', (data) => {
            // Who was told to go may leave that unanswered for a while, and ask for nothing more meanwhile.
            if (socket.readyState !== socket.OPEN) return;
            // Who doesn't read our answers is not asked for more questions.
            if (outbox.lags && !socket.isPaused) {
              socket.pause();
              outbox.whenDrained(() => socket.resume());
            }
            receive(toText(data)).catch(fault);
          }),
      },
      { connection },
    );
    socket.once('close', (code, reason) => {
      this.#registry.remove(connection);
      closed(code, reason.toString()).catch(fault);
    });
  }
}

function send(socket: WebSocket, data: string): Promise<void> {
  return new Promise((resolve) => {
    if (socket.readyState !== socket.OPEN) return resolve();
    // A send fails only with its socket, whose end is told separately.
    socket.send(data, () => resolve());
  });
}

function toText(data: RawData): string {
  return Array.isArray(data) ? Buffer.concat(data).toString() : Buffer.from(data as Buffer).toString();
}

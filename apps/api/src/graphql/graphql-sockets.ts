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
import { SubscriptionCounts } from '../sockets/subscription-counts.ts';
import { SubscriptionGroups } from '../sockets/subscription-groups.ts';
import { refuseUpgrade } from '../sockets/upgrade-router.ts';

interface GraphqlSocketsOptions {
  readonly schema: GraphQLSchema;
  readonly execute: Executor;
  readonly sources: SubscriptionSources;
  readonly services: Services;
  readonly limits: SocketLimits;
  /** The client's address, behind trusted proxies or not. */
  readonly addressOf: (request: IncomingMessage) => string;
}

/** GraphQL over WebSocket. graphql-ws handles the protocol, this class owns the sockets. */
export class GraphqlSockets {
  readonly #options: GraphqlSocketsOptions;
  readonly #registry: SocketRegistry;
  readonly #protocol: Server<Extra>;
  #closing = false;
  readonly #sockets = new WebSocketServer({
    noServer: true,
    clientTracking: true,
    maxPayload: operationLimits.requestBytes,
    // Each compressor holds about 300 kB, and most frames are small.
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
        counts: new SubscriptionCounts(limits.subscriptionsPerUser),
        registry: this.#registry,
      }),
    );
    bus.onReconnect(() => {
      authenticator.forgetAll();
      this.#registry
        .revalidate()
        .catch((error: unknown) => logger.error({ err: error }, 'could not check credentials again'));
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
      // Closing may have begun while the credential was looked up.
      if (this.#closing) return sendAway(opened);
      this.#serve(new SocketConnection(opened, address, credential, this.#options.limits));
    });
  }

  /** Asks every client to reconnect elsewhere, and disconnects those that remain after the timeout. */
  async close(timeoutMs: number): Promise<void> {
    this.#closing = true;
    await closeSockets(this.#sockets, timeoutMs);
    this.#registry.close();
  }

  #serve(connection: SocketConnection): void {
    const { socket, outbox } = connection;
    const { logger } = this.#options.services;
    const fault = (error: unknown): void => {
      logger.error({ err: error }, 'a WebSocket failed');
      connection.close(closeCodes.internal, 'Internal error');
    };
    // After an oversized or malformed frame, ws closes the socket with the right code.
    socket.on('error', (error) => logger.debug({ err: error }, 'a WebSocket was closed after a bad frame'));
    socket.on('pong', () => void (connection.alive = true));
    this.#registry.add(connection).catch(fault);
    const closed = this.#protocol.opened(
      {
        protocol: socket.protocol,
        send: (data) => send(socket, data),
        close: (code, reason) => socket.close(code, reason),
        onMessage: (receive) =>
          socket.on('message', (data) => {
            // A socket that is closing takes no more requests.
            if (socket.readyState !== socket.OPEN) return;
            // A client that does not read its answers is not read, either.
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
    // A send fails only with its socket, whose close event follows.
    socket.send(data, () => resolve());
  });
}

function toText(data: RawData): string {
  return Array.isArray(data) ? Buffer.concat(data).toString() : Buffer.from(data as Buffer).toString();
}

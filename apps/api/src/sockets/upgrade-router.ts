import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Logger } from 'pino';
import { hasOneHost, type OriginPolicy, twoHosts } from '../http/origin-policy.ts';

/** Takes over a connection that asks to become a WebSocket. */
type UpgradeHandler = (request: IncomingMessage, socket: Duplex, head: Buffer) => Promise<void>;

interface UpgradeRoute {
  /** Whether the route serves this path, which has no query. */
  readonly matches: (path: string) => boolean;
  readonly handle: UpgradeHandler;
  /** Whether pages of any origin may use it. It must take no cookie of the website. */
  readonly fromAnywhere?: boolean;
}

interface UpgradeRouterOptions {
  readonly policy: OriginPolicy;
  readonly routes: readonly UpgradeRoute[];
  readonly logger: Logger;
  /** Whether the server is stopping and takes no more. */
  readonly closed: () => boolean;
}

/** Passes each upgrade to the route of its path, after checking Host and Origin. */
export function routeUpgrades(server: Server, options: UpgradeRouterOptions): void {
  const { policy, routes, logger, closed } = options;
  server.on('upgrade', (request, socket, head) => {
    // A connection that is not a WebSocket yet has no other error listener.
    const failed = (error: Error): void =>
      void logger.debug({ err: error }, 'a WebSocket upgrade was aborted');
    socket.on('error', failed);
    const path = request.url?.split('?', 1)[0] ?? '';
    const route = routes.find(({ matches }) => matches(path));
    if (closed()) return refuseUpgrade(socket, 503, 'The server is shutting down.');
    if (!hasOneHost(request)) return refuseUpgrade(socket, 400, twoHosts);
    if (!policy.answersTo(request.headers.host)) {
      return refuseUpgrade(socket, 421, 'This server does not answer to that host name.');
    }
    if (route === undefined) return refuseUpgrade(socket, 404, 'There is no WebSocket at this address.');
    const refusal = route.fromAnywhere === true ? null : policy.refusal(request.headers);
    if (refusal !== null) return refuseUpgrade(socket, 403, refusal);
    route.handle(request, socket, head).then(
      () => socket.off('error', failed),
      (error: unknown) => {
        logger.error({ err: error, path }, 'a WebSocket upgrade failed');
        refuseUpgrade(socket, 500, 'Something went wrong on our side.');
      },
    );
  });
}

const reasons: Readonly<Record<number, string>> = {
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  421: 'Misdirected Request',
  429: 'Too Many Requests',
  500: 'Internal Server Error',
  502: 'Bad Gateway',
  503: 'Service Unavailable',
};

/** Answers an upgrade with an HTTP error and closes the connection. */
export function refuseUpgrade(socket: Duplex, status: number, message: string): void {
  const body = `${message}\n`;
  socket.end(
    `HTTP/1.1 ${status} ${reasons[status] ?? 'Error'}\r\n` +
      `Content-Type: text/plain; charset=utf-8\r\nContent-Length: ${Buffer.byteLength(body)}\r\n` +
      `X-Content-Type-Options: nosniff\r\nConnection: close\r\n\r\n${body}`,
  );
}

import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import type { FastifyInstance } from 'fastify';
import type { Services } from '../../../context/services.ts';
import type { OriginPolicy } from '../../../http/origin-policy.ts';
import { refuseUpgrade } from '../../../sockets/upgrade-router.ts';
import { HeldPort } from '../held-port.ts';
import { openPort } from '../open-port.ts';
import type { PortDesk } from '../port-desk.ts';
import type { PortLimits } from '../port-limits.ts';
import { PortRefusal } from '../port-refusal.ts';
import { type PageAccess, PageDoor } from './page-access.ts';
import { guardsFor, type PageFrame } from './page-headers.ts';
import { hasPageToken, type PagePath, portFolder, readPagePath } from './page-path.ts';
import { proxyRequest } from './proxy-request.ts';
import { proxyUpgrade } from './proxy-upgrade.ts';

interface PortPagesOptions {
  readonly services: Services;
  readonly desk: PortDesk;
  readonly policy: OriginPolicy;
  readonly limits: PortLimits;
  readonly publicUrl: string;
  readonly addressOf: (request: IncomingMessage) => string;
}

/** Large enough for any upload: the body is passed on as it comes, and kept nowhere. */
const bodyLimit = 2 ** 40;

/**
 * Serves `/ports/<container id>/<port>/…`: the web pages of a container, for its owner. The session makes a capability,
 * which the address has from then on. Below it, cookies and credentials of the website count for nothing.
 */
export class PortPages {
  readonly #options: PortPagesOptions;
  readonly #door: PageDoor;

  constructor(options: PortPagesOptions) {
    this.#options = options;
    this.#door = new PageDoor(options.services, options.addressOf);
  }

  add(app: FastifyInstance): void {
    void app.register((scope, _options, done) => {
      scope.removeAllContentTypeParsers();
      scope.addContentTypeParser('*', (_request, _body, parsed) => parsed(null));
      scope.all('/ports/*', { bodyLimit }, async (request, reply) => {
        reply.hijack();
        await this.#answer(request.raw, reply.raw);
      });
      done();
    });
  }

  readonly matches = (path: string): boolean => hasPageToken(path);

  readonly upgrade = async (request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> => {
    try {
      const path = readPagePath(request.url ?? '');
      const access = path === null ? null : await this.#door.open(request, path);
      if (path === null || access === null || access === 'expired') throw closed();
      await this.#hold(access, socket, async (held) => {
        const connection = await openPort(access.allowed, held, this.#options.services, this.#options.limits);
        await proxyUpgrade(request, { socket, head }, { connection, ...this.#proxied(access, path) });
      });
    } catch (error) {
      if (error instanceof PortRefusal) return refuseUpgrade(socket, error.status, error.message);
      // Not with the path, which has the capability.
      this.#options.services.logger.error({ err: error }, 'could not open a WebSocket of a container');
      refuseUpgrade(socket, 500, 'Something went wrong on our side.');
    }
  };

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    try {
      await this.#serve(request, response);
    } catch (error) {
      const known = error instanceof PortRefusal;
      if (!known)
        this.#options.services.logger.error({ err: error }, 'could not serve a page of a container');
      if (response.headersSent) return void response.destroy();
      const message = known ? error.message : 'Something went wrong on our side. Try again.';
      plain(request, response, known ? error.status : 500, message);
    }
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = readPagePath(request.url ?? '');
    if (path === null) throw new PortRefusal('NOT_FOUND', 'There is nothing at this address.');
    // A page without an origin of the website has no workers. This is in case a browser thinks otherwise.
    if (request.headers['service-worker'] !== undefined)
      throw new PortRefusal('FORBIDDEN', 'Pages of containers have no service workers.');
    if (path.token === null) return this.#enter(request, response, path, false);
    if (isPreflight(request)) return answerPreflight(request, response);
    const access = await this.#door.open(request, path);
    if (access === null || access === 'expired')
      return this.#enter(request, response, path, access === 'expired');
    if (!path.whole) return redirect(response, `${this.#base(path)}${path.target.slice(1)}`);
    await this.#hold(access, response, async (held) => {
      const connection = await openPort(access.allowed, held, this.#options.services, this.#options.limits);
      await proxyRequest(request, response, { connection, ...this.#proxied(access, path) });
    });
  }

  /**
   * Sends a user who opens an address without a capability, or with one from an earlier day, to one with a capability.
   * Only what the user does counts: a link of another site, or a page that loads the address, does not.
   */
  async #enter(
    request: IncomingMessage,
    response: ServerResponse,
    path: PagePath,
    wasGood: boolean,
  ): Promise<void> {
    const { method, headers } = request;
    const opens =
      (method === 'GET' || method === 'HEAD') && (headers['sec-fetch-dest'] ?? 'document') === 'document';
    const own = wasGood || this.#options.policy.refusal(headers) === null;
    if (!opens || !own) throw closed();
    const token = await this.#door.mint(request, path);
    redirect(response, `${this.#base({ ...path, token })}${path.target.slice(1)}`);
  }

  #base({ containerId, port, token }: PagePath): string {
    return `${portFolder({ containerId, port: port ?? 0 })}~${token ?? ''}/`;
  }

  #proxied({ allowed }: PageAccess, path: PagePath) {
    const { port, containerName } = allowed;
    const origin = new URL(this.#options.publicUrl).origin;
    const frame: PageFrame = { folder: portFolder(allowed), base: this.#base(path), port, origin };
    return { frame, target: path.target, name: `The program on port ${port} of '${containerName}'` };
  }

  /** Counts a connection while the work lasts, and cuts its client when it is closed. */
  async #hold(
    { credential }: PageAccess,
    client: Pick<Duplex | ServerResponse, 'once' | 'destroy'>,
    work: (held: HeldPort) => Promise<void>,
  ): Promise<void> {
    const held = new HeldPort(credential);
    client.once('close', () => held.finish());
    held.signal.addEventListener('abort', () => {
      if (held.ending !== null) client.destroy();
    });
    try {
      await this.#options.desk.admit(held);
      await work(held);
    } finally {
      held.finish();
    }
  }
}

/** A page of another origin asks whether it may send this. The capability says that it is the container's own. */
function isPreflight({ method, headers }: IncomingMessage): boolean {
  return method === 'OPTIONS' && headers['access-control-request-method'] !== undefined;
}

function answerPreflight({ headers }: IncomingMessage, response: ServerResponse): void {
  response.writeHead(204, {
    ...guardsFor(headers),
    'access-control-allow-methods': 'GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS',
    'access-control-allow-headers': headers['access-control-request-headers'] ?? '*',
    'access-control-max-age': '600',
  });
  response.end();
}

function redirect(response: ServerResponse, location: string): void {
  response.writeHead(302, { ...guardsFor({}), location, 'cache-control': 'no-store', 'content-length': 0 });
  response.end();
}

function plain(request: IncomingMessage, response: ServerResponse, status: number, message: string): void {
  response.writeHead(status, {
    ...guardsFor(request.headers),
    'content-type': 'text/plain; charset=utf-8',
    'cache-control': 'no-store',
    // The rest of a body is not read.
    connection: 'close',
  });
  response.end(`${message}\n`);
}

function closed(): PortRefusal {
  const message =
    'This address has expired, or was never yours. Open the port from the page of its lab again.';
  return new PortRefusal('UNAUTHENTICATED', message);
}

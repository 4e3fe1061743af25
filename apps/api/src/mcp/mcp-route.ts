import type { AddressInfo } from 'node:net';
import type { FastifyInstance } from 'fastify';
import type { Services } from '../context/services.ts';
import { ReaderCounts } from '../live-hosts/reader-counts.ts';
import { problem } from '../http/request-gate.ts';
import { presentedSecret } from '../identity/credential.ts';
import { OwnApi } from './own-api.ts';

/** A plan may carry all files of a lab, which are at most 750,000 bytes. */
const bodyLimit = 1_100_000;
/** Calls of one user at the same time on one instance. Each may hold a terminal or a capture for two minutes. */
const callsPerUser = 8;

/**
 * Serves the Model Context Protocol at `/mcp` (Streamable HTTP). Each request stands alone, so that any instance answers it.
 * It takes tokens only: a cookie would let other sites act for their visitor.
 */
export function addMcpRoute(app: FastifyInstance, services: Services): void {
  const calls = new ReaderCounts(callsPerUser);

  app.post('/mcp', { bodyLimit }, async (request, reply) => {
    const { authorization, host = '' } = request.headers;
    const presented = presentedSecret(authorization, undefined);
    const credential = presented === null ? null : await services.authenticator.authenticate(presented);
    if (credential === null || authorization === undefined) {
      const message = 'This needs a token: send `Authorization: Bearer pn_…`. Create one on the page API.';
      return reply.code(401).header('www-authenticate', 'Bearer').send(problem(message, 'UNAUTHENTICATED'));
    }
    const { id: userId } = credential.user;
    request.userId = userId;
    if (!calls.hasRoom(userId)) {
      const message = `You have ${callsPerUser} running calls, which is the limit. Wait for one to end.`;
      return reply.code(429).header('retry-after', '1').send(problem(message, 'RATE_LIMITED'));
    }
    const leave = calls.enter(userId);
    const left = new AbortController();
    reply.raw.once('close', () => left.abort());
    try {
      const url = ownUrl(app);
      const api = new OwnApi({ url, host, authorization, signal: left.signal });
      // The protocol's SDK takes long to load, and most sites never need it.
      const { answerMcp } = await import('./answer-mcp.ts');
      return await answerMcp(request, reply, api, services);
    } finally {
      leave();
    }
  });
  for (const method of ['GET', 'DELETE'] as const) {
    app.route({
      ...{ method, url: '/mcp', exposeHeadRoute: false },
      handler: (_request, reply) =>
        reply.code(405).header('allow', 'POST').send(problem('Send messages of the protocol with POST.')),
    });
  }
}

/** Where this instance listens. */
function ownUrl({ server }: FastifyInstance): string {
  const { address, family, port } = server.address() as AddressInfo;
  const host = address === '0.0.0.0' ? '127.0.0.1' : address === '::' ? '::1' : address;
  return `http://${family === 'IPv6' ? `[${host}]` : host}:${port}`;
}

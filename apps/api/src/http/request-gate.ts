import { isIP } from 'node:net';
import type { FastifyInstance } from 'fastify';
import { hasOneHost, type OriginPolicy, twoHosts } from './origin-policy.ts';

/** Load balancers use any host name for these. They reveal nothing. */
const forAnyName = new Set(['/healthz', '/readyz']);

/**
 * Refuses requests for another host, and changes from another site, before the body is read.
 * @param fromAnywhere whether an address may be used by pages of any origin, because it takes no cookie of the website
 */
export function addRequestGate(
  app: FastifyInstance,
  policy: OriginPolicy,
  fromAnywhere: (url: string) => boolean,
): void {
  app.addHook('onRequest', async (request, reply) => {
    const { method, headers } = request;
    if (!hasOneHost(request.raw)) return reply.code(400).send(problem(twoHosts));
    const path = request.url.split('?', 1)[0] ?? '';
    // Scrapers use the address. Unlike a name, another site can't point it at this server.
    const byAddress = path === '/metrics' && isAddress(headers.host);
    if (!forAnyName.has(path) && !byAddress && !policy.answersTo(headers.host)) {
      return reply.code(421).send(problem('This server does not answer to that host name.'));
    }
    if (method === 'GET' || method === 'HEAD' || fromAnywhere(request.url)) return undefined;
    const refusal = policy.refusal(headers);
    return refusal === null ? undefined : reply.code(403).send(problem(refusal));
  });
}

function isAddress(host = ''): boolean {
  return isIP(host.replace(/:\d+$/, '').replace(/^\[(.*)\]$/, '$1')) !== 0;
}

/** An error in the shape that GraphQL clients understand. */
export function problem(message: string, code = 'BAD_REQUEST', requestId?: string) {
  const extensions = requestId === undefined ? { code } : { code, requestId };
  return { errors: [{ message, extensions }] };
}

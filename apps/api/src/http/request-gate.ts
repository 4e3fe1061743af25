import { isIP } from 'node:net';
import type { FastifyInstance } from 'fastify';
import type { OriginPolicy } from './origin-policy.ts';

/** Load balancers ask by whatever name they like; these tell nothing about anybody. */
const forAnyName = new Set(['/healthz', '/readyz']);

/** Turns away, before anything is read, who asks for another host or acts from another site. */
export function addRequestGate(app: FastifyInstance, policy: OriginPolicy): void {
  app.addHook('onRequest', async (request, reply) => {
    const { method, headers } = request;
    const path = request.url.split('?', 1)[0] ?? '';
    // A scraper asks by address, which unlike a name can't be pointed at us by somebody else.
    const byAddress = path === '/metrics' && isAddress(headers.host);
    if (!forAnyName.has(path) && !byAddress && !policy.answersTo(headers.host)) {
      return reply.code(421).send(problem('This server does not answer to that host name.'));
    }
    if (method === 'GET' || method === 'HEAD') return undefined;
    const refusal = policy.refusal(headers);
    return refusal === null ? undefined : reply.code(403).send(problem(refusal));
  });
}

function isAddress(host = ''): boolean {
  return isIP(host.replace(/:\d+$/, '').replace(/^\[(.*)\]$/, '$1')) !== 0;
}

/** An error in the form that GraphQL clients understand. */
export function problem(message: string, code = 'BAD_REQUEST', requestId?: string) {
  const extensions = requestId === undefined ? { code } : { code, requestId };
  return { errors: [{ message, extensions }] };
}

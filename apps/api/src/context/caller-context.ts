import type { IncomingMessage } from 'node:http';
import type { FastifyRequest } from 'fastify';
import { presentedSecret } from '../identity/credential.ts';
import { createContext, type RequestContext } from './request-context.ts';
import type { Services } from './services.ts';

/** What a route besides GraphQL's needs to know who is asking. */
export interface CallerOptions {
  readonly services: Services;
  readonly addressOf: (request: IncomingMessage) => string;
}

/** Who is asking, from the request's cookie or token. */
export async function callerContext(
  { services, addressOf }: CallerOptions,
  request: FastifyRequest,
): Promise<RequestContext> {
  const presented = presentedSecret(request.headers.authorization, request.headers.cookie);
  const credential = presented === null ? null : await services.authenticator.authenticate(presented);
  return createContext(services, {
    requestId: request.id,
    credential,
    address: addressOf(request.raw),
    device: null,
    userAgent: null,
    cookies: null,
  });
}

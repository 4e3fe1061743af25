import type { IncomingMessage } from 'node:http';
import { MIMEType } from 'node:util';
import { HeaderMap, type ApolloServer } from '@apollo/server';
import type { FastifyInstance, FastifyReply, FastifyRequest, RequestPayload } from 'fastify';
import { type CookieJar, createContext, type RequestContext } from '../context/request-context.ts';
import { operationLimits } from './limits.ts';
import { presentedDevice, presentedSecret } from '../identity/credential.ts';
import { deviceCookie, endedSessionCookie, sessionCookie } from '../identity/session-cookie.ts';
import type { Services } from '../context/services.ts';
import { problem } from '../http/request-gate.ts';

interface GraphqlRouteOptions {
  readonly apollo: ApolloServer<RequestContext>;
  readonly services: Services;
  readonly secure: boolean;
  readonly addressOf: (request: IncomingMessage) => string;
  /** Answers a browser that opens the URL. */
  readonly playground: (reply: FastifyReply) => FastifyReply;
}

export function addGraphqlRoute(app: FastifyInstance, options: GraphqlRouteOptions): void {
  app.post(
    '/graphql',
    {
      bodyLimit: operationLimits.signedInRequestBytes,
      onRequest: refuseOtherCharset,
      preParsing: (request, reply, payload) => limitBody(request, reply, payload, options.services),
    },
    (request, reply) => answer(request, reply, options),
  );
  app.get('/graphql', (request, reply) => {
    if (request.headers.accept?.includes('text/html') === true) return options.playground(reply);
    reply.header('allow', 'POST');
    return reply.code(405).send(problem('Send GraphQL operations with POST as application/json.'));
  });
}

/** JSON is UTF-8 (RFC 8259). A filter in front may have read another encoding in the same bytes. */
async function refuseOtherCharset({ headers }: FastifyRequest, reply: FastifyReply) {
  const charset = charsetOf(headers['content-type'] ?? '');
  if (charset === null || charset.toLowerCase() === 'utf-8') return undefined;
  const message = `The charset '${charset.slice(0, 40)}' is not supported. Send JSON in UTF-8.`;
  return reply.code(415).send(problem(message));
}

/** Lets only a caller who is signed in send a large body, before any of it is read. */
async function limitBody(
  request: FastifyRequest,
  reply: FastifyReply,
  payload: RequestPayload,
  { authenticator, fileTransfers }: Services,
): Promise<RequestPayload> {
  // Without a length, which HTTP allows, the body could have any.
  const length = Number(request.headers['content-length'] ?? Number.POSITIVE_INFINITY);
  if (length <= operationLimits.requestBytes) return payload;
  const presented = presentedSecret(request.headers.authorization, request.headers.cookie);
  const credential = presented === null ? null : await authenticator.authenticate(presented);
  if (credential === null) await reply.code(413).send(problem(tooLarge));
  else if (length > operationLimits.largeRequestBytes) {
    if (fileTransfers.hasRoom(credential.user.id))
      reply.raw.once('close', fileTransfers.enter(credential.user.id));
    else await reply.code(429).send(problem(tooMany, 'QUOTA'));
  }
  return payload;
}

const tooLarge = 'The request is too large. Send at most 100,000 bytes, and their number in Content-Length.';

const tooMany = 'You send several large requests or files already. Wait for one of them.';

/** Null without one, and for a header that is no media type, which fastify refuses. */
function charsetOf(contentType: string): string | null {
  try {
    return new MIMEType(contentType).params.get('charset');
  } catch {
    return null;
  }
}

async function answer(request: FastifyRequest, reply: FastifyReply, options: GraphqlRouteOptions) {
  const { apollo, services, secure, addressOf } = options;
  if (operationLength(request.body) > operationLimits.requestBytes) {
    return reply.code(413).send(problem(tooLarge));
  }
  const presented = presentedSecret(request.headers.authorization, request.headers.cookie);
  const found = presented === null ? null : services.authenticator.authenticate(presented);
  const credential = found instanceof Promise ? await found : found;
  const context = createContext(services, {
    requestId: request.id,
    credential,
    address: addressOf(request.raw),
    device: presentedDevice(request.headers.cookie),
    userAgent: request.headers['user-agent'] ?? null,
    cookies: cookieJar(reply, secure),
  });
  request.userId = context.viewer?.id ?? null;
  request.operationName = operationNameOf(request.body);
  const response = await apollo.executeHTTPGraphQLRequest({
    httpGraphQLRequest: {
      method: 'POST',
      headers: toHeaderMap(request),
      search: '',
      body: request.body,
    },
    context: () => Promise.resolve(context),
  });
  for (const [name, value] of response.headers) reply.header(name, value);
  reply.header('cache-control', 'no-store').code(response.status ?? 200);
  return response.body.kind === 'complete' ? response.body.string : '';
}

function cookieJar(reply: FastifyReply, secure: boolean): CookieJar {
  return {
    // Of several headers for one cookie the last one counts.
    set: (secret) => void reply.header('set-cookie', sessionCookie(secret, secure)),
    setDevice: (secret) => void reply.header('set-cookie', deviceCookie(secret, secure)),
    clear: () => void reply.header('set-cookie', endedSessionCookie(secure)),
  };
}

/** The headers that Apollo reads. */
function toHeaderMap({ headers }: FastifyRequest): HeaderMap {
  const map = new HeaderMap();
  for (const name of ['content-type', 'accept', 'x-apollo-operation-name', 'apollo-require-preflight']) {
    const value = headers[name];
    if (typeof value === 'string') map.set(name, value);
  }
  return map;
}

function operationLength(body: unknown): number {
  if (typeof body !== 'object' || body === null || !('query' in body)) return 0;
  return typeof body.query === 'string' ? body.query.length : 0;
}

/** For the log. Other text than a short name is dropped, because the caller chooses it. */
function operationNameOf(body: unknown): string | null {
  if (typeof body !== 'object' || body === null || !('operationName' in body)) return null;
  const { operationName } = body;
  return typeof operationName === 'string' && /^\w{1,60}$/.test(operationName) ? operationName : null;
}

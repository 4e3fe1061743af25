import type { FastifyInstance } from 'fastify';
import type { Metrics } from '../runtime/metrics.ts';

declare module 'fastify' {
  interface FastifyRequest {
    userId: string | null;
    operationName: string | null;
  }
}

/** Logs one line per request: user, operation and duration. Never variables, headers or bodies. */
export function addRequestLog(app: FastifyInstance, metrics: Metrics): void {
  app.decorateRequest('userId', null);
  app.decorateRequest('operationName', null);
  app.addHook('onRequest', (request, reply, done) => {
    reply.header('x-request-id', request.id);
    done();
  });
  app.addHook('onResponse', (request, reply, done) => {
    const { id, method, userId, operationName, routeOptions } = request;
    const route = routeOptions.url ?? 'unknown';
    const { statusCode: status, elapsedTime } = reply;
    metrics.answered(route, method, status, elapsedTime / 1000);
    const line = { requestId: id, method, route, status, ms: Math.round(elapsedTime), userId, operationName };
    if (route === '/graphql') app.log.info(line, 'answered');
    else app.log.debug(line, 'answered');
    done();
  });
}

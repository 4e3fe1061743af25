import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { problem } from './request-gate.ts';

/** Messages for the errors of the caller that fastify detects. */
const messages: Readonly<Record<string, string>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: 'The request is too large. Send at most 100,000 bytes.',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'Send the request as application/json.',
  FST_ERR_CTP_EMPTY_JSON_BODY: 'The body is empty. Send a GraphQL operation as JSON.',
  FST_ERR_CTP_INVALID_JSON_BODY: 'The body is not valid JSON. Send a GraphQL operation as JSON.',
};

/** Answers what fastify refuses before any hook runs, such as a path that can't be decoded. */
export function answerBeforeHooks(headers: Readonly<Record<string, string>>) {
  return (_error: FastifyError, _request: FastifyRequest, reply: FastifyReply): void => {
    const message = 'The path of the address is not valid: % needs two hexadecimal digits of UTF-8.';
    void reply.headers(headers).code(400).send(problem(message));
  };
}

/** Answers errors outside of GraphQL in GraphQL's shape. Errors of the server are masked and logged. */
export function addErrorAnswers(app: FastifyInstance): void {
  app.setErrorHandler((error: FastifyError, request, reply) => {
    const status = error.statusCode ?? 500;
    if (status < 500) {
      const message =
        messages[error.code] ?? 'The request could not be understood. Send a GraphQL operation as JSON.';
      return reply.code(status).send(problem(message));
    }
    request.log.error({ err: error, requestId: request.id }, 'a request failed');
    const message = `Something went wrong on our side. If it happens again, quote request ${request.id}.`;
    return reply.code(500).send(problem(message, 'INTERNAL', request.id));
  });
}

import { WebStandardStreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/webStandardStreamableHttp.js';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Services } from '../context/services.ts';
import { createMcpServer } from './mcp-server.ts';
import type { OwnApi } from './own-api.ts';

/** Answers one message of the protocol, which may take as long as its tool. */
export async function answerMcp(
  request: FastifyRequest,
  reply: FastifyReply,
  api: OwnApi,
  { logger }: Services,
): Promise<FastifyReply> {
  // Without an id generator there are no sessions.
  const transport = new WebStandardStreamableHTTPServerTransport({ enableJsonResponse: true });
  const server = createMcpServer(api, logger);
  await server.connect(transport);
  try {
    const headers = new Headers();
    for (const name of ['accept', 'content-type', 'mcp-protocol-version'])
      if (typeof request.headers[name] === 'string') headers.set(name, request.headers[name]);
    const response = await transport.handleRequest(
      new Request(new URL('/mcp', api.terminals.origin), { method: 'POST', headers, signal: api.signal }),
      { parsedBody: request.body },
    );
    for (const [name, value] of response.headers) void reply.header(name, value);
    return reply
      .code(response.status)
      .header('cache-control', 'no-store')
      .send(await response.text());
  } finally {
    await server.close();
  }
}

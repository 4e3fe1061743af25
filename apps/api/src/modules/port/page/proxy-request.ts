import { type IncomingMessage, request as startRequest, type ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { PortRefusal } from '../port-refusal.ts';
import { headersForBrowser, headersForProgram, type PageFrame } from './page-headers.ts';

/** A connection to a program, and the page that it answers. */
export interface Proxied {
  readonly connection: Duplex;
  readonly frame: PageFrame;
  readonly target: string;
  /** What the page's program is called in messages. */
  readonly name: string;
}

/**
 * Passes a request on to a program and its answer back, as they come. Resolves when the answer was sent.
 * @throws PortRefusal when there is no answer; nothing was sent then
 */
export async function proxyRequest(
  request: IncomingMessage,
  response: ServerResponse,
  { connection, frame, target, name }: Proxied,
): Promise<void> {
  const { method = 'GET', headers } = request;
  const answered = Promise.withResolvers<IncomingMessage>();
  const passed = startRequest({
    createConnection: () => connection,
    method,
    path: target,
    // Node would send a body of unknown length without an end for methods that rarely have one.
    headers: {
      ...headersForProgram(headers, frame),
      ...(headers['transfer-encoding'] !== undefined && { 'transfer-encoding': 'chunked' }),
    },
    setHost: false,
  });
  passed.once('response', answered.resolve);
  // It switches protocols without being asked to.
  passed.once('upgrade', () => answered.reject(new Error('An unexpected upgrade')));
  passed.on('error', answered.reject);
  connection.once('close', () => answered.reject(new Error('The connection was closed')));
  // A program may answer before it has read everything, so this ends by itself.
  pipeline(request, passed).catch(answered.reject);
  let answer: IncomingMessage;
  try {
    answer = await answered.promise;
  } catch (cause) {
    connection.destroy();
    const message = `${name} did not answer as an HTTP server does. To reach another kind of program, use "pineapple forward".`;
    throw Object.assign(new PortRefusal('CONFLICT', message), { cause });
  }
  response.writeHead(answer.statusCode ?? 502, headersForBrowser(answer, { headers, target }, frame));
  try {
    await pipeline(answer, response);
  } catch {
    // One side left. Cutting the connection tells the other that the answer is not complete.
    response.destroy();
  } finally {
    connection.destroy();
  }
}

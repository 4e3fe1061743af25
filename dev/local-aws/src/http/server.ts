import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { type Faults } from '../faults.ts';
import { describeError, type Log } from '../log.ts';
import type { Meter } from '../meter.ts';
import { AwsError } from './aws-error.ts';
import type { AwsResponse, RequestHead, Service } from './aws-request.ts';
import { answerFaultRequest } from './fault-endpoint.ts';
import { isOwnUser } from './connection-owner.ts';
import { readBody } from './read-body.ts';
import { checkNoPage } from './request-guard.ts';
import type { Signature, SignatureVerifier } from './signature.ts';

interface AwsServer {
  readonly endpoint: string;
  close(): Promise<void>;
}

/** The endpoint: one loopback port for all services. */
export async function startServer(options: {
  port: number;
  services: readonly Service[];
  signatures: SignatureVerifier;
  /** The access keys whose secrets anyone may know. */
  publicKeys: ReadonlySet<string>;
  /** Accepts a WebSocket upgrade. @returns false when it is meant for another service. */
  upgrade: (message: IncomingMessage, socket: Socket, head: Buffer) => boolean;
  /** The source of faults. */
  faults: Faults;
  /** Enables `POST /_local/faults`. */
  faultEndpoint: boolean;
  log: Log;
  meter: Meter | undefined;
}): Promise<AwsServer> {
  const server = createServer({ keepAliveTimeout: 65_000 }, (message, response) => {
    void answer(message, response);
  });

  const ownSockets = new WeakMap<Socket, boolean>();
  /** Whether a request may use its access key: one whose secret is documented is for this process's own user only. */
  const mayUse = (socket: Socket, { accessKeyId }: Signature): boolean => {
    if (!options.publicKeys.has(accessKeyId)) return true;
    // Once for each connection: the kernel takes up to 20 ms to list them.
    const own = ownSockets.get(socket) ?? isOwnUser(socket);
    ownSockets.set(socket, own);
    return own;
  };

  server.on('upgrade', (message: IncomingMessage, socket: Socket, head: Buffer) => {
    socket.on('error', () => socket.destroy());
    try {
      const request = { ...headOf(message), body: noBody };
      checkNoPage(request);
      const signature = options.signatures.read(request, 'ssmmessages');
      if (!mayUse(socket, signature)) {
        socket.destroy();
        return;
      }
      options.signatures.verify(signature, request, 'ssmmessages');
      if (options.upgrade(message, socket, head)) return;
      socket.end('HTTP/1.1 404 Not Found\r\nconnection: close\r\n\r\n');
    } catch (error) {
      if (!(error instanceof AwsError)) throw error;
      socket.end(`HTTP/1.1 403 Forbidden\r\nx-amzn-errortype: ${error.code}\r\nconnection: close\r\n\r\n`);
    }
  });

  async function answer(message: IncomingMessage, response: ServerResponse): Promise<void> {
    const head = headOf(message);
    const service = options.services.find((candidate) => candidate.operationOf(head) !== null);
    const reply = (result: AwsResponse): void => {
      if (response.destroyed) return;
      response.writeHead(result.status, {
        ...result.headers,
        'content-length': String(Buffer.byteLength(result.body)),
        'x-amzn-requestid': head.requestId,
      });
      response.end(result.body);
    };
    try {
      checkNoPage(head);
      const signed = service?.name ?? null;
      const signature = options.signatures.read(head, signed);
      if (!mayUse(message.socket, signature)) {
        message.socket.destroy();
        return;
      }
      if (head.path === '/_local/faults' && options.faultEndpoint) {
        const body = await readBody(message, 65_536);
        options.signatures.verify(signature, { ...head, body: body ?? noBody }, signed);
        reply(answerFaultRequest(options.faults, head.method, body));
        return;
      }
      if (!service)
        throw new AwsError(
          'UnknownOperationException',
          `Nothing here answers ${head.method} ${head.path}.`,
          404,
        );
      const body = await readBody(message, service.maxBodyBytes).catch(() => undefined);
      // The client disconnected in the middle of its request, so no answer is needed.
      if (body === undefined) return;
      if (body === null) {
        response.shouldKeepAlive = false;
        throw new AwsError(
          'RequestEntityTooLargeException',
          `The request is larger than ${service.maxBodyBytes} bytes.`,
          413,
        );
      }
      const request = { ...head, body };
      options.signatures.verify(signature, request, signed);
      const operation = service.operationOf(head) ?? '';
      if (service.name !== 'dynamodb') options.meter?.({ kind: 'request', service: service.name, operation });
      await meetFault(options.faults, service.name, operation);
      reply(await service.handle(operation, request));
    } catch (error) {
      const known = error instanceof AwsError;
      if (!known)
        options.log({
          level: 'error',
          message: 'request failed',
          requestId: head.requestId,
          error: describeError(error),
        });
      const {
        code,
        message: text,
        status,
        members,
      } = known
        ? error
        : new AwsError('InternalServerError', 'An internal error occurred; see the log of local-aws.', 500);
      const render = service?.renderError ?? plainError;
      reply(render({ code, message: text, status, members }));
    }
  }

  server.listen(options.port, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    endpoint: `http://127.0.0.1:${port}`,
    async close() {
      const closed = once(server, 'close');
      server.close();
      server.closeIdleConnections();
      const deadline = setTimeout(() => server.closeAllConnections(), 2_000);
      await closed;
      clearTimeout(deadline);
    },
  };
}

const noBody = Buffer.alloc(0);

function headOf(message: IncomingMessage): RequestHead {
  const [path = '/', query = ''] = (message.url ?? '/').split('?', 2);
  return {
    requestId: randomUUID(),
    method: message.method ?? 'GET',
    path,
    query: new URLSearchParams(query),
    headers: message.headers,
  };
}

async function meetFault(faults: Faults, service: Service['name'], operation: string): Promise<void> {
  const fault = faults.take(service, operation);
  if (!fault) return;
  if (fault.delayMs > 0) await delay(fault.delayMs);
  if (fault.error) throw new AwsError(fault.error, `A fault was injected into ${operation}.`, fault.status);
}

function plainError({
  code,
  message,
  status,
}: {
  code: string;
  message: string;
  status: number;
}): AwsResponse {
  const headers = { 'content-type': 'application/json', 'x-amzn-errortype': code };
  return { status, headers, body: JSON.stringify({ __type: code, message }) };
}

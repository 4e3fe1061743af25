import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { type CallerOptions, callerContext } from '../../context/caller-context.ts';
import type { RequestContext } from '../../context/request-context.ts';
import type { Failure } from '../../graphql/user-errors.ts';
import { problem } from '../../http/request-gate.ts';
import { allows } from '../../identity/credential.ts';

/** Why bytes are not taken or given, in the shape of GraphQL's errors. */
export class TransferRefusal extends Error {
  readonly status: number;
  readonly body: ReturnType<typeof problem>;

  constructor(status: number, code: string, message: string) {
    super(message);
    this.status = status;
    this.body = problem(message, code);
  }
}

/** The caller's context. Counts a transfer until it ends, or its client leaves. @throws TransferRefusal */
export async function enterTransfer(
  options: CallerOptions,
  request: FastifyRequest,
  reply: FastifyReply,
  wanted: 'READ' | 'WRITE',
): Promise<RequestContext> {
  const { fileTransfers } = options.services;
  const context = await callerContext(options, request);
  const { credential, viewer } = context;
  if (credential === null || viewer === null)
    throw new TransferRefusal(401, 'UNAUTHENTICATED', 'Sign in first: this needs a session or a token.');
  if (!allows(credential, wanted))
    throw new TransferRefusal(
      403,
      'FORBIDDEN',
      `This token lacks the scope ${wanted}. Create one that has it.`,
    );
  if (!fileTransfers.hasRoom(viewer.id))
    throw new TransferRefusal(429, 'QUOTA', 'You send or fetch several files already. Wait for one of them.');
  reply.raw.once('close', fileTransfers.enter(viewer.id));
  return context;
}

/** How many bytes a request announces. @throws TransferRefusal if it does not */
export function announcedBytes(request: FastifyRequest): number {
  const bytes = Number(request.headers['content-length'] ?? Number.NaN);
  if (Number.isInteger(bytes)) return bytes;
  throw new TransferRefusal(411, 'VALIDATION', 'Say in Content-Length how many bytes the body has.');
}

/** Has routes take bodies of one type as bytes, and answer refusals. */
export function takeBytes(
  scope: FastifyInstance,
  { type, bodyLimit }: { readonly type: string; readonly bodyLimit: number },
): void {
  scope.setErrorHandler((error: FastifyError | TransferRefusal, _request, reply) => {
    const wrongType = 'code' in error && error.code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE';
    const refusal = wrongType ? new TransferRefusal(415, 'VALIDATION', `Send the bytes as ${type}.`) : error;
    if (!(refusal instanceof TransferRefusal)) throw error;
    return reply.code(refusal.status).send(refusal.body);
  });
  scope.removeAllContentTypeParsers();
  scope.addContentTypeParser(type, { parseAs: 'buffer', bodyLimit }, (_request, body, parsed) =>
    parsed(null, body),
  );
}

/** The body as bytes. An empty one has no parser. */
export function bodyOf({ body }: FastifyRequest): Buffer {
  return Buffer.isBuffer(body) ? body : Buffer.alloc(0);
}

/** @throws TransferRefusal for a failure */
export function throwFailure(failure: Failure | null): void {
  if (failure === null) return;
  const { kind, message } = failure;
  if (kind === 'not-found') throw new TransferRefusal(404, 'NOT_FOUND', message);
  if (kind === 'quota') throw new TransferRefusal(413, 'QUOTA', message);
  throw new TransferRefusal(400, 'VALIDATION', message);
}

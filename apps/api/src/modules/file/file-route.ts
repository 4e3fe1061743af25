import { isSha256, mostStoredBytes } from '@pineapple/core';
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { type CallerOptions, callerContext } from '../../context/caller-context.ts';
import type { RequestContext } from '../../context/request-context.ts';
import type { Failure } from '../../graphql/user-errors.ts';
import { problem } from '../../http/request-gate.ts';
import { allows } from '../../identity/credential.ts';
import { findLab } from '../lab/find-lab.ts';
import { refuseContent, storeContent } from './store-file.ts';

type LabRequest = FastifyRequest<{ Params: { readonly labId: string } }>;
type ContentRequest = FastifyRequest<{ Params: { readonly labId: string; readonly sha256: string } }>;

/** Why a file is not taken or given, in the shape of GraphQL's errors. */
class FileRefusal extends Error {
  readonly status: number;
  readonly body: ReturnType<typeof problem>;

  constructor(status: number, code: string, message: string) {
    super(message);
    this.status = status;
    this.body = problem(message, code);
  }
}

/**
 * Serves `PUT /files/<lab id>`, which stores its body for files of the lab and answers with its SHA-256 and size, and
 * `GET /files/<lab id>/<sha256>`, which answers with the bytes.
 */
export function addFileRoutes(app: FastifyInstance, options: CallerOptions): void {
  const { files, fileTransfers } = options.services;

  /** The caller's context. Counts a transfer until it ends, or its client leaves. @throws FileRefusal */
  async function enter(
    request: FastifyRequest,
    reply: FastifyReply,
    wanted: 'READ' | 'WRITE',
  ): Promise<RequestContext> {
    const context = await callerContext(options, request);
    const { credential, viewer } = context;
    if (credential === null || viewer === null)
      throw new FileRefusal(401, 'UNAUTHENTICATED', 'Sign in first: this needs a session or a token.');
    if (!allows(credential, wanted))
      throw new FileRefusal(
        403,
        'FORBIDDEN',
        `This token lacks the scope ${wanted}. Create one that has it.`,
      );
    if (!fileTransfers.hasRoom(viewer.id))
      throw new FileRefusal(429, 'QUOTA', 'You send or fetch several files already. Wait for one of them.');
    reply.raw.once('close', fileTransfers.enter(viewer.id));
    return context;
  }

  void app.register((scope, _options, done) => {
    scope.setErrorHandler((error: FastifyError | FileRefusal, _request, reply) => {
      const wrongType = 'code' in error && error.code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE';
      const refusal = wrongType
        ? new FileRefusal(415, 'VALIDATION', 'Send the bytes as application/octet-stream.')
        : error;
      if (!(refusal instanceof FileRefusal)) throw error;
      return reply.code(refusal.status).send(refusal.body);
    });
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser(
      'application/octet-stream',
      { parseAs: 'buffer', bodyLimit: mostStoredBytes },
      (_request, body, parsed) => parsed(null, body),
    );
    const contexts = new WeakMap<FastifyRequest, RequestContext>();

    scope.put(
      '/files/:labId',
      {
        // Before the body is read.
        onRequest: async (request: LabRequest, reply) => {
          const context = await enter(request, reply, 'WRITE');
          const bytes = Number(request.headers['content-length'] ?? Number.NaN);
          if (!Number.isInteger(bytes))
            throw new FileRefusal(411, 'VALIDATION', 'Say in Content-Length how many bytes the body has.');
          throwFailure(await refuseContent(request.params.labId, bytes, context));
          contexts.set(request, context);
        },
      },
      async (request: LabRequest, reply) => {
        const context = contexts.get(request);
        if (!context) throw new Error('A file is stored without a check of its sender.');
        // An empty body has no parser.
        const content = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
        const stored = await storeContent(request.params.labId, content, context);
        if (!stored.ok) return throwFailure(stored.error);
        return reply.header('cache-control', 'no-store').send(stored.value);
      },
    );

    scope.get('/files/:labId/:sha256', { exposeHeadRoute: false }, async (request: ContentRequest, reply) => {
      const context = await enter(request, reply, 'READ');
      const { labId, sha256 } = request.params;
      const isSeen = (await findLab(labId, context)) !== null && isSha256(sha256);
      const content = isSeen ? await files.get(labId, sha256) : null;
      if (content === null)
        throw new FileRefusal(404, 'NOT_FOUND', 'There is no such lab, or it has no such file.');
      return reply
        .headers({
          'cache-control': 'no-store',
          'content-disposition': 'attachment',
          'x-content-type-options': 'nosniff',
        })
        .type('application/octet-stream')
        .send(Buffer.from(content));
    });
    done();
  });
}

function throwFailure(failure: Failure | null): void {
  if (failure === null) return;
  const { kind, message } = failure;
  if (kind === 'not-found') throw new FileRefusal(404, 'NOT_FOUND', message);
  if (kind === 'quota') throw new FileRefusal(413, 'QUOTA', message);
  throw new FileRefusal(400, 'VALIDATION', message);
}

import { Readable } from 'node:stream';
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { type CallerOptions, callerContext } from '../../context/caller-context.ts';
import type { RequestContext } from '../../context/request-context.ts';
import type { Failure } from '../../graphql/user-errors.ts';
import { problem } from '../../http/request-gate.ts';
import { allows } from '../../identity/credential.ts';
import { importSnapshot } from './import-snapshot.ts';
import { findSnapshot } from './open-snapshot.ts';
import { mostFileBytes, writeSnapshotFile } from './snapshot-file.ts';

type FileRequest = FastifyRequest<{ Params: { readonly id: string } }>;
type ImportRequest = FastifyRequest<{ Querystring: { readonly name?: string } }>;

/** Why a file is not taken or given, in the shape of GraphQL's errors. */
class SnapshotRefusal extends Error {
  readonly status: number;
  readonly body: ReturnType<typeof problem>;

  constructor(status: number, code: string, message: string) {
    super(message);
    this.status = status;
    this.body = problem(message, code);
  }
}

const statusOf = { validation: 400, quota: 413, conflict: 409, 'not-found': 404 } as const;

function refusalOf({ kind, message }: Failure): SnapshotRefusal {
  const status = statusOf[kind as keyof typeof statusOf] ?? 400;
  return new SnapshotRefusal(status, kind.toUpperCase().replace('-', '_'), message);
}

/**
 * Serves `GET /snapshot-files/<id>`, which answers with a snapshot as one file, and `PUT /snapshot-files?name=<name>`, which makes a
 * snapshot of such a file and answers with its id and name.
 */
export function addSnapshotRoutes(app: FastifyInstance, options: CallerOptions): void {
  const { files, fileTransfers } = options.services;

  async function enter(
    request: FastifyRequest,
    reply: FastifyReply,
    wanted: 'READ' | 'WRITE',
  ): Promise<RequestContext> {
    const context = await callerContext(options, request);
    const { credential, viewer } = context;
    if (credential === null || viewer === null)
      throw new SnapshotRefusal(401, 'UNAUTHENTICATED', 'Sign in first: this needs a session or a token.');
    if (!allows(credential, wanted))
      throw new SnapshotRefusal(
        403,
        'FORBIDDEN',
        `This token lacks the scope ${wanted}. Create one that has it.`,
      );
    if (!fileTransfers.hasRoom(viewer.id))
      throw new SnapshotRefusal(
        429,
        'QUOTA',
        'You send or fetch several files already. Wait for one of them.',
      );
    reply.raw.once('close', fileTransfers.enter(viewer.id));
    return context;
  }

  void app.register((scope, _options, done) => {
    scope.setErrorHandler((error: FastifyError | SnapshotRefusal, _request, reply) => {
      const wrongType = 'code' in error && error.code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE';
      const refusal = wrongType
        ? new SnapshotRefusal(415, 'VALIDATION', 'Send the file as application/x-tar.')
        : error;
      if (!(refusal instanceof SnapshotRefusal)) throw error;
      return reply.code(refusal.status).send(refusal.body);
    });
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('application/x-tar', { bodyLimit: mostFileBytes }, (_request, body, parsed) =>
      parsed(null, body),
    );
    const contexts = new WeakMap<FastifyRequest, RequestContext>();

    scope.put(
      '/snapshot-files',
      {
        // Before the body is read.
        onRequest: async (request: ImportRequest, reply) => {
          contexts.set(request, await enter(request, reply, 'WRITE'));
        },
      },
      async (request: ImportRequest, reply) => {
        const context = contexts.get(request);
        if (!context) throw new Error('A snapshot is imported without a check of its sender.');
        const { name } = request.query;
        const made = await importSnapshot(request.body as Readable, name ?? null, context);
        if (!made.ok) throw refusalOf(made.error);
        const { id } = made.value;
        return reply.header('cache-control', 'no-store').send({ id, name: made.value.name });
      },
    );

    scope.get('/snapshot-files/:id', { exposeHeadRoute: false }, async (request: FileRequest, reply) => {
      const context = await enter(request, reply, 'READ');
      const snapshot = await findSnapshot(request.params.id, context);
      if (snapshot?.state !== 'ready')
        throw new SnapshotRefusal(404, 'NOT_FOUND', 'There is no such snapshot, or it is not ready.');
      const { ownerId } = snapshot;
      const file = writeSnapshotFile(snapshot, async (sha256) => {
        const content = await files.get(ownerId, sha256);
        if (content === null) throw new Error(`Content ${sha256} of snapshot ${snapshot.id} is gone`);
        return content;
      });
      return reply
        .headers({
          'cache-control': 'no-store',
          'content-disposition': `attachment; filename="${snapshot.id}.tar"`,
          'x-content-type-options': 'nosniff',
        })
        .type('application/x-tar')
        .send(Readable.from(file, { objectMode: false }));
    });
    done();
  });
}

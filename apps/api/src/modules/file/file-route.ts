import { isSha256, mostStoredBytes } from '@pineapple/core';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { CallerOptions } from '../../context/caller-context.ts';
import type { RequestContext } from '../../context/request-context.ts';
import { findLab } from '../lab/find-lab.ts';
import {
  announcedBytes,
  bodyOf,
  enterTransfer,
  takeBytes,
  throwFailure,
  TransferRefusal,
} from './byte-transfer.ts';
import { refuseContent, storeContent } from './store-file.ts';

type LabRequest = FastifyRequest<{ Params: { readonly labId: string } }>;
type ContentRequest = FastifyRequest<{ Params: { readonly labId: string; readonly sha256: string } }>;

/**
 * Serves `PUT /files/<lab id>`, which stores its body for files of the lab and answers with its SHA-256 and size, and
 * `GET /files/<lab id>/<sha256>`, which answers with the bytes.
 */
export function addFileRoutes(app: FastifyInstance, options: CallerOptions): void {
  const { files } = options.services;

  void app.register((scope, _options, done) => {
    takeBytes(scope, { type: 'application/octet-stream', bodyLimit: mostStoredBytes });
    const contexts = new WeakMap<FastifyRequest, RequestContext>();

    scope.put(
      '/files/:labId',
      {
        // Before the body is read.
        onRequest: async (request: LabRequest, reply) => {
          const context = await enterTransfer(options, request, reply, 'WRITE');
          throwFailure(await refuseContent(request.params.labId, announcedBytes(request), context));
          contexts.set(request, context);
        },
      },
      async (request: LabRequest, reply) => {
        const context = contexts.get(request);
        if (!context) throw new Error('A file is stored without a check of its sender.');
        const stored = await storeContent(request.params.labId, bodyOf(request), context);
        if (!stored.ok) return throwFailure(stored.error);
        return reply.header('cache-control', 'no-store').send(stored.value);
      },
    );

    scope.get('/files/:labId/:sha256', { exposeHeadRoute: false }, async (request: ContentRequest, reply) => {
      const context = await enterTransfer(options, request, reply, 'READ');
      const { labId, sha256 } = request.params;
      const isSeen = (await findLab(labId, context)) !== null && isSha256(sha256);
      const content = isSeen ? await files.get(labId, sha256) : null;
      if (content === null)
        throw new TransferRefusal(404, 'NOT_FOUND', 'There is no such lab, or it has no such file.');
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

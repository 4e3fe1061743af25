import { mostArchiveBytes } from '@pineapple/build-context';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { CallerOptions } from '../../context/caller-context.ts';
import type { RequestContext } from '../../context/request-context.ts';
import {
  announcedBytes,
  bodyOf,
  enterTransfer,
  takeBytes,
  throwFailure,
  TransferRefusal,
} from '../file/byte-transfer.ts';
import { storeContext } from './store-context.ts';

/** Each is in memory as a whole. */
const mostAtOnce = 4;

/**
 * Serves `PUT /build-contexts`, which stores a tar archive of files that the viewer's Dockerfiles copy, and answers with
 * the SHA-256 and the size of what it stored.
 */
export function addContextRoute(app: FastifyInstance, options: CallerOptions): void {
  let sent = 0;

  void app.register((scope, _options, done) => {
    takeBytes(scope, { type: 'application/x-tar', bodyLimit: mostArchiveBytes });
    const contexts = new WeakMap<FastifyRequest, RequestContext>();

    scope.put(
      '/build-contexts',
      {
        // Before the body is read.
        onRequest: async (request, reply) => {
          const context = await enterTransfer(options, request, reply, 'WRITE');
          if (announcedBytes(request) > mostArchiveBytes)
            throw new TransferRefusal(
              413,
              'QUOTA',
              'A build context has at most 50 MB. Leave files out with a .dockerignore.',
            );
          if (sent >= mostAtOnce)
            throw new TransferRefusal(
              429,
              'QUOTA',
              'Other users send build contexts at the moment. Try again in a minute.',
            );
          sent += 1;
          reply.raw.once('close', () => {
            sent -= 1;
          });
          contexts.set(request, context);
        },
      },
      async (request, reply) => {
        const context = contexts.get(request);
        if (!context) throw new Error('A build context is stored without a check of its sender.');
        const stored = await storeContext(bodyOf(request), context);
        if (!stored.ok) return throwFailure(stored.error);
        return reply.header('cache-control', 'no-store').send(stored.value);
      },
    );
    done();
  });
}

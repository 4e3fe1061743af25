import type { FastifyInstance } from 'fastify';

export interface Readiness {
  draining(): boolean;
  /** Checks what the API can't work without. Rejects when it is unavailable. */
  check(): Promise<unknown>;
}

/** A check that takes longer than this has failed. */
const timeoutMs = 2_000;
/** Probes within this time share one check. */
const cacheMs = 1_000;

/** /healthz: the process responds. /readyz: it can serve requests and is not about to stop. */
export function addHealthRoutes(app: FastifyInstance, readiness: Readiness): void {
  let last: { at: number; ready: Promise<boolean> } | null = null;
  const ask = (): Promise<boolean> => {
    if (last === null || performance.now() - last.at > cacheMs) {
      last = { at: performance.now(), ready: within(readiness.check(), timeoutMs) };
    }
    return last.ready;
  };
  app.get('/healthz', (_request, reply) => reply.header('cache-control', 'no-store').send({ status: 'ok' }));
  app.get('/readyz', async (_request, reply) => {
    reply.header('cache-control', 'no-store');
    if (readiness.draining()) return reply.code(503).send({ status: 'draining' });
    if (await ask()) return reply.send({ status: 'ready' });
    return reply.code(503).send({ status: 'unavailable' });
  });
}

async function within(check: Promise<unknown>, ms: number): Promise<boolean> {
  const late = Promise.withResolvers<boolean>();
  const timer = setTimeout(() => late.resolve(false), ms).unref();
  const answer = check.then(
    () => true,
    () => false,
  );
  return Promise.race([answer, late.promise]).finally(() => clearTimeout(timer));
}

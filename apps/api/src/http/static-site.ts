import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import { problem } from './request-gate.ts';

/** Vite puts everything whose name carries a hash of its content here. */
const hashed = /[/\\]assets[/\\]/;
const yearSeconds = 365 * 24 * 3600;

/** Paths that belong to the API: an unknown one below them is no page of the application. */
const apiPath = /^\/(graphql|terminals|healthz|readyz|metrics)(\/|$)/;

/** Serves the built application: hashed files for ever, everything else to be asked for again. */
export async function addStaticSite(app: FastifyInstance, directory: string): Promise<void> {
  await app.register(fastifyStatic, {
    root: directory,
    wildcard: false,
    index: false,
    // What the build compressed beforehand is sent as it is.
    preCompressed: true,
    cacheControl: false,
    dotfiles: 'ignore',
    setHeaders: (reply, path) => {
      const forever = `public, max-age=${yearSeconds}, immutable`;
      void reply.header('cache-control', hashed.test(path) ? forever : 'no-cache');
    },
  });
  app.get('/', (_request, reply) => reply.sendFile('index.html'));
}

/** Routes of the application live in the browser: a path without a file's ending gets its page. */
export function addNotFound(app: FastifyInstance, { site }: { readonly site: boolean }): void {
  app.setNotFoundHandler((request, reply) => {
    const path = request.url.split('?', 1)[0] ?? '';
    const isPage = (request.method === 'GET' || request.method === 'HEAD') && !/\.[^/]*$/.test(path);
    if (site && isPage && !apiPath.test(path)) return reply.sendFile('index.html');
    return reply.code(404).send(problem('There is nothing at this address.'));
  });
}

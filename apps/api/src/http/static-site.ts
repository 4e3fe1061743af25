import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import { problem } from './request-gate.ts';

/** Vite puts the files with a content hash in their names here. */
const hashed = /[/\\]assets[/\\]/;
const yearSeconds = 365 * 24 * 3600;

/** Paths of the API. An unknown path below them is not a page of the application. */
const apiPath = /^\/(graphql|terminals|captures|snapshot-files|forwards|ports|healthz|readyz|metrics)(\/|$)/;

/** Serves the built application. Browsers cache hashed files for a year and revalidate all others. */
export async function addStaticSite(app: FastifyInstance, directory: string): Promise<void> {
  await app.register(fastifyStatic, {
    root: directory,
    wildcard: false,
    index: false,
    // Sends the files that the build has compressed.
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

/** Sends the application's page for paths without a file extension, because its routes live in the browser. */
export function addNotFound(app: FastifyInstance, { site }: { readonly site: boolean }): void {
  app.setNotFoundHandler((request, reply) => {
    const path = request.url.split('?', 1)[0] ?? '';
    const isPage = (request.method === 'GET' || request.method === 'HEAD') && !/\.[^/]*$/.test(path);
    if (site && isPage && !apiPath.test(path)) return reply.sendFile('index.html');
    return reply.code(404).send(problem('There is nothing at this address.'));
  });
}

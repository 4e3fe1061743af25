import { randomBytes } from 'node:crypto';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { getStaticFile } from 'ruru/static';
import { contentSecurityPolicy } from './security-headers.ts';

const assets = '/graphql/playground/';

const sample = `# If you are signed in on this site, every operation here runs as you.
query MyLabs {
  viewer { username }
  labs(first: 10) {
    totalCount
    nodes { id name containers { name phase } networks { name ipv4Subnet } }
  }
}

mutation NewLab {
  createLab(input: { name: "Playground" }) {
    ... on CreateLabPayload { lab { id } }
    ... on UserError { code message }
  }
}

# All your containers, live, over a WebSocket.
subscription MyContainers {
  viewerReadiness { phase elapsedMs container { name lab { name } } }
}
`;

/** Sends the page of the playground. It loads nothing from other sites. */
export function sendPlayground(reply: FastifyReply): FastifyReply {
  const nonce = randomBytes(16).toString('base64');
  const policy = contentSecurityPolicy({
    'script-src': `'self' 'nonce-${nonce}'`,
    // The playground's editor adds style elements at run time.
    'style-src': "'self' 'unsafe-inline'",
    'worker-src': "'self'",
  });
  return reply
    .header('content-security-policy', policy)
    .header('cache-control', 'no-store')
    .type('text/html; charset=utf-8')
    .send(page(nonce));
}

/** Serves the playground's scripts and styles from its package. */
export function addPlaygroundAssets(app: FastifyInstance): void {
  app.get(`${assets}*`, async (request, reply) => {
    const file = await getStaticFile({
      staticPath: assets,
      urlPath: request.url,
      acceptEncoding: request.headers['accept-encoding'],
      disallowDevAssets: true,
    });
    if (file === null) return reply.callNotFound();
    reply.header('cache-control', 'public, max-age=3600').headers(file.headers);
    if (request.headers['if-none-match'] === file.headers.etag) return reply.code(304).send();
    return reply.send(file.content);
  });
}

function page(nonce: string): string {
  const config = { staticPath: assets, endpoint: '/graphql', defaultQuery: sample };
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>GraphQL playground · Pineapple Networks</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="${assets}ruru.css">
<style>body { margin: 0 } #ruru-root { height: 100vh }</style>
</head>
<body>
<div id="ruru-root"></div>
<script type="module" nonce="${nonce}">
globalThis.MonacoEnvironment = {
  getWorker(_, label) {
    const file = { json: 'jsonWorker.js', graphql: 'graphqlWorker.js' }[label] ?? 'editorWorker.js';
    return new Worker(new URL('${assets}' + file, location.origin), { type: 'module' });
  },
};
const { React, createRoot, Ruru } = await import('${assets}ruru.js');
const subscriptionEndpoint = location.origin.replace(/^http/, 'ws') + '/graphql';
const config = ${JSON.stringify(config).replaceAll('<', '\\u003c')};
// A query in the URL's fragment is shown, never run.
const link = new URLSearchParams(location.hash.slice(1));
const given = link.has('query')
  ? { initialQuery: link.get('query'), initialVariables: link.get('variables') ?? '' }
  : {};
createRoot(document.getElementById('ruru-root'))
  .render(React.createElement(Ruru, { ...config, ...given, subscriptionEndpoint }));
</script>
</body>
</html>
`;
}

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

/** Small screens show query, variables and response below each other. The product asks for no sponsors. */
const styles = `
html { color-scheme: light dark }
html, body { height: 100%; margin: 0; background: light-dark(#fff, #212a3b) }
#ruru-root { height: 100dvh }
.ruru-footer { display: none }
@media (max-width: 767px) {
  .graphiql-container .graphiql-main { flex-direction: column }
  .graphiql-container .graphiql-main > .graphiql-plugin { min-width: 0; max-height: 45%; overflow: auto }
  .graphiql-container .graphiql-horizontal-drag-bar { display: none }
  .graphiql-container .graphiql-sessions { min-width: 0; margin: 0 4px 4px 0 }
  .graphiql-container #graphiql-session { flex-direction: column; padding: 0 4px 4px }
  .graphiql-container .graphiql-editors, .graphiql-container .graphiql-response { flex: 1 1 50% !important; min-height: 0; min-width: 0 }
  .graphiql-container .graphiql-response { padding-top: 8px }
}`;

/** Runs in the browser. It may use `assets` and `config`. */
const script = `
globalThis.MonacoEnvironment = {
  globalAPI: true,
  getWorker(_, label) {
    const file = { json: 'jsonWorker.js', graphql: 'graphqlWorker.js' }[label] ?? 'editorWorker.js';
    return new Worker(new URL(assets + file, location.origin), { type: 'module' });
  },
};
const { React, createRoot, Ruru } = await import('${assets}ruru.js');
const subscriptionEndpoint = location.origin.replace(/^http/, 'ws') + '/graphql';

const read = (key) => {
  try { return localStorage.getItem(key) } catch { return null }
};
// Tabs of earlier visits that have no text show the sample.
let active = null;
try {
  const state = JSON.parse(read('graphiql:tabState') ?? 'null');
  for (const tab of state?.tabs ?? []) if (!tab.query?.trim()) tab.query = config.defaultQuery;
  if (state) localStorage.setItem('graphiql:tabState', JSON.stringify(state));
  active = state?.tabs[state.activeTabIndex] ?? null;
} catch {
  // The editor ignores what it can't read too.
}
// So do new ones. The editor reacts to the click first.
document.addEventListener('click', ({ target }) => {
  if (!target.closest?.('.graphiql-tab-add')) return;
  const model = globalThis.monaco?.editor.getModels().find(({ uri }) => uri.path.endsWith('operation.graphql'));
  if (model && !model.getValue().trim()) model.setValue(config.defaultQuery);
});

// A query in the URL's fragment is shown, never run.
const link = new URLSearchParams(location.hash.slice(1));
const given = link.has('query')
  ? { initialQuery: link.get('query'), initialVariables: link.get('variables') ?? '' }
  : { initialQuery: active?.query ?? config.defaultQuery, initialVariables: active?.variables ?? '' };
const root = createRoot(document.getElementById('ruru-root'));
/** The theme that was chosen on the site's pages, also in another tab. */
function render() {
  const chosen = read('pineapple-theme');
  const forcedTheme = chosen === 'light' || chosen === 'dark' ? chosen : 'system';
  document.documentElement.style.colorScheme = forcedTheme === 'system' ? '' : forcedTheme;
  root.render(React.createElement(Ruru, { ...config, ...given, subscriptionEndpoint, forcedTheme }));
}
render();
addEventListener('storage', render);
`;

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
<style>${styles}</style>
</head>
<body>
<div id="ruru-root"></div>
<script type="module" nonce="${nonce}">
const assets = '${assets}';
const config = ${JSON.stringify(config).replaceAll('<', '\\u003c')};
${script}</script>
</body>
</html>
`;
}

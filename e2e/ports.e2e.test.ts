import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { expect } from 'vitest';
import { ask, createContainer, createLab, deleteLabs } from './harness/api.ts';
import { it, leaveNothingBehind } from './harness/browser-test.ts';
import { execIn } from './harness/containers.ts';
import { LabPage } from './harness/lab-page.ts';

it.afterAll(({ product }) => leaveNothingBehind(product));

const cli = join(import.meta.dirname, '../apps/cli/src/main.ts');

/** A page that loads its own files, and tries to act as its viewer. */
const files = {
  'index.html':
    '<!doctype html><html lang="en"><title>hostile</title><link rel="stylesheet" href="style.css">' +
    '<script type="module" src="script.js"></script><pre></pre></html>',
  'style.css': 'body { background: rgb(1, 2, 3) }',
  'data.json': '{ "own": "file" }',
  'script.js': `
    const out = {};
    const attempt = async (name, act) => {
      try { out[name] = await act(); } catch (error) { out[name] = error.name; }
    };
    const post = (options) => fetch('/graphql', { method: 'POST', credentials: 'include', ...options });
    const socket = (path, protocol) => new Promise((resolve) => {
      const one = new WebSocket('ws://' + location.host + path, protocol);
      one.onopen = () => resolve('open');
      one.onerror = () => resolve('refused');
    });
    await attempt('origin', () => self.origin);
    await attempt('file', async () => (await (await fetch('data.json')).json()).own);
    await attempt('background', () => getComputedStyle(document.body).backgroundColor);
    await attempt('cookie', () => document.cookie);
    await attempt('setCookie', () => (document.cookie = 'pineapple_session=stolen; path=/'));
    await attempt('storage', () => localStorage.length);
    await attempt('worker', () => navigator.serviceWorker.register('script.js').then(() => 'registered'));
    await attempt('read', async () => (await post({
      headers: { 'content-type': 'application/json' }, body: '{"query":"{ viewer { id } }"}' })).status);
    await attempt('blind', async () => (await post({
      mode: 'no-cors', body: '{"query":"mutation { signOut { signedOut } }"}' })).type);
    await attempt('site', async () => (await fetch('/', { credentials: 'include' })).status);
    await attempt('graphqlSocket', () => socket('/graphql', 'graphql-transport-ws'));
    await attempt('terminal', () =>
      socket('/terminals/' + location.pathname.split('/')[2], 'pineapple.terminal.v1'));
    await attempt('otherPort', async () =>
      (await fetch('/ports/' + location.pathname.split('/')[2] + '/22/', { credentials: 'include' })).status);
    document.querySelector('pre').textContent = JSON.stringify(out);
  `,
};

it('shows the page of a container in an origin of its own, and forwards its port', async ({
  product,
  openPage,
}) => {
  await using watched = await openPage({ expected: /./ });
  const { page } = watched;
  const lab = new LabPage(page);
  await lab.signUp('publisher', 'a few words in a row');
  const labId = await createLab(page, { name: 'pages' });
  await createContainer(page, { labId, name: 'web', image: 'web' });
  await page.goto(`/labs/${labId}`);
  await lab.showTables();
  await lab.expectPhase('web', 'Ready');
  for (const [name, text] of Object.entries(files)) {
    const base64 = Buffer.from(text).toString('base64');
    await execIn(product, 'web', ['sh', '-c', `echo ${base64} | base64 -d > /srv/www/${name}`]);
  }
  const { lab: found } = await ask<{ lab: { containers: { id: string }[] } }>(
    page,
    'query ($id: ID!) { lab(id: $id) { containers { id } } }',
    { id: labId },
  );
  const containerId = found.containers[0]?.id ?? '';

  // A link of the website, as its page has it.
  await page.evaluate(`location.href = '/ports/${containerId}/80/'`);
  await page.waitForURL(/\/~[\w-]+\/$/);
  const out = page.locator('pre', { hasText: 'otherPort' });
  await out.waitFor();
  expect(JSON.parse((await out.textContent()) ?? '')).toEqual({
    origin: 'null',
    file: 'file',
    background: 'rgb(1, 2, 3)',
    cookie: 'SecurityError',
    setCookie: 'SecurityError',
    storage: 'SecurityError',
    worker: expect.stringMatching(/SecurityError|TypeError/),
    read: 'TypeError',
    blind: 'TypeError',
    site: 'TypeError',
    graphqlSocket: 'refused',
    terminal: 'refused',
    otherPort: 'TypeError',
  });
  // Its viewer was not signed out either.
  expect(await ask(page, '{ viewer { username } }')).toEqual({ viewer: { username: 'publisher' } });

  const { createApiToken: token } = await ask<{ createApiToken: { secret: string } }>(
    page,
    `mutation { createApiToken(input: { name: "cli", scopes: [READ, TERMINAL] }) {
      ... on CreateApiTokenPayload { secret }
    } }`,
  );
  const env = { ...process.env, PINEAPPLE_URL: product.url, PINEAPPLE_TOKEN: token.secret };
  const child = spawn(process.execPath, [cli, 'forward', 'pages/web', ':80'], { env });
  let printed = '';
  child.stdout.on('data', (chunk: Buffer) => (printed += String(chunk)));
  const portOf = () => /^Forwarding 127\.0\.0\.1:(\d+) to web:80$/m.exec(printed)?.[1];
  await expect.poll(portOf).toBeDefined();
  const port = portOf();
  expect(await (await fetch(`http://127.0.0.1:${port}/data.json`)).json()).toEqual({ own: 'file' });
  child.kill('SIGINT');
  await once(child, 'close');

  await page.goto('/');
  await deleteLabs(page);
});

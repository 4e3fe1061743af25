import { hash, randomBytes } from 'node:crypto';
import { mostStoredBytes } from '@pineapple/core';
import { shareTestAws } from '@pineapple/test-kit/aws';
import type { TestClient } from '@pineapple/test-kit/users';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openTestServer, type TestServer } from '../../testing/test-server.ts';

let server: TestServer;
let ada: TestClient;
let labId: string;
beforeAll(async () => {
  server = await openTestServer();
  ada = await server.signedUp();
  labId = await ada.createLab();
});
afterAll(() => server.close());

function send(client: TestClient, id: string, body: Buffer, headers: Record<string, string> = {}) {
  const type = { 'content-type': 'application/octet-stream' };
  return fetch(`${server.url}/files/${id}`, {
    method: 'PUT',
    headers: { ...client.headers, ...type, ...headers },
    body: new Uint8Array(body),
  });
}
const fetchContent = (client: TestClient, id: string, sha256: string) =>
  fetch(`${server.url}/files/${id}/${sha256}`, { headers: client.headers });
const codeOf = async (response: Response): Promise<unknown> => {
  const { errors } = (await response.json()) as { errors: { extensions: { code: string } }[] };
  return [response.status, errors[0]?.extensions.code];
};
const make = (id: string, name: string, files: readonly object[]) =>
  ada.mutate('createContainer', { labId: id, name, image: 'host', config: { files } });

it('takes binary content, gives it to a container, and gives it back byte by byte', async () => {
  const content = randomBytes(40_000);
  const sha256 = hash('sha256', content);
  const response = await send(ada, labId, content);
  expect([response.status, await response.json()]).toEqual([200, { sha256, bytes: 40_000 }]);
  const { container } = await make(labId, 'box', [
    { path: '/opt/blob', sha256 },
    { path: '/etc/motd', content: 'grüezi' },
  ]);
  const { id } = container as { id: string };
  const { data } = await ada.query(
    'query ($id: ID!) { node(id: $id) { ... on Container { filesVersion config { files { path content sha256 size mode } } } } }',
    { id },
  );
  expect(data).toMatchObject({
    node: {
      config: {
        files: [
          { path: '/opt/blob', content: '', sha256, size: 40_000, mode: 0o644 },
          { path: '/etc/motd', content: 'grüezi', sha256: null, size: 7, mode: 0o644 },
        ],
      },
    },
  });
  const back = await fetchContent(ada, labId, sha256);
  expect(back.headers.get('content-disposition')).toBe('attachment');
  expect(Buffer.from(await back.arrayBuffer()).equals(content)).toBe(true);
  // A file that is saved again as it was needs no other upload.
  expect(
    await ada.mutate('updateContainer', { containerId: id, files: [{ path: '/opt/other', sha256 }] }),
  ).toMatchObject({ container: { id } });
});

it('refuses strangers, tokens without the scope, and what does not fit, before it stores anything', async () => {
  const bob = await server.signedUp();
  const content = randomBytes(100);
  const sha256 = hash('sha256', content);
  expect(await codeOf(await send(server.client(), labId, content))).toEqual([401, 'UNAUTHENTICATED']);
  expect(await codeOf(await send(bob, labId, content))).toEqual([404, 'NOT_FOUND']);
  expect(await codeOf(await send(ada, labId, content, { 'content-type': 'text/plain' }))).toEqual([
    415,
    'VALIDATION',
  ]);
  const large = Buffer.alloc(mostStoredBytes + 1);
  expect(await codeOf(await send(ada, labId, large))).toEqual([413, 'QUOTA']);
  expect((await send(ada, labId, content, { origin: 'https://elsewhere.example' })).status).toBe(403);
  expect(await codeOf(await fetchContent(ada, labId, sha256))).toEqual([404, 'NOT_FOUND']);
  await send(ada, labId, content);
  expect(await codeOf(await fetchContent(bob, labId, sha256))).toEqual([404, 'NOT_FOUND']);
});

it('refuses a file whose content the lab does not have, at its field', async () => {
  const other = await ada.createLab();
  const content = randomBytes(10);
  const sha256 = hash('sha256', content);
  await send(ada, other, content);
  expect(await make(labId, 'without', [{ path: '/a', sha256 }])).toMatchObject({
    code: 'VALIDATION',
    issues: [{ path: ['config', 'files', '0', 'sha256'] }],
  });
  expect(await make(other, 'both', [{ path: '/a', sha256, content: 'x' }])).toMatchObject({
    issues: [{ path: ['config', 'files', '0', 'sha256'] }],
  });
});

it('copies content with its container into another lab', async () => {
  const content = randomBytes(10);
  await send(ada, labId, content);
  const sha256 = hash('sha256', content);
  const { container } = await make(labId, 'original', [{ path: '/a', sha256 }]);
  const other = await ada.createLab();
  const nodeIds = [(container as { id: string }).id];
  expect(await ada.mutate('copyNodes', { labId: other, nodeIds, offset: { x: 0, y: 0 } })).toMatchObject({
    nodeIds: [expect.any(String)],
  });
  expect((await fetchContent(ada, other, sha256)).status).toBe(200);
});

it('drops what is not used once a lab keeps too much, and never what it uses', async () => {
  const id = await ada.createLab();
  const used = Buffer.from('used');
  await send(ada, id, used);
  await make(id, 'box', [{ path: '/a', sha256: hash('sha256', used) }]);
  const aws = await shareTestAws();
  const files = await aws.openFiles();
  const filler = Buffer.alloc(mostStoredBytes);
  for (const letter of ['a', 'b', 'c']) await files.put(id, letter.repeat(64), filler);
  await send(ada, id, Buffer.from('new'));
  const kept = (await files.list(id)).map(({ sha256 }) => sha256);
  expect(kept).toHaveLength(4);
  expect(kept).toEqual(
    expect.arrayContaining([hash('sha256', used), hash('sha256', 'new'), 'b'.repeat(64), 'c'.repeat(64)]),
  );
  await aws[Symbol.asyncDispose]();
});

import type { LabFiles } from '@pineapple/aws';
import { type ContextEntry, packContext, unpackContext } from '@pineapple/build-context';
import { shareTestAws, type TestAws } from '@pineapple/test-kit/aws';
import { password, type TestClient } from '@pineapple/test-kit/users';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTestServer, type TestServer } from '../../testing/test-server.ts';

let aws: TestAws;
let server: TestServer;
let contexts: LabFiles;
beforeAll(async () => {
  aws = await shareTestAws();
  server = await startTestServer(aws, await aws.newTables());
  contexts = (await aws.openFiles()).contexts();
});
afterAll(async () => {
  await server.close();
  await aws[Symbol.asyncDispose]();
});

const entry = (path: string, text = path): ContextEntry => ({
  ...{ path, kind: 'file', mode: 0o644, target: '' },
  content: new TextEncoder().encode(text),
});

async function send(client: TestClient, body: Uint8Array<ArrayBuffer>, headers: Record<string, string> = {}) {
  const response = await fetch(`${server.url}/build-contexts`, {
    method: 'PUT',
    headers: { ...client.headers, 'content-type': 'application/x-tar', ...headers },
    body,
  });
  return { status: response.status, answer: (await response.json()) as Record<string, unknown> };
}

const dockerfile = 'FROM host\nCOPY a.txt /a.txt';
const build = (client: TestClient, name: string, contextSha256: unknown) =>
  client.mutate('buildImage', { name, dockerfile, contextSha256 });

it('stores the files of a build, without what they leave out, for their owner alone', async () => {
  const [ada, bob] = [await server.signedUp(), await server.signedUp()];
  const kept = [entry('.dockerignore', 'b.txt'), entry('a.txt')];
  const first = await send(ada, await packContext([entry('b.txt'), ...kept]));
  expect(first).toMatchObject({
    status: 200,
    answer: { sha256: expect.stringMatching(/^[0-9a-f]{64}$/) as string },
  });
  // The same files are the same context.
  expect(await send(ada, await packContext(kept))).toEqual(first);

  expect(await build(ada, 'mine', null)).toMatchObject({
    issues: [
      { path: ['dockerfile'], message: expect.stringContaining('Line 2: There are no files') as string },
    ],
  });
  const { sha256 } = first.answer;
  expect(await build(bob, 'mine', sha256)).toMatchObject({ issues: [{ path: ['contextSha256'] }] });
  const result = await build(ada, 'mine', sha256);
  expect(result['image']).toMatchObject({ state: 'BUILDING', context: first.answer });

  const ownerId = (await server.stores.users.getByUsername(ada.username))?.id ?? '';
  const image = await server.stores.images.get(ownerId, 'mine');
  const archive = await contexts.get(ownerId, image?.context?.sha256 ?? '');
  const paths = (await unpackContext(archive ?? new Uint8Array())).map(({ path }) => path);
  expect(paths).toEqual(['.dockerignore', 'a.txt']);
  // Another digest than without the files, or with others.
  expect(image?.digest).toMatch(/^[0-9a-f]{32}$/);

  // Those that no image uses go, but for the latest; the account takes the rest with it.
  for (const name of ['c', 'd', 'e']) await send(ada, await packContext([entry(name)]));
  const hashes = async () => (await contexts.list(ownerId)).map((each) => each.sha256);
  expect(await hashes()).toHaveLength(3);
  expect(await hashes()).toContain(sha256);
  expect(await ada.mutate('deleteAccount', { password })).toMatchObject({
    __typename: 'DeleteAccountPayload',
  });
  expect(await hashes()).toEqual([]);
});

it('refuses what no build can have, and names it', async () => {
  const ada = await server.signedUp();
  const text = new TextEncoder();
  const refusal = async (body: Uint8Array<ArrayBuffer>, headers: Record<string, string> = {}) => {
    const { status, answer } = await send(ada, body, headers);
    const [error] = answer['errors'] as { message: string }[];
    return `${status} ${error?.message}`;
  };
  expect(await refusal(text.encode('no tar'.repeat(100)))).toMatch(/^400 .*no tar archive/);
  const good = await packContext([entry('good')]);
  expect(await refusal(good, { 'content-type': 'text/plain' })).toMatch(/^415 .*application\/x-tar/);
  expect(await refusal(good, { authorization: 'Bearer pn_none', cookie: '' })).toMatch(/^401/);
  const hostile = Buffer.from(good);
  hostile.write('../evil\0', 0, 'latin1');
  hostile.write(checksum(hostile.subarray(0, 512)), 148, 'latin1');
  expect(await refusal(new Uint8Array(hostile))).toMatch(/^400 .*'\.\.\/evil' leads out/);
});

/** Of a tar header, with its own field as spaces. */
function checksum(header: Buffer): string {
  const sum = header.reduce((total, byte, at) => total + (at >= 148 && at < 156 ? 32 : byte), 0);
  return `${sum.toString(8).padStart(6, '0')}\0 `;
}

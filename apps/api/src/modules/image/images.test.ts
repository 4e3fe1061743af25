import { topics } from '@pineapple/event-bus';
import { shareTestAws, type TestAws } from '@pineapple/test-kit/aws';
import type { TestClient } from '@pineapple/test-kit/users';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestServer, type TestServer } from '../../testing/test-server.ts';

let aws: TestAws;
let server: TestServer;

beforeAll(async () => {
  aws = await shareTestAws();
  server = await startTestServer(aws, await aws.newTables());
});
afterAll(async () => {
  await server.close();
  await aws[Symbol.asyncDispose]();
});

const dockerfile = 'FROM host\nRUN true';
const ownImages = async (user: TestClient) => (await user.query('{ ownImages { name state } }')).data;
const usable = async (user: TestClient) => JSON.stringify((await user.query('{ images { name } }')).data);
const idOf = async (user: TestClient) => (await server.stores.users.getByUsername(user.username))?.id ?? '';

/** Records the end of a build, as record-event does. */
async function finish(user: TestClient, name: string, state: 'ready' | 'failed' = 'ready'): Promise<void> {
  const { images } = server.stores;
  const ownerId = await idOf(user);
  const image = await images.get(ownerId, name);
  if (image === null) throw new Error(`There is no image ${name}`);
  const reason = state === 'ready' ? null : 'Line 2: the command ended with status 1.';
  await images.finish(image, { state, reason });
  await server.bus.publish(topics.user(ownerId), { type: 'image-changed', userId: ownerId, name });
}

async function built(user: TestClient, name: string): Promise<void> {
  const result = await user.mutate('buildImage', { name, dockerfile });
  expect(result['__typename']).toBe('BuildImagePayload');
  await finish(user, name);
}

test('an image is its owner’s alone, and runs in their containers once it is built', async () => {
  const [ada, bob] = [await server.signedUp(), await server.signedUp()];
  const result = await ada.mutate('buildImage', { name: 'mine', dockerfile });
  expect(result['image']).toMatchObject({ name: 'mine', dockerfile, state: 'BUILDING', reason: null });
  const labId = await ada.createLab();
  const early = await ada.mutate('createContainer', { labId, name: 'one', image: 'mine' });
  expect(early).toMatchObject({ __typename: 'ValidationError', issues: [{ path: ['image'] }] });
  await finish(ada, 'mine');
  expect(await ownImages(ada)).toEqual({ ownImages: [{ name: 'mine', state: 'READY' }] });
  expect(await usable(ada)).toContain('"mine"');
  const used = await ada.mutate('createContainer', { labId, name: 'one', image: 'mine' });
  expect(used['container']).toMatchObject({ image: { name: 'mine' } });

  expect(await ownImages(bob)).toEqual({ ownImages: [] });
  expect(await usable(bob)).not.toContain('"mine"');
  expect(await usable(server.client())).not.toContain('"mine"');
  const foreign = { labId: await bob.createLab(), name: 'one', image: 'mine' };
  expect(await bob.mutate('createContainer', foreign)).toMatchObject({ __typename: 'ValidationError' });
  for (const name of ['cancelImageBuild', 'deleteImage'])
    expect(await bob.mutate(name, { name: 'mine' })).toMatchObject({ code: 'NOT_FOUND' });

  const kept = await ada.mutate('deleteImage', { name: 'mine' });
  expect(kept).toMatchObject({ code: 'CONFLICT', message: expect.stringContaining("'one'") as string });
  await ada.mutate('deleteContainer', { containerId: (used['container'] as { id: string }).id });
  expect(await ada.mutate('deleteImage', { name: 'mine' })).toMatchObject({ deletedName: 'mine' });
  // A step back would bring a container back whose image is gone.
  expect(await ada.mutate('undo', { labId })).toMatchObject({ code: 'CONFLICT' });
});

test('a lab whose containers run an image of its owner’s can be duplicated', async () => {
  const ada = await server.signedUp();
  await built(ada, 'mine');
  const labId = await ada.createLab('Office');
  await ada.mutate('createContainer', { labId, name: 'one', image: 'mine' });
  expect(await ada.mutate('duplicateLab', { labId })).toMatchObject({ lab: { name: 'Office copy' } });
});

test('an image needs a name and a Dockerfile that can be built', async () => {
  const ada = await server.signedUp();
  const refused = async (name: string, text: string) =>
    (await ada.mutate('buildImage', { name, dockerfile: text }))['issues'];
  expect(await refused('host', dockerfile)).toMatchObject([{ path: ['name'] }]);
  expect(await refused('mine', 'FROM debian')).toMatchObject([{ path: ['dockerfile'] }]);
  expect(await refused('mine', 'FROM host\nADD http://169.254.169.254/ /x')).toMatchObject([
    { path: ['dockerfile'], message: expect.stringMatching(/^Line 2: 'http:.* is an address/) as string },
  ]);
  expect(await ownImages(ada)).toEqual({ ownImages: [] });
});

test('a user builds one image at a time, and has at most ten', async () => {
  const ada = await server.signedUp();
  await built(ada, 'image-0');
  expect(await ada.mutate('buildImage', { name: 'image-0', dockerfile })).toMatchObject({ code: 'CONFLICT' });
  await ada.mutate('buildImage', { name: 'image-1', dockerfile });
  const busy = await ada.mutate('buildImage', { name: 'image-2', dockerfile });
  expect(busy).toMatchObject({ code: 'CONFLICT', message: expect.stringContaining('image-1') as string });
  await finish(ada, 'image-1', 'failed');
  // One that failed can be built again.
  await built(ada, 'image-1');
  for (let number = 2; number < 10; number += 1) await built(ada, `image-${number}`);
  expect(await ada.mutate('buildImage', { name: 'more', dockerfile })).toMatchObject({
    ...{ code: 'QUOTA', limit: 10, used: 10 },
  });
});

test('requests at the same moment can’t pass a limit', async () => {
  const ada = await server.signedUp();
  for (let number = 0; number < 9; number += 1) await built(ada, `image-${number}`);
  const asked = ['a', 'b', 'c', 'd'].map((name) => ada.mutate('buildImage', { name, dockerfile }));
  const accepted = (await Promise.all(asked)).filter(
    (result) => result['__typename'] === 'BuildImagePayload',
  );
  expect(accepted.length).toBeLessThanOrEqual(1);
  const { ownImages: now } = (await ownImages(ada)) as { ownImages: object[] };
  expect(now).toHaveLength(9 + accepted.length);
});

test('an image of an allowed registry is pulled, counted and used as one that is built', async () => {
  await using allowing = await startTestServer(aws, await aws.newTables(), {
    config: { registries: ['docker.io/library', 'ghcr.io'], buildEgress: true },
  });
  const ada = await allowing.signedUp();
  const pull = (name: string, reference: string) => ada.mutate('pullImage', { name, reference });
  expect((await ada.query('{ registries buildEgress }')).data).toEqual({
    registries: ['docker.io/library', 'ghcr.io'],
    buildEgress: true,
  });
  expect(await pull('host', 'quay.io/a/b')).toMatchObject({
    issues: [
      { path: ['name'] },
      { path: ['reference'], message: expect.stringContaining('ghcr.io') as string },
    ],
  });
  const pulledFrom = 'docker.io/library/alpine:3.20';
  const { image } = await pull('tools', 'alpine:3.20');
  expect(image).toMatchObject({ name: 'tools', pulledFrom, state: 'BUILDING' });
  expect(await ada.mutate('buildImage', { name: 'mine', dockerfile })).toMatchObject({ code: 'CONFLICT' });

  const ownerId = (await allowing.stores.users.getByUsername(ada.username))?.id ?? '';
  const stored = await allowing.stores.images.get(ownerId, 'tools');
  if (stored === null) throw new Error('It is not stored.');
  const pinned = `docker.io/library/alpine@sha256:${'0'.repeat(64)}`;
  await allowing.stores.images.finish(stored, { state: 'ready', reason: null, pinned });
  const used = await ada.mutate('createContainer', {
    labId: await ada.createLab(),
    name: 'one',
    image: 'tools',
  });
  expect(used['container']).toMatchObject({ image: { name: 'tools' } });
  expect(await ada.mutate('deleteImage', { name: 'tools' })).toMatchObject({ code: 'CONFLICT' });

  // Another site allows none.
  const bob = await server.signedUp();
  expect(await bob.mutate('pullImage', { name: 'tools', reference: 'alpine' })).toMatchObject({
    issues: [{ path: ['reference'], message: expect.stringContaining('PINEAPPLE_REGISTRIES') as string }],
  });
});

test('a build that no host takes has failed, and says why', async () => {
  await using lonely = await startTestServer(aws, await aws.newTables(), {
    sendBuild: () => Promise.resolve({ outcome: 'not-sent', reason: 'No host is online.' }),
  });
  const ada = await lonely.signedUp();
  const result = await ada.mutate('buildImage', { name: 'mine', dockerfile });
  expect(result).toMatchObject({ code: 'HOST_UNAVAILABLE', message: 'No host is online.' });
  expect(await ownImages(ada)).toEqual({ ownImages: [{ name: 'mine', state: 'FAILED' }] });
});

test('a build is followed until it ends, and can be cancelled once', async () => {
  const ada = await server.signedUp();
  const document = 'subscription ($name: String!) { imageBuild(name: $name) { image { state } lines } }';
  await ada.mutate('buildImage', { name: 'mine', dockerfile });
  const events = ada.subscribe(document, { name: 'mine' });
  expect((await events.next()).data).toEqual({ imageBuild: { image: { state: 'BUILDING' }, lines: [] } });
  const cancelled = await ada.mutate('cancelImageBuild', { name: 'mine' });
  expect(cancelled['image']).toMatchObject({ state: 'CANCELLED', reason: 'You cancelled it.' });
  await events.done();
  expect(events.events.at(-1)?.data).toEqual({ imageBuild: { image: { state: 'CANCELLED' }, lines: [] } });
  expect(await ada.mutate('cancelImageBuild', { name: 'mine' })).toMatchObject({ code: 'CONFLICT' });
  await ada.close();
});

import {
  CreateContainerDocument,
  createClient,
  CreateLabDocument,
  CreateNetworkDocument,
  LabChangesDocument,
  LabsDocument,
  payloadOf,
} from '@pineapple/client';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestServer, type TestServer } from './testing/test-server.ts';

let server: TestServer;

beforeAll(async () => {
  server = await openTestServer();
});

afterAll(() => server.close());

async function newToken(): Promise<string> {
  const ada = await server.signedUp();
  const { secret } = await ada.mutate('createApiToken', { name: 'client', scopes: ['READ', 'WRITE'] });
  return String(secret);
}

test('a program makes a lab and follows it with the typed client', async () => {
  await using client = createClient({ url: server.url, token: await newToken() });
  const { lab } = payloadOf(
    (await client.request(CreateLabDocument, { input: { name: 'typed' } })).createLab,
  );
  const changes = client.subscribe(LabChangesDocument, { labId: lab.id });
  expect((await changes.next()).value).toMatchObject({
    labChanges: { __typename: 'LabUpdated', lab: { id: lab.id, containers: [] } },
  });

  const made = await client.request(CreateNetworkDocument, { input: { labId: lab.id, name: 'lan' } });
  const { network } = payloadOf(made.createNetwork);
  const input = { labId: lab.id, name: 'alpha', image: 'host', networks: [{ networkId: network.id }] };
  const { container } = payloadOf((await client.request(CreateContainerDocument, { input })).createContainer);
  expect(container.interfaces.map((one) => one.network.name)).toEqual(['lan']);
  for await (const { labChanges: change } of changes) {
    if (change.__typename !== 'ContainerChanged') continue;
    expect(change.container).toMatchObject({ id: container.id, image: { name: 'host' } });
    break;
  }
  const { labs } = await client.request(LabsDocument);
  expect(labs.nodes.map(({ name }) => name)).toEqual(['typed']);
});

test('the typed client says why the API refused', async () => {
  const token = await newToken();
  await using client = createClient({ url: server.url, token });
  const { createNetwork } = await client.request(CreateNetworkDocument, {
    input: { labId: 'lab_none', name: 'lan' },
  });
  expect(() => payloadOf(createNetwork)).toThrow(
    expect.objectContaining({ name: 'RefusedError', code: 'NOT_FOUND' }),
  );
  await expect(client.subscribe(LabChangesDocument, { labId: 'lab_none' }).next()).rejects.toMatchObject({
    name: 'RequestError',
  });

  await using stranger = createClient({ url: server.url, token: `pn_${'x'.repeat(43)}` });
  const refused = { name: 'RequestError', code: 'UNAUTHENTICATED' };
  await expect(stranger.request(LabsDocument)).rejects.toMatchObject(refused);
  await expect(stranger.subscribe(LabChangesDocument, { labId: 'lab_none' }).next()).rejects.toMatchObject({
    name: 'RequestError',
    message: expect.stringContaining('The token is not valid'),
  });
});

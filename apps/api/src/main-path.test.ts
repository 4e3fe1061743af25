import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestServer, type TestServer } from './testing/test-server.ts';

let server: TestServer;

beforeAll(async () => {
  server = await openTestServer();
});

afterAll(() => server.close());

test('signs a user up, creates a lab with a network and a container, and watches them start', async () => {
  const ada = await server.signedUp();
  const labId = await ada.createLab('First steps');
  const log = ada.subscribe(
    `subscription ($labId: ID!) { labChanges(labId: $labId) { __typename
      ... on LabUpdated { lab { id revision } }
      ... on NetworkChanged { network { name ipv4Subnet interfaces { ipv4Address } } }
      ... on ContainerChanged { container { name phase interfaces { name ipv4Address network { name } } } } } }`,
    { labId },
  );
  expect(await log.next()).toEqual({
    data: { labChanges: { __typename: 'LabUpdated', lab: { id: labId, revision: 1 } } },
  });

  const lan = await ada.createNetwork(labId, 'lan');
  await ada.createContainer(labId, 'web-1', [lan]);

  const container = await log.find(({ data }) => JSON.stringify(data).includes('ContainerChanged'));
  expect(container.data).toEqual({
    labChanges: {
      __typename: 'ContainerChanged',
      container: {
        name: 'web-1',
        phase: 'PENDING',
        interfaces: [{ name: 'eth0', ipv4Address: '10.0.1.10', network: { name: 'lan' } }],
      },
    },
  });
  expect(server.applied).toEqual([labId, labId, labId]);
  await ada.close();
});

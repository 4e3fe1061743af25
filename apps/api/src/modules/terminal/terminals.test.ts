import { afterAll, beforeAll, expect, test } from 'vitest';
import { shareTestAws, type TestAws } from '@pineapple/test-kit/aws';
import { ReportingHost, ScriptedHost } from '@pineapple/test-kit/hosts';
import { RawTerminal } from '@pineapple/test-kit/terminals';
import type { TestClient } from '@pineapple/test-kit/users';
import { startTestServer, type TestServer } from '../../testing/test-server.ts';

let aws: TestAws;
let host: ScriptedHost;
let server: TestServer;
let ada: TestClient;
let labId: string;
let containerId: string;

beforeAll(async () => {
  aws = await shareTestAws();
  host = await ScriptedHost.start();
  server = await startTestServer(aws, await aws.newTables(), { openHostStream: host.open });
  ada = await server.signedUp();
  labId = await ada.createLab();
  await server.stores.labs.place(labId, 'i-host');
  containerId = await ada.createContainer(labId, 'web');
  await ada.createContainer(labId, 'other');
  await new ReportingHost(server).report(containerId, 'READY');
});

afterAll(async () => {
  await server.close();
  await host[Symbol.asyncDispose]();
  await aws[Symbol.asyncDispose]();
});

const list = `query ($labId: ID!) { lab(id: $labId) {
  containers { name terminals { name viewers cols rows startedAt } } } }`;
const close = `mutation ($input: CloseTerminalInput!) { closeTerminal(input: $input) { __typename
  ... on CloseTerminalPayload { closedTerminalName container { name } } ... on UserError { code message } } }`;

test("lists a lab's terminals with one request to its host, and ends one for all viewers", async () => {
  const client = new RawTerminal(server.url, containerId, ada.headers, { terminal: 'build' });
  await client.control('ready');
  const before = host.requests.events.length;
  const { data } = await ada.query(list, { labId });
  expect(data).toMatchObject({
    lab: {
      containers: [
        { name: 'web', terminals: [{ name: 'build', viewers: 1, cols: 80, rows: 24 }] },
        { name: 'other', terminals: [] },
      ],
    },
  });
  const asked = host.requests.events.slice(before).filter((request) => request.startsWith('GET '));
  expect(asked).toEqual([`GET /terminals?lab=${labId}`]);
  const closed = await ada.query(close, { input: { containerId, name: 'build' } });
  expect(closed.data).toEqual({
    closeTerminal: {
      __typename: 'CloseTerminalPayload',
      closedTerminalName: 'build',
      container: { name: 'web' },
    },
  });
  expect(await client.control('exit')).toBeDefined();
  expect(await client.closed).toMatchObject({ code: 1000 });
});

test('can not end a terminal that does not exist or is not the caller’s', async () => {
  const eve = await server.signedUp();
  const asked: [TestClient, string, string][] = [
    [ada, containerId, 'nothing'],
    [ada, containerId, '../x'],
    [ada, 'nonsense', 'main'],
    [eve, containerId, 'main'],
  ];
  for (const [who, id, name] of asked) {
    const { data } = await who.query(close, { input: { containerId: id, name } });
    expect(data).toMatchObject({ closeTerminal: { code: 'NOT_FOUND' } });
  }
});

test('lists no terminals and ends none while the host is unreachable', async () => {
  host.reachable = false;
  host.cut();
  const { data, errors } = await ada.query(list, { labId });
  expect(errors).toBeUndefined();
  expect(data).toMatchObject({ lab: { containers: [{ terminals: [] }, { terminals: [] }] } });
  const closed = await ada.query(close, { input: { containerId, name: 'main' } });
  expect(closed.data).toMatchObject({ closeTerminal: { code: 'HOST_UNAVAILABLE' } });
  host.reachable = true;
});

import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { ReportingHost } from '@pineapple/test-kit/hosts';
import { type TestClient } from '@pineapple/test-kit/users';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { openTestServer, type TestServer } from '../testing/test-server.ts';

let server: TestServer;
let ada: TestClient;
let token: string;

beforeAll(async () => {
  server = await openTestServer();
  ada = await server.signedUp();
  token = await tokenOf(ada);
});
afterAll(() => server.close());

async function tokenOf(user: TestClient, scopes?: readonly string[]): Promise<string> {
  const { secret } = await user.mutate('createApiToken', {
    name: `t${Math.random()}`,
    ...(scopes && { scopes }),
  });
  return String(secret);
}

/** The protocol's own client. */
async function connect(bearer = token): Promise<Client> {
  const client = new Client({ name: 'test', version: '1' });
  const headers = { authorization: `Bearer ${bearer}` };
  await client.connect(
    new StreamableHTTPClientTransport(new URL('/mcp', server.url), { requestInit: { headers } }),
  );
  onTestFinished(() => client.close());
  return client;
}

interface Said {
  readonly text: string;
  readonly failed: boolean;
}

async function call(client: Client, name: string, args: Record<string, unknown> = {}): Promise<Said> {
  const { content, isError } = await client.callTool({ name, arguments: args });
  const [first] = content as [{ text: string }];
  return { text: first.text, failed: isError === true };
}

const labYaml = (name: string, subnet = '10.0.1.0/24'): object[] => [
  {
    path: 'lab.yaml',
    text: `pineapple: 1
name: ${name}
networks:
  lan: { ipv4: ${subnet} }
containers:
  alpha: { image: host, interfaces: [{ network: lan }] }
  beta: { image: host, interfaces: [{ network: lan }] }
`,
  },
];

test('lists few tools in few words', async () => {
  const { tools } = await (await connect()).listTools();
  expect(tools.length).toBeLessThanOrEqual(15);
  expect(Buffer.byteLength(JSON.stringify(tools))).toBeLessThanOrEqual(6_000);
});

test('makes a lab only after its plan was confirmed, and changes it likewise', async () => {
  const client = await connect();
  const files = labYaml('planned');
  const plan = await call(client, 'change_lab', { files });
  expect(plan.text).toContain('ADD CONTAINER alpha');
  expect((await call(client, 'describe_lab', { lab: 'planned' })).failed).toBe(true);

  const code = /confirm: "(\w+)"/.exec(plan.text)?.[1];
  const other = await call(client, 'change_lab', { files: labYaml('planned', '10.0.2.0/24'), confirm: code });
  expect(other).toMatchObject({ failed: true, text: expect.stringContaining('not of these arguments') });
  expect(await call(client, 'change_lab', { files, confirm: code })).toMatchObject({ failed: false });
  const summary = (await call(client, 'describe_lab', { lab: 'planned' })).text;
  expect(summary).toMatch(
    /^planned \(lab_\w+\), revision 1: 0 of 2 nodes READY\nnetworks\nlan 10\.0\.1\.0\/24/,
  );
  expect(summary).toMatch(/^alpha host PENDING .*eth0=lan 10\.0\.1\.\d+$/m);

  const change = { lab: 'planned', files: labYaml('planned', '10.0.3.0/24') };
  const next = await call(client, 'change_lab', change);
  const nextCode = /confirm: "(\w+)"/.exec(next.text)?.[1];
  expect(await call(client, 'change_lab', { ...change, confirm: nextCode })).toMatchObject({ failed: false });
  // The same code again is of a lab that has changed since.
  expect(await call(client, 'change_lab', { ...change, confirm: nextCode })).toMatchObject({ failed: true });
  expect((await call(client, 'undo_edit', { lab: 'planned' })).text).toMatch(/^Undone: /);
  expect((await call(client, 'describe_lab', { lab: 'planned' })).text).toContain('lan 10.0.1.0/24');
});

test('sets a link only once its host has it in force, and says why if not', async () => {
  const client = await connect();
  const labId = await ada.createLab('linked');
  await server.stores.labs.place(labId, 'i-host');
  const lan = await ada.createNetwork(labId, 'lan');
  await ada.createContainer(labId, 'web', [lan]);
  const host = new ReportingHost(server);
  const ended = async (applyId: string, back: number, status: 'SUCCESS' | 'FAILED') => {
    const lab = await server.stores.labs.get(labId, { consistent: true });
    const at = new Date().toISOString();
    await server.stores.applies.put({
      ...{
        applyId,
        labId,
        revision: (lab?.revision ?? 0) - back,
        hostId: 'i-host',
        commandId: 'cmd',
        status,
      },
      ...{ output: null, errorOutput: status === 'FAILED' ? 'tc: no such queue' : null },
      ...{ requestedAt: at, sentAt: at, finishedAt: at, expiresAt: Math.floor(Date.now() / 1000) + 60 },
    });
    await host.publish({ type: 'apply', labId, applyId });
  };
  const set = async (toNode: object) => {
    const changes = ada.subscribe('subscription ($id: ID!) { labChanges(labId: $id) { __typename } }', {
      id: labId,
    });
    await changes.next();
    const args = { lab: labId, node: 'web', interface: 'lan', toNode };
    const answer = call(client, 'set_link_quality', args);
    await changes.find(({ data }) => JSON.stringify(data).includes('ContainerChanged'));
    return { answer };
  };
  const refused = await set({ lossPercent: 5 });
  await ended('01J00000000000000000000001', 1, 'SUCCESS');
  await ended('01J00000000000000000000002', 0, 'FAILED');
  expect(await refused.answer).toEqual({
    failed: true,
    text: 'The link of web to lan is saved, but not in force: tc: no such queue',
  });
  const done = await set({});
  await ended('01J00000000000000000000003', 0, 'SUCCESS');
  expect(await done.answer).toEqual({ failed: false, text: 'The link of web to lan is set and in force.' });
});

test('deletes a lab whose name is repeated, and no other', async () => {
  const client = await connect();
  await ada.createLab('doomed');
  expect(await call(client, 'delete_lab', { lab: 'doomed', confirm: 'yes' })).toMatchObject({ failed: true });
  expect(await call(client, 'delete_lab', { lab: 'doomed', confirm: 'doomed' })).toMatchObject({
    failed: false,
  });
  expect(await call(client, 'describe_lab', { lab: 'doomed' })).toMatchObject({ failed: true });
});

test("does what its token may, and does not see others' labs", async () => {
  const labId = await ada.createLab('private');
  const reader = await connect(await tokenOf(ada, ['READ']));
  expect((await call(reader, 'describe_lab', { lab: labId })).text).toContain('private');
  expect(await call(reader, 'delete_lab', { lab: labId, confirm: 'private' })).toMatchObject({
    failed: true,
    text: expect.stringContaining('WRITE'),
  });
  const eve = await connect(await tokenOf(await server.signedUp()));
  for (const lab of [labId, 'private'])
    expect(await call(eve, 'describe_lab', { lab })).toMatchObject({
      failed: true,
      text: expect.stringContaining('There is no lab'),
    });
  await expect(eve.readResource({ uri: `pineapple://labs/${labId}` })).rejects.toThrow('There is no lab');
});

test('takes no cookie and no wrong token, and no other method', async () => {
  const body = JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/list' });
  const headers = { 'content-type': 'application/json', accept: 'application/json, text/event-stream' };
  for (const credential of [ada.headers, { authorization: 'Bearer pn_wrong' }, {}]) {
    const response = await fetch(`${server.url}/mcp`, {
      method: 'POST',
      body,
      headers: { ...headers, ...credential },
    });
    expect(response.status).toBe(401);
    expect(response.headers.get('www-authenticate')).toBe('Bearer');
  }
  expect((await fetch(`${server.url}/mcp`)).status).toBe(405);
});

test('says what is wrong with arguments, names and commands', async () => {
  const client = await connect();
  await ada.createLab('small');
  const refused = async (name: string, args: Record<string, unknown>): Promise<string> => {
    const { text, failed } = await call(client, name, args);
    expect(failed).toBe(true);
    return text;
  };
  expect(await refused('describe_lab', { lab: 1 })).toContain('lab');
  expect(await refused('describe_lab', { lab: 'small', extra: 1 })).toContain('extra');
  expect(await refused('run_command', { lab: 'small', node: 'x', command: 'id' })).toContain('no node "x"');
  expect(await refused('describe_lab', { lab: 'sma' })).toContain('"small"');
  expect(await refused('undo_edit', { lab: 'small' })).toContain('no edit to undo');
  await expect(client.callTool({ name: 'rm' })).rejects.toThrow('There is no tool rm');
});

test('offers the schemas and the summary of a lab as resources', async () => {
  const client = await connect();
  const labId = await ada.createLab('shown');
  const read = async (uri: string): Promise<string> => {
    const { contents } = await client.readResource({ uri });
    return (contents[0] as { text: string }).text;
  };
  const { resources } = await client.listResources();
  expect(resources.map(({ uri }) => uri)).toContain('pineapple://graphql-schema');
  expect(await read('pineapple://graphql-schema')).toContain('type Mutation');
  expect(JSON.parse(await read('pineapple://lab-schema'))).toMatchObject({ type: 'object' });
  expect(await read(`pineapple://labs/${labId}`)).toContain('shown');
});

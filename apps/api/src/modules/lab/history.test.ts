import { afterAll, beforeAll, expect, test } from 'vitest';
import { shareTestAws, type TestAws } from '@pineapple/test-kit/aws';
import { ReportingHost } from '@pineapple/test-kit/hosts';
import { startTestServer, type TestServer } from '../../testing/test-server.ts';

let aws: TestAws;
let server: TestServer;
let tables: string;

beforeAll(async () => {
  aws = await shareTestAws();
  tables = await aws.newTables();
  server = await startTestServer(aws, tables);
});

afterAll(async () => {
  await server.close();
  await aws[Symbol.asyncDispose]();
});

interface Drawn {
  readonly lab: {
    readonly history: { readonly undoStepId: string | null; readonly redoStepId: string | null };
    readonly containers: readonly object[];
  };
  readonly label: string;
}

async function drawnLab(on = server) {
  const ada = await on.signedUp();
  const labId = await ada.createLab();
  const networkId = await ada.createNetwork(labId, 'lan');
  const containerId = await ada.createContainer(labId, 'web', [networkId]);
  await ada.mutate('moveNodes', { labId, moves: [{ nodeId: containerId, x: 7, y: 8 }] });
  const retrace = async (verb: 'undo' | 'redo', stepId?: string) =>
    (await ada.mutate(verb, { labId, stepId })) as unknown as Drawn & Record<string, unknown>;
  return { ada, labId, networkId, containerId, retrace };
}

test('undoes every edit to the first, and redoes them to the last', async () => {
  const { ada, labId, networkId, containerId, retrace } = await drawnLab();
  await ada.mutate('disconnectContainer', { containerId, networkId });
  await ada.mutate('renameNetwork', { networkId, name: 'dmz' });
  await ada.mutate('renameContainer', { containerId, name: 'www' });
  const labels: string[] = [];
  for (let steps = 0; steps < 6; steps += 1) labels.push((await retrace('undo')).label);
  expect(labels).toEqual([
    'Rename web to www',
    'Rename lan to dmz',
    'Disconnect web from lan',
    'Move web',
    'Create web',
    'Create lan',
  ]);
  expect(await retrace('undo')).toMatchObject({
    code: 'CONFLICT',
    message: expect.stringContaining('nothing'),
  });
  const again: string[] = [];
  for (let steps = 0; steps < 6; steps += 1) again.push((await retrace('redo')).label);
  expect(again).toEqual(labels.toReversed());
  const query = '{ id name position { x y } interfaces { ipv4Address } }';
  const { data } = await ada.query(`query ($id: ID!) { lab(id: $id) { containers ${query} } }`, {
    id: labId,
  });
  expect(data).toEqual({
    lab: { containers: [{ id: containerId, name: 'www', position: { x: 7, y: 8 }, interfaces: [] }] },
  });
});

test('returns the next step to undo with each edit', async () => {
  const { ada, networkId, containerId } = await drawnLab();
  const history = 'lab { revision history { revision undoLabel undoStepId } }';
  const answers: unknown[] = [];
  const edit = async (call: string, wanted: string): Promise<void> => {
    const { data } = await ada.query(`mutation { it: ${call} { ... on ${wanted} } }`);
    answers.push(data);
  };
  const ofContainer = `containerId: "${containerId}"`;
  await edit(
    `disconnectContainer(input: { ${ofContainer}, networkId: "${networkId}" })`,
    `DisconnectContainerPayload { container { ${history} } }`,
  );
  await edit(`deleteContainer(input: { ${ofContainer} })`, `DeleteContainerPayload { ${history} }`);
  await edit(
    `renameNetwork(input: { networkId: "${networkId}", name: "dmz" })`,
    `RenameNetworkPayload { network { ${history} } }`,
  );
  await edit(`deleteNetwork(input: { networkId: "${networkId}" })`, `DeleteNetworkPayload { ${history} }`);
  const lab = (revision: number, undoLabel: string): object => ({
    lab: { revision, history: { revision, undoLabel, undoStepId: expect.any(String) } },
  });
  expect(answers).toEqual([
    { it: { container: lab(5, 'Disconnect web from lan') } },
    { it: lab(6, 'Delete web') },
    { it: { network: lab(7, 'Rename lan to dmz') } },
    { it: lab(8, 'Delete dmz') },
  ]);
});

test('restores a deleted container with its id, name, addresses and position, and continues its readiness', async () => {
  const { ada, labId, containerId, retrace } = await drawnLab();
  const host = new ReportingHost(server);
  await server.stores.labs.place(labId, host.hostId);
  await host.report(containerId, 'CREATED', 'CONNECTED', 'RUNNING', 'READY');
  const watched = ada.subscribe(
    `subscription ($id: ID!) { labChanges(labId: $id) { __typename
      ... on ContainerChanged { container { readiness { phase version } } } } }`,
    { id: labId },
  );
  await watched.next();
  await ada.mutate('deleteContainer', { containerId });
  await host.report(containerId, 'DELETED');
  const gone = await watched.find(({ data }) => JSON.stringify(data).includes('"ContainerDeleted"'));
  expect(gone.errors).toBeUndefined();
  const { data } = await ada.query(
    'query ($id: ID!) { lab(id: $id) { history { undoLabel undoWarning } } }',
    { id: labId },
  );
  expect(data).toEqual({
    lab: {
      history: {
        undoLabel: 'Delete web',
        undoWarning: null,
      },
    },
  });
  expect(await retrace('undo')).toMatchObject({
    lab: {
      containers: [
        {
          id: containerId,
          name: 'web',
          position: { x: 7, y: 8 },
          interfaces: [{ ipv4Address: '10.0.1.10' }],
        },
      ],
    },
  });
  await host.report(containerId, 'CREATED', 'CONNECTED', 'RUNNING', 'READY');
  await watched.find(({ data: event }) => JSON.stringify(event).includes('READY'));
  const sent = watched.events.flatMap(({ data: event }) =>
    [...JSON.stringify(event).matchAll(/"version":(\d+)/g)].map((match) => Number(match[1])),
  );
  expect(sent.length).toBeGreaterThan(4);
  expect(sent).toEqual(sent.toSorted((a, b) => a - b));
  await ada.close();
});

test('records no step for start and stop, and keeps the power state through an undo', async () => {
  const { ada, containerId, retrace } = await drawnLab();
  await ada.mutate('stopContainer', { containerId });
  expect(await retrace('undo')).toMatchObject({ label: 'Move web' });
  await retrace('undo');
  expect(await retrace('redo')).toMatchObject({ lab: { containers: [{ id: containerId }] } });
  expect(await ada.mutate('stopContainer', { containerId })).toMatchObject({ code: 'CONFLICT' });
});

test('clears the redo steps with a new edit', async () => {
  const { ada, labId, retrace } = await drawnLab();
  await retrace('undo');
  await ada.createNetwork(labId, 'wan');
  expect(await retrace('redo')).toMatchObject({ code: 'CONFLICT' });
  expect(await retrace('undo')).toMatchObject({ label: 'Create wan' });
});

test('lets one of two clients undo the same step, and gives the other a conflict', async () => {
  await using second = await startTestServer(aws, tables);
  const { ada, labId, retrace } = await drawnLab();
  const seen = (await retrace('undo')).lab.history.undoStepId ?? '';
  const elsewhere = second.client();
  elsewhere.cookie = ada.cookie;
  const input = { labId, stepId: seen };
  const answers = await Promise.all([ada.mutate('undo', input), elsewhere.mutate('undo', input)]);
  expect(answers.map(({ __typename }) => __typename).toSorted()).toEqual(['ConflictError', 'UndoPayload']);
  const lost = answers.find(({ __typename }) => __typename === 'ConflictError');
  expect(lost?.['message']).toContain('The lab was changed');
});

test('undoes one step each for two clients that name no step', async () => {
  await using second = await startTestServer(aws, tables);
  const { ada, labId, retrace } = await drawnLab();
  const elsewhere = second.client();
  elsewhere.cookie = ada.cookie;
  const answers = await Promise.all([ada.mutate('undo', { labId }), elsewhere.mutate('undo', { labId })]);
  expect(answers.map(({ label }) => label).toSorted()).toEqual(['Create web', 'Move web']);
  expect(await retrace('undo')).toMatchObject({ label: 'Create lan' });
});

test("does not undo in another user's lab", async () => {
  const { labId } = await drawnLab();
  const eve = await server.signedUp();
  for (const verb of ['undo', 'redo']) {
    expect(await eve.mutate(verb, { labId })).toMatchObject({ code: 'NOT_FOUND' });
  }
});

test('undoes a move on the canvas while the host is down, but no change on the host', async () => {
  const { labId, retrace } = await drawnLab();
  const host = new ReportingHost(server, 'i-down');
  await server.stores.labs.place(labId, host.hostId);
  await host.heartbeat({ up: false, reason: 'killed' });
  await host.publish({ type: 'apply', labId, applyId: 'none' });
  expect(await retrace('undo')).toMatchObject({ label: 'Move web' });
  expect(await retrace('undo')).toMatchObject({ code: 'HOST_UNAVAILABLE' });
});

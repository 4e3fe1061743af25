import { hash, randomBytes } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import { gzipSync } from 'node:zlib';
import { topics } from '@pineapple/event-bus';
import { ScriptedHost } from '@pineapple/test-kit/hosts';
import type { TestClient } from '@pineapple/test-kit/users';
import { extract, pack } from 'tar-stream';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openTestServer, type TestServer } from '../../testing/test-server.ts';

let host: ScriptedHost;
let server: TestServer;
let ada: TestClient;
beforeAll(async () => {
  host = await ScriptedHost.start();
  server = await openTestServer({ openHostStream: host.open });
  ada = await server.signedUp();
});
afterAll(async () => {
  await ada.close();
  await server.close();
  await host[Symbol.asyncDispose]();
});

const yaml = Buffer.from(`pineapple: 1
name: Ring
networks:
  lan: {}
containers:
  alpha:
    image: host
    interfaces:
      - network: lan
  beta:
    image: host
`);

/** Contents of one container as an agent stores them. */
function contents(archive = randomBytes(2000)) {
  const piece = gzipSync(archive);
  const pieces = [{ sha256: hash('sha256', piece), bytes: piece.length }];
  const layers = [{ deleted: ['/etc/motd'], bytes: archive.length, pieces }];
  const list = Buffer.from(JSON.stringify({ format: 1, layers }));
  return { list, piece };
}

async function fileOf(members: readonly (readonly [string, Buffer])[]): Promise<Buffer> {
  const archive = pack();
  for (const [name, content] of members) archive.entry({ name }, content);
  archive.finalize();
  return buffer(archive);
}

const stored = (content: Buffer) => [`contents/${hash('sha256', content)}`, content] as const;

function headOf(list: Buffer | null, change: object = {}): readonly [string, Buffer] {
  const head = {
    ...{
      format: 'pineapple-snapshot/1',
      name: 'Before',
      labName: 'Ring',
      createdAt: '2026-01-01T00:00:00.000Z',
    },
    lab: hash('sha256', yaml),
    containers: [
      { name: 'alpha', power: 'on', sha256: list === null ? null : hash('sha256', list) },
      { name: 'beta', power: 'off', sha256: null },
    ],
    ...change,
  };
  return ['snapshot.json', Buffer.from(JSON.stringify(head))];
}

async function send(client: TestClient, body: Buffer, name?: string) {
  const query = name === undefined ? '' : `?name=${encodeURIComponent(name)}`;
  const response = await fetch(`${server.url}/snapshot-files${query}`, {
    method: 'PUT',
    headers: { ...client.headers, 'content-type': 'application/x-tar' },
    body: new Uint8Array(body),
  });
  const answer = (await response.json()) as {
    id: string;
    errors?: { message: string; extensions: { code: string } }[];
  };
  const [error] = answer.errors ?? [];
  return { status: response.status, id: answer.id, code: error?.extensions.code, message: error?.message };
}

const list = async (client: TestClient) => {
  const { data } = await client.query(
    '{ snapshots { id name labName state containerCount savedCount bytes lab { id } } viewer { usage { snapshots { used } } } }',
  );
  return data as { snapshots: { id: string; name: string }[] };
};

async function membersOf(file: Buffer): Promise<string[]> {
  const names: string[] = [];
  const members = extract();
  members.end(file);
  for await (const member of members) {
    names.push(`${member.header.name} ${member.header.size}`);
    member.resume();
  }
  return names;
}

it('takes a snapshot from a file, makes a lab of it, gives the same file back, and deletes it', async () => {
  const { list: pieces, piece } = contents();
  const file = await fileOf([headOf(pieces), stored(yaml), stored(pieces), stored(piece)]);
  const { id, status } = await send(ada, file);
  expect(status).toBe(200);
  expect(await list(ada)).toMatchObject({
    snapshots: [
      {
        ...{
          id,
          name: 'Before',
          labName: 'Ring',
          state: 'READY',
          containerCount: 2,
          savedCount: 2,
          lab: null,
        },
        bytes: yaml.length + pieces.length + piece.length,
      },
    ],
    viewer: { usage: { snapshots: { used: 1 } } },
  });
  const { lab } = (await ada.mutate('forkSnapshot', { snapshotId: id, name: 'Ring two' })) as {
    lab: { id: string };
  };
  const made = await server.stores.labs.get(lab.id, { consistent: true });
  expect(made).toMatchObject({
    name: 'Ring two',
    containers: [
      { name: 'alpha', power: 'on', contents: { sha256: hash('sha256', pieces) } },
      { name: 'beta', power: 'off' },
    ],
  });
  expect(made?.containers[1]).not.toHaveProperty('contents');

  const back = await fetch(`${server.url}/snapshot-files/${id}`, { headers: ada.headers });
  expect(await membersOf(Buffer.from(await back.arrayBuffer()))).toEqual(await membersOf(file));
  // It came from elsewhere, so there is no lab to restore it into.
  expect(await ada.mutate('restoreSnapshot', { snapshotId: id })).toMatchObject({ code: 'NOT_FOUND' });
  expect(await ada.mutate('deleteSnapshot', { snapshotId: id })).toEqual({
    __typename: 'DeleteSnapshotPayload',
    deletedId: id,
  });
  expect((await list(ada)).snapshots).toEqual([]);
});

it('saves a lab, and puts it in place of what the lab has by then, in one step that can be undone', async () => {
  const labId = await ada.createLab();
  const { snapshot } = (await ada.mutate('saveSnapshot', { labId, name: 'Empty' })) as {
    snapshot: { id: string };
  };
  await ada.mutate('createNetwork', { labId, name: 'lan' });
  const names = async () => {
    const lab = await server.stores.labs.get(labId, { consistent: true });
    return lab?.networks.map(({ name }) => name);
  };
  expect(await names()).toEqual(['lan']);
  expect(await ada.mutate('restoreSnapshot', { snapshotId: snapshot.id })).toMatchObject({
    lab: { id: labId },
  });
  expect(await names()).toEqual([]);
  await ada.mutate('undo', { labId });
  expect(await names()).toEqual(['lan']);
  expect(await ada.mutate('saveSnapshot', { labId, name: 'Empty' })).toMatchObject({ code: 'CONFLICT' });
  expect(await ada.mutate('saveSnapshot', { labId, name: ' ' })).toMatchObject({ code: 'VALIDATION' });
});

it('measures a lab first, and tells which containers are saved until all are', async () => {
  const labId = await ada.createLab();
  await server.stores.labs.place(labId, 'i-host');
  const one = await ada.createContainer(labId, 'one');
  const measured = async (bytes: number, input = { labId, name: 'Followed' }) => {
    const saving = ada.mutate('saveSnapshot', input);
    const { path, stream } = await host.feeds.next();
    expect(path).toBe('/contents');
    stream.end(`${JSON.stringify({ containerId: one, bytes })}\n`);
    return saving;
  };
  expect(await measured(600 * 1024 * 1024)).toMatchObject({
    ...{ code: 'QUOTA', limit: 512, used: 600 },
    message: expect.stringMatching(/'one' changed 600 MB/) as string,
  });
  const { snapshot } = (await measured(10)) as { snapshot: { id: string; state: string } };
  expect(snapshot.state).toBe('SAVING');
  const news = ada.subscribe('subscription ($id: ID!) { snapshot(id: $id) { state savedCount } }', {
    id: snapshot.id,
  });
  await news.next();
  expect(await ada.mutate('saveSnapshot', { labId, name: 'Other' })).toMatchObject({ code: 'CONFLICT' });
  const ownerId = (await server.stores.labs.get(labId, { consistent: true }))?.ownerId ?? '';
  const key = { ownerId, id: snapshot.id };
  await server.stores.snapshots.recordSaved(key, one, { sha256: null, bytes: 0 });
  await server.stores.snapshots.finish(key, 'ready', null);
  const message = { type: 'snapshot-changed', userId: ownerId, snapshotId: snapshot.id } as const;
  await server.bus.publish(topics.user(ownerId), message);
  await news.done();
  expect(news.events.at(-1)?.data).toEqual({ snapshot: { state: 'READY', savedCount: 1 } });
  host.refuse = { status: 409, problem: { code: 'DOCKER', message: 'Docker does not answer on this host' } };
  expect(await ada.mutate('saveSnapshot', { labId, name: 'Gone' })).toMatchObject({
    code: 'HOST_UNAVAILABLE',
  });
  host.refuse = null;
});

it("hides a user's snapshots from all others", async () => {
  const bob = await server.signedUp();
  const labId = await ada.createLab();
  const { snapshot } = (await ada.mutate('saveSnapshot', { labId, name: 'Private' })) as {
    snapshot: { id: string };
  };
  const { id: snapshotId } = snapshot;
  expect(await bob.mutate('saveSnapshot', { labId, name: 'Stolen' })).toMatchObject({ code: 'NOT_FOUND' });
  for (const field of ['forkSnapshot', 'restoreSnapshot', 'deleteSnapshot'])
    expect(await bob.mutate(field, { snapshotId })).toMatchObject({ code: 'NOT_FOUND' });
  const stolen = await fetch(`${server.url}/snapshot-files/${snapshotId}`, { headers: bob.headers });
  expect(stolen.status).toBe(404);
  expect((await list(bob)).snapshots).toEqual([]);
  expect((await fetch(`${server.url}/snapshot-files/${snapshotId}`)).status).toBe(401);
});

it('refuses a file that is none, is damaged or incomplete, or has more than it names, and keeps nothing of it', async () => {
  const carl = await server.signedUp();
  const { list: pieces, piece } = contents();
  const other = contents().piece;
  const refused = async (members: readonly (readonly [string, Buffer])[]) => {
    const { status, message } = await send(carl, await fileOf(members));
    return `${status} ${message}`;
  };
  expect(await refused([['readme.txt', Buffer.from('hi')]])).toMatch(
    /^400 .*does not begin with snapshot\.json/,
  );
  expect(await refused([headOf(pieces, { format: 'other' })])).toMatch(/^400 .*no snapshot/);
  expect(await refused([headOf(pieces), stored(yaml), stored(pieces)])).toMatch(
    /^400 The file ends before contents/,
  );
  expect(await refused([headOf(pieces), [stored(yaml)[0], Buffer.from('x')]])).toMatch(
    /^400 .*its hash differs/,
  );
  expect(await refused([headOf(pieces), stored(yaml), stored(other)])).toMatch(/^400 .*belongs to nothing/);
  expect(await refused([headOf(pieces), ['../../etc/passwd', piece]])).toMatch(/^400 .*does not belong/);
  const cut = (await fileOf([headOf(pieces), stored(yaml), stored(pieces), stored(piece)])).subarray(0, 1200);
  expect(await send(carl, cut)).toMatchObject({
    status: 400,
    message: expect.stringMatching(/damaged|ends/) as string,
  });
  expect((await list(carl)).snapshots).toEqual([]);
  const ten = headOf(null, { containers: [] });
  for (let count = 0; count < 10; count += 1)
    expect((await send(carl, await fileOf([ten, stored(yaml)]), `Number ${count}`)).status).toBe(200);
  expect(await send(carl, await fileOf([ten, stored(yaml)]), 'One more')).toMatchObject({
    status: 413,
    code: 'QUOTA',
  });
});

import { isDeepStrictEqual } from 'node:util';
import { TerminalViewer } from '@pineapple/test-kit/terminals';
import { ApiUser } from '@pineapple/test-kit/users';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { type ApiInstance, type Cluster, startCluster } from './harness/cluster/cluster.ts';
import { LabReplica, readLab } from './harness/cluster/lab-replica.ts';
import { SteadyRequests } from './harness/cluster/steady-requests.ts';

let cluster: Cluster;
let opened = new AsyncDisposableStack();
beforeAll(async () => {
  cluster = await startCluster();
}, 600_000);
afterEach(async () => {
  await opened.disposeAsync();
  opened = new AsyncDisposableStack();
});
afterAll(() => cluster?.[Symbol.asyncDispose]());

const patience = { timeout: 90_000, interval: 100 };

function instance(name: string | undefined): ApiInstance {
  const found = cluster.instances.find((each) => each.name === name);
  if (!found) throw new Error(`The cluster has no instance named ${name}.`);
  return found;
}

async function untilAllServe(): Promise<void> {
  const all = cluster.instances.map(({ name }) => name);
  await expect.poll(() => cluster.balancer.serving(), patience).toEqual(all);
}

/** Enough subscribers that every instance serves some. */
async function follow(user: ApiUser, ...labIds: readonly string[]): Promise<LabReplica[]> {
  const followers = Array.from({ length: 12 }, (_, index) =>
    opened.use(new LabReplica(user, labIds[index % labIds.length] ?? '')),
  );
  await expect.poll(() => followers.filter(({ lab }) => lab === null), patience).toEqual([]);
  expect(new Set(followers.flatMap(({ servedBy }) => servedBy)).size).toBe(3);
  return followers;
}

/** Edits a lab repeatedly. Requests to an instance that is killed may fail. */
function edit(user: ApiUser, labId: string): SteadyRequests {
  return new SteadyRequests(1, async (turn) => {
    const input = { labId, name: `n${turn}` };
    const made = await user.change<{ network: { id: string } }>('createNetwork', input, 'network { id }');
    await user.change('updateLab', { labId, name: `${labId} ${turn}` }, '__typename');
    const networkId = made.network.id;
    if (turn % 2 === 0) await user.change('deleteNetwork', { networkId }, '__typename');
    else if (turn < 10) {
      const container = { ...input, image: 'tiny', networks: [{ networkId }] };
      await user.change('createContainer', container, '__typename');
    }
  });
}

/** Waits until the lab has converged, and expects every follower to show its current state. */
async function expectCurrent(user: ApiUser, labId: string, followers: readonly LabReplica[]): Promise<void> {
  const unready = async () => (await user.lab(labId)).containers.filter(({ phase }) => phase !== 'READY');
  await expect.poll(unready, patience).toEqual([]);
  for (const follower of followers) {
    const [seen, truth] = [() => follower.lab, () => readLab(user, labId)];
    await expect.poll(async () => isDeepStrictEqual(seen(), await truth()), patience).toBe(true);
    expect(follower.failure).toBeNull();
  }
}

test('accepts a session on every instance, and ends it on all of them, sockets included', async () => {
  const ada = await ApiUser.signUp(instance('one').url);
  const labId = await ada.makeLab('lab');
  const other = await ada.signIn();
  const everywhere = cluster.instances.map(({ url }) => other.at(url));
  const followers = everywhere.map((user) => opened.use(new LabReplica(user, labId)));
  await expect.poll(() => followers.map(({ lab }) => lab?.name), patience).toEqual(['lab', 'lab', 'lab']);

  await other.at(instance('two').url).ask('mutation { signOut { __typename } }');
  await expect
    .poll(() => followers.map(({ closeCodes }) => closeCodes), patience)
    .toEqual([[4401], [4401], [4401]]);
  for (const user of everywhere) {
    expect(await user.ask('{ viewer { username } }')).toEqual({ viewer: null });
    expect(await ada.at(user.url).ask('{ viewer { username } }')).toEqual({
      viewer: { username: ada.username },
    });
  }
});

test('counts wrong passwords across instances', async () => {
  const ada = await ApiUser.signUp(cluster.url);
  // At once, so that no delay passes. Each instance alone would let four through.
  const guesses = cluster.instances.flatMap(({ url }) =>
    Array.from({ length: 4 }, () => ada.at(url).guess('not the password')),
  );
  expect(new Set(await Promise.all(guesses))).toEqual(new Set(['CredentialsError', 'RateLimitError']));
});

test('brings every subscriber to the current state when instances are killed and restarted under load', async () => {
  const ada = await ApiUser.signUp(cluster.url);
  const labIds = await Promise.all(['a', 'b'].map((name) => ada.makeLab(name, 'first')));
  const followers = await follow(ada, ...labIds);
  const editors = labIds.map((labId) => edit(ada, labId));
  const edits = () => editors.reduce((sum, { answered }) => sum + answered, 0);
  for (const name of ['two', 'three']) {
    const before = edits();
    await expect.poll(edits, patience).toBeGreaterThan(before + 6);
    await instance(name).program.end('SIGKILL');
    const meanwhile = edits();
    await expect.poll(edits, patience).toBeGreaterThan(meanwhile + 6);
    await instance(name).program.start();
    await untilAllServe();
  }
  await Promise.all(editors.map((editor) => editor.stop()));

  for (const [index, labId] of labIds.entries()) {
    await expectCurrent(
      ada,
      labId,
      followers.filter((_, at) => at % labIds.length === index),
    );
  }
  expect(followers.filter(({ closeCodes }) => closeCodes.length > 0)).not.toEqual([]);
});

test('loses no byte of a terminal when the instance of a viewer is killed during output', async () => {
  const ada = await ApiUser.signUp(cluster.url);
  const labId = await ada.makeLab('lab', 'box');
  await expectCurrent(ada, labId, []);
  const containerId = (await readLab(ada, labId))?.containers[0]?.id ?? '';
  const [first, second] = [0, 1].map(() => opened.use(new TerminalViewer(ada, containerId)));
  if (!first || !second) throw new Error('The test needs two viewers.');
  const bothOpen = () => expect.poll(() => first.isOpen && second.isOpen, patience).toBe(true);
  await bothOpen();
  while (first.servedBy.at(-1) === second.servedBy.at(-1)) {
    second.reconnect();
    await bothOpen();
  }

  const rows = 2_000;
  first.type(`i=0; while [ $i -lt ${rows} ]; do i=$((i+1)); echo "row $i"; sleep 0.003; done; echo do''ne\n`);
  await expect.poll(() => first.text, patience).toContain('row 200\r\n');
  const killed = instance(first.servedBy.at(-1));
  await killed.program.end('SIGKILL');
  for (const viewer of [first, second]) {
    await expect.poll(() => viewer.text.includes('\ndone\r\n'), patience).toBe(true);
  }
  await killed.program.start();

  const printed = Array.from({ length: rows }, (_, index) => `row ${index + 1}\r\n`).join('');
  for (const { text, losses, clears } of [first, second]) {
    expect(text.slice(text.indexOf('row 1\r\n'), text.indexOf('done\r\n'))).toBe(printed);
    expect({ losses, clears }).toEqual({ losses: [], clears: 0 });
  }
  expect(first.servedBy.at(-1)).not.toBe(killed.name);
  await untilAllServe();
});

test('fails no request and misses no event in a rolling replacement', async () => {
  const ada = await ApiUser.signUp(cluster.url);
  const labId = await ada.makeLab('lab', 'first');
  const followers = await follow(ada, labId);
  const requests = new SteadyRequests(4, async (turn) => {
    if (turn % 4 === 0) await ada.change('updateLab', { labId, name: `lab ${turn}` }, '__typename');
    else await ada.ask('{ viewer { username } }');
  });
  for (const { program } of cluster.instances) {
    const before = requests.answered;
    expect(await program.end('SIGTERM')).toBe(0);
    await program.start();
    await untilAllServe();
    expect(requests.answered).toBeGreaterThan(before);
  }
  await requests.stop();

  expect(requests.failures).toEqual([]);
  expect(requests.answered).toBeGreaterThan(0);
  await expectCurrent(ada, labId, followers);
  const codes = new Set(followers.flatMap(({ closeCodes }) => closeCodes));
  expect(codes).toEqual(new Set([1001]));
});

test('serves stored state without Valkey, and updates subscribers when Valkey returns', async () => {
  const ada = await ApiUser.signUp(cluster.url);
  const labId = await ada.makeLab('lab', 'first');
  const followers = await follow(ada, labId);
  await expectCurrent(ada, labId, followers);
  await cluster.valkey.end('SIGKILL');
  await ada.change('updateLab', { labId, name: 'renamed without Valkey' }, '__typename');
  for (const { url } of cluster.instances) {
    expect((await readLab(ada.at(url), labId))?.name).toBe('renamed without Valkey');
    expect(await (await fetch(`${url}/readyz`)).json()).toEqual({ status: 'ready' });
  }
  const later = await ada.makeLab('created meanwhile', 'second');
  await cluster.valkey.start();
  const seen = () => new Set(followers.map(({ lab }) => lab?.name));
  await expect.poll(seen, patience).toEqual(new Set(['renamed without Valkey']));
  await expectCurrent(ada, labId, followers);
  await expectCurrent(ada, later, []);
  expect(followers.flatMap(({ closeCodes }) => closeCodes)).toEqual([]);
});

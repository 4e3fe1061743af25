import { join } from 'node:path';
import { ensureImages, repositoryRoot, silentProgress } from '@pineapple/launcher';
import { TerminalViewer } from '@pineapple/test-kit/terminals';
import { ApiUser } from '@pineapple/test-kit/users';
import { expect } from 'vitest';
import { execIn } from './harness/containers.ts';
import { leftInDocker } from '@pineapple/test-kit/hosts';
import type { Machine } from './harness/site/machine.ts';
import type { Site } from './harness/site/site.ts';
import { it } from './harness/site/two-hosts-test.ts';

/** The engine that has the images of the catalogue. */
const engine = process.env['DOCKER_HOST'] ?? 'unix:///var/run/docker.sock';
const reference = 'pineapple/host:1';
let site: Site;
let ada: ApiUser;
it.beforeAll(async ({ site: shared }) => {
  site = shared;
  await ensureImages(engine, join(repositoryRoot, 'images'), process.env, silentProgress);
  for (const machine of site.machines) await machine.takeImage(engine, reference);
  ada = await ApiUser.signUp(site.url);
});

const patience = { timeout: 90_000, interval: 200 };
const phases = async (labId: string) => (await ada.lab(labId)).containers.map(({ phase }) => phase);
const allReady = (labId: string) => expect.poll(() => phases(labId), patience).toEqual(['READY', 'READY']);

/** The machine that runs a container. */
async function machineOf(labId: string, name: string): Promise<Machine> {
  const { containers } = await ada.lab(labId);
  const hostId = containers.find((container) => container.name === name)?.host?.id;
  const machine = site.machines.find((one) => one.hostId === hostId);
  if (!machine) throw new Error(`${name} is on none of the site's machines.`);
  return machine;
}
const inside = async (labId: string, name: string, ...command: string[]) =>
  execIn(await machineOf(labId, name), name, command);

/** A host may learn a moment later where the other one is. */
const expectPing = (labId: string, from: string, to: string) =>
  expect
    .poll(() => inside(labId, from, 'ping', '-c', '1', '-W', '2', to), patience)
    .toMatchObject({ code: 0 });

/** Everything a lab can leave on a machine: containers, Docker networks, namespaces, VXLAN links. */
async function left(machine: Machine): Promise<string[]> {
  const [docker, namespaces, links] = await Promise.all([
    leftInDocker(machine),
    machine.runs('ip', 'netns', 'list'),
    machine.runs('ip', '-br', 'link', 'show', 'type', 'vxlan'),
  ]);
  return [...docker, ...`${namespaces}\n${links}`.split('\n').filter((line) => line.trim() !== '')];
}

async function removeLab(labId: string): Promise<void> {
  await ada.change('deleteLab', { labId }, 'deletedLabId');
  for (const machine of site.machines) await expect.poll(() => left(machine), patience).toEqual([]);
}

it('joins the containers of a lab on two hosts in one network, and leaves nothing behind', async () => {
  const labId = await ada.makeSpreadLab('multi-host', 'host', 'a', 'b');
  await allReady(labId);
  for (const machine of site.machines) expect(await machine.containers()).toHaveLength(1);
  expect((await ada.lab(labId)).hosts).toHaveLength(2);

  for (const [from, to] of [['a', 'b'] as const, ['b', 'a'] as const]) {
    await expectPing(labId, from, to);
    expect(await inside(labId, from, 'cat', '/sys/class/net/eth0/mtu')).toMatchObject({
      output: expect.stringMatching(/^1450\s*$/),
    });
  }
  // 20 bytes of IP and 8 of ICMP come before the data: 1450 in all, then one more.
  const whole = await inside(labId, 'a', 'ping', '-M', 'do', '-c', '1', '-W', '10', '-s', '1422', 'b');
  expect(whole).toMatchObject({ code: 0 });
  const larger = await inside(labId, 'a', 'ping', '-M', 'do', '-c', '1', '-W', '10', '-s', '1423', 'b');
  expect(larger).toMatchObject({ code: 1, output: expect.stringMatching(/message too long, mtu=1450/) });

  for (const { id, name } of (await ada.lab(labId)).containers) {
    using viewer = new TerminalViewer(ada, id);
    await expect.poll(() => viewer.isOpen, patience).toBe(true);
    viewer.type('echo this is $(hostname)\n');
    await expect.poll(() => viewer.text, patience).toContain(`this is ${name}`);
  }

  const serving = inside(labId, 'b', 'iperf3', '--server', '--one-off');
  await expect
    .poll(() => inside(labId, 'b', 'ss', '-ltn'), patience)
    .toMatchObject({
      output: expect.stringContaining(':5201'),
    });
  const measured = await inside(labId, 'a', 'iperf3', '--client', 'b', '--time', '3', '--json');
  expect(measured.code).toBe(0);
  const { end } = JSON.parse(measured.output) as { end: { sum_received: { bits_per_second: number } } };
  expect(end.sum_received.bits_per_second).toBeGreaterThan(10_000_000);
  expect((await serving).code).toBe(0);
  await removeLab(labId);
});

it('loses only the containers of a dead host, until it returns', async () => {
  const labId = await ada.makeSpreadLab('multi-host', 'tiny', 'a', 'b');
  await allReady(labId);
  const [home, other] = [await machineOf(labId, 'a'), await machineOf(labId, 'b')];
  expect((await ada.lab(labId)).host?.id).toBe(home.hostId);
  await other.fail();
  await site.silence(other);
  await site.sweep();
  await expect.poll(() => phases(labId), patience).toEqual(['READY', 'LOST']);
  await expect
    .poll(() => ada.lab(labId), patience)
    .toMatchObject({
      networks: [{ phase: 'ACTIVE' }],
      hosts: [{ state: 'READY' }, { state: 'LOST' }],
    });
  await other.recover();
  await allReady(labId);
  await expectPing(labId, 'a', 'b');
  await removeLab(labId);
});

it('reports a failed apply on one host, and the sweep repeats it', async () => {
  const labId = await ada.makeSpreadLab('multi-host', 'tiny', 'a');
  await expect.poll(() => phases(labId), patience).toEqual(['READY']);
  const home = await machineOf(labId, 'a');
  const other = site.machines.find((machine) => machine !== home);
  if (!other) throw new Error('The site has only one machine.');
  await other.agent.end('SIGTERM');
  const query = 'query ($id: ID!) { lab(id: $id) { networks { id } } }';
  const { lab } = await ada.ask<{ lab: { networks: { id: string }[] } }>(query, { id: labId });
  const on = lab.networks.map(({ id }) => ({ networkId: id }));
  await ada.change('createContainer', { labId, name: 'b', image: 'tiny', networks: on }, '__typename');
  await expect
    .poll(async () => (await ada.lab(labId)).applies.slice(0, 2), patience)
    .toEqual(
      expect.arrayContaining([
        { hostId: home.hostId, status: 'SUCCESS' },
        { hostId: other.hostId, status: 'FAILED' },
      ]),
    );
  expect(await phases(labId)).toEqual(['READY', 'PENDING']);
  await other.agent.start();
  await site.age(labId);
  await site.sweep();
  await allReady(labId);
  await expectPing(labId, 'b', 'a');
  await removeLab(labId);
});

import { ApiUser } from '@pineapple/test-kit/users';
import { expect } from 'vitest';
import type { Machine } from './harness/site/machine.ts';
import type { Site } from './harness/site/site.ts';
import { it } from './harness/site/two-hosts-test.ts';

let site: Site;
it.beforeAll(({ site: shared }) => {
  site = shared;
});

const patience = { timeout: 90_000, interval: 100 };
const phases = async (user: ApiUser, labId: string) =>
  (await user.lab(labId)).containers.map(({ phase }) => phase);
const machineOf = async (user: ApiUser, labId: string): Promise<Machine> => {
  const { host } = await user.lab(labId);
  const machine = site.machines.find(({ hostId }) => hostId === host?.id);
  if (!machine) throw new Error(`Lab ${labId} is on none of the site's machines.`);
  return machine;
};
/** Deletes labs, and waits until no host has containers. */
async function deleteLabs(user: ApiUser, ...labIds: readonly string[]): Promise<void> {
  for (const labId of labIds) await user.change('deleteLab', { labId }, 'deletedLabId');
  for (const machine of site.machines) await expect.poll(() => machine.containers(), patience).toEqual([]);
}
const otherThan = (machine: Machine): Machine => {
  const other = site.machines.find((one) => one !== machine);
  if (!other) throw new Error('The site has only one machine.');
  return other;
};

it('places labs on both hosts, each on one', async () => {
  const ada = await ApiUser.signUp(site.url);
  const used = new Set<Machine>();
  // The hosts share a machine, and so its load, which each reports at a time of its own: until both have reported the
  // same, one looks busier.
  const placeOne = async (): Promise<number> => {
    const labId = await ada.makeLab('lab', 'a', 'b');
    await expect.poll(() => phases(ada, labId), patience).toEqual(['READY', 'READY']);
    used.add(await machineOf(ada, labId));
    await ada.change('deleteLab', { labId }, 'deletedLabId');
    return used.size;
  };
  await expect.poll(placeOne, { timeout: 150_000, interval: 0 }).toBe(2);
  await deleteLabs(ada);
});

it('marks the lab of a dead host as lost, recreates it elsewhere on request, and removes it from the host when that returns', async () => {
  const ada = await ApiUser.signUp(site.url);
  const labId = await ada.makeLab('lab', 'a', 'b');
  await expect.poll(() => phases(ada, labId), patience).toEqual(['READY', 'READY']);
  const first = await machineOf(ada, labId);
  const second = otherThan(first);

  await first.fail();
  await site.silence(first);
  await site.sweep();
  await expect.poll(() => phases(ada, labId), patience).toEqual(['LOST', 'LOST']);
  const { containers, host } = await ada.lab(labId);
  expect(containers[0]?.readiness.reason).toMatch(/The lab's host has not reported since/);
  expect(host).toEqual({ id: first.hostId, state: 'LOST' });

  await ada.change('moveLab', { labId }, 'lab { id }');
  await expect.poll(() => phases(ada, labId), patience).toEqual(['READY', 'READY']);
  expect(await machineOf(ada, labId)).toBe(second);
  expect(await second.containers()).toEqual(['a', 'b']);

  await first.recover();
  await expect.poll(() => first.containers(), patience).toEqual([]);
  expect(await phases(ada, labId)).toEqual(['READY', 'READY']);
  expect(await second.containers()).toEqual(['a', 'b']);
  await deleteLabs(ada, labId);
});

it('moves the labs of a drained host to the other', async () => {
  const ada = await ApiUser.signUp(site.url);
  const grace = await ApiUser.signUp(site.url, 'grace');
  await grace.change('becomeOperator', { code: site.operatorCode }, 'viewer { operator }');
  const labId = await ada.makeLab('lab', 'a');
  await expect.poll(() => phases(ada, labId), patience).toEqual(['READY']);
  const first = await machineOf(ada, labId);
  await grace.change('drainHost', { hostId: first.hostId }, 'movedLabs');
  await expect
    .poll(async () => ({ phases: await phases(ada, labId), on: (await ada.lab(labId)).host?.id }), patience)
    .toEqual({ phases: ['READY'], on: otherThan(first).hostId });
  await expect.poll(() => first.containers(), patience).toEqual([]);
  await grace.change('uncordonHost', { hostId: first.hostId }, 'host { state }');
  await deleteLabs(ada, labId);
});

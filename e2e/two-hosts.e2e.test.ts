import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Machine } from './harness/site/machine.ts';
import { Person } from './harness/site/person.ts';
import { type Site, startSite } from './harness/site/site.ts';

let site: Site;
beforeAll(async () => {
  site = await startSite({ hosts: 2, env: { PINEAPPLE_OPERATORS: 'grace' } });
});
afterAll(() => site?.[Symbol.asyncDispose]());

const patience = { timeout: 60_000, interval: 100 };
const phases = async (person: Person, labId: string) =>
  (await person.lab(labId)).containers.map(({ phase }) => phase);
const machineOf = async (person: Person, labId: string): Promise<Machine> => {
  const { host } = await person.lab(labId);
  const machine = site.machines.find(({ hostId }) => hostId === host?.id);
  if (!machine) throw new Error(`Lab ${labId} is on no machine of the site.`);
  return machine;
};
const otherThan = (machine: Machine): Machine => {
  const other = site.machines.find((one) => one !== machine);
  if (!other) throw new Error('The site has one machine only.');
  return other;
};

test('labs spread over the hosts, each whole', async () => {
  const ada = await Person.signUp(site.url);
  const labs: string[] = [];
  const used = new Set<Machine>();
  while (used.size < 2 && labs.length < 12) {
    const labId = await ada.makeLab(`lab ${labs.length}`, 'a', 'b');
    labs.push(labId);
    await expect.poll(() => phases(ada, labId), patience).toEqual(['READY', 'READY']);
    used.add(await machineOf(ada, labId));
  }
  expect(used.size).toBe(2);
  for (const labId of labs) await ada.change('deleteLab', { labId }, 'deletedLabId');
  for (const machine of site.machines) await expect.poll(() => machine.containers(), patience).toEqual([]);
});

test('a lab of a dead host is lost, is made anew elsewhere at its owner’s wish, and is cleared away once the host is back', async () => {
  const ada = await Person.signUp(site.url);
  const labId = await ada.makeLab('lab', 'a', 'b');
  await expect.poll(() => phases(ada, labId), patience).toEqual(['READY', 'READY']);
  const first = await machineOf(ada, labId);
  const second = otherThan(first);

  await first.fail();
  await site.silence(first);
  await site.sweep();
  await expect.poll(() => phases(ada, labId), patience).toEqual(['LOST', 'LOST']);
  const { containers, host } = await ada.lab(labId);
  expect(containers[0]?.readiness.reason).toMatch(/Nothing was heard of the lab's host since/);
  expect(host).toEqual({ id: first.hostId, state: 'LOST' });

  await ada.change('moveLab', { labId }, 'lab { id }');
  await expect.poll(() => phases(ada, labId), patience).toEqual(['READY', 'READY']);
  expect(await machineOf(ada, labId)).toBe(second);
  expect(await second.containers()).toEqual(['a', 'b']);

  await first.recover();
  await expect.poll(() => first.containers(), patience).toEqual([]);
  expect(await phases(ada, labId)).toEqual(['READY', 'READY']);
  expect(await second.containers()).toEqual(['a', 'b']);
  await ada.change('deleteLab', { labId }, 'deletedLabId');
});

test('a drained host is left by its labs, which are ready again on the other', async () => {
  const ada = await Person.signUp(site.url);
  const grace = await Person.signUp(site.url, 'grace');
  const labId = await ada.makeLab('lab', 'a');
  await expect.poll(() => phases(ada, labId), patience).toEqual(['READY']);
  const first = await machineOf(ada, labId);
  await grace.change('drainHost', { hostId: first.hostId }, 'movedLabs');
  await expect
    .poll(async () => ({ phases: await phases(ada, labId), on: (await ada.lab(labId)).host?.id }), patience)
    .toEqual({ phases: ['READY'], on: otherThan(first).hostId });
  await expect.poll(() => first.containers(), patience).toEqual([]);
});

import { applyLabResponse, type HostCapacity } from '@pineapple/contracts';
import type { Lab } from '@pineapple/core';
import { startTestBed, type TestBed } from '@pineapple/test-kit/aws';
import { reports } from '@pineapple/test-kit/labs';
import { eventually } from '@pineapple/test-kit/waiting';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';

let bed: TestBed;
beforeAll(async () => {
  bed = await startTestBed();
  bed.aws.registerInstance(bed.other.instance);
}, 60_000);
beforeEach(async () => {
  for (const host of [bed.host, bed.other]) await bed.know(host);
});
afterEach(() => bed.aws.clearFaults());
afterAll(() => bed?.[Symbol.asyncDispose]());

const room: HostCapacity = {
  ...{ cpus: 2, loadAverage: 0, memoryMb: 8000, memoryFreeMb: 8000 },
  ...{ mostContainers: 10, containers: 0, labs: 0 },
};
const apply = async (labId: string, request: object = {}) =>
  applyLabResponse.parse(await bed.call('apply-lab', { labId, cause: 'edit', ...request }));
const stored = async ({ id }: Lab): Promise<Lab> => {
  const lab = await bed.labs.get(id, { consistent: true });
  if (!lab) throw new Error(`Lab ${id} is gone.`);
  return lab;
};
const both = () => [bed.host.hostId, bed.other.hostId].toSorted();
/** The last manifest that a host received. */
const lastOf = async (host: TestBed['host'], { id }: Lab) =>
  (await host.received(id)).toSorted((a, b) => a.revision - b.revision).at(-1);

describe('a multi-host lab', () => {
  test('is placed, and each host gets its part and its own record', async () => {
    const lab = await bed.make.makeSpread('a', 'b');
    const messages = await bed.listen(lab.id);
    const answer = await apply(lab.id);
    expect(answer).toMatchObject({ outcome: 'sent-to-hosts', revision: 1 });
    const placed = await stored(lab);
    expect(placed.placement.hosts.toSorted()).toEqual(both());
    await eventually(async () => {
      for (const host of [bed.host, bed.other]) expect(await host.received(lab.id)).toHaveLength(1);
    });
    const parts = await Promise.all([bed.host, bed.other].map((host) => lastOf(host, lab)));
    const names = parts.flatMap((part) => part?.containers.map(({ name }) => name) ?? []);
    expect(names.toSorted()).toEqual(['a', 'b']);
    const vni = placed.placement.vnis[lab.networks[0]?.id ?? ''];
    for (const [index, part] of parts.entries()) {
      const [here, there] = index === 0 ? [bed.host, bed.other] : [bed.other, bed.host];
      expect(part?.networks[0]?.overlay).toEqual({
        vni,
        peers: [`10.9.0.${there.hostId.slice(-1)}`],
        gatewayHere: placed.placement.hosts[0] === here.hostId,
        onlyHere: false,
      });
      expect([...(part?.neighbours ?? []), ...(part?.containers ?? [])]).toHaveLength(2);
    }
    const applies = await bed.applies.listByLab(lab.id, 10);
    expect(applies.map(({ hostId }) => hostId ?? '').toSorted()).toEqual(both());
    expect(messages.filter(({ type }) => type === 'placed')).toHaveLength(1);
  });

  test('keeps its placement when containers are added', async () => {
    const lab = await bed.make.makeSpread('a', 'b');
    await apply(lab.id);
    const before = await stored(lab);
    const grown = await bed.make.add(before, 'c');
    await apply(lab.id);
    const after = await stored(grown);
    expect(after.placement.containers).toMatchObject(before.placement.containers);
    expect(Object.keys(after.placement.containers)).toHaveLength(3);
    expect(after.placement.vnis).toEqual(before.placement.vnis);
  });

  test('is placed once by concurrent invocations', async () => {
    const lab = await bed.make.makeSpread('a', 'b', 'c');
    const answers = await Promise.all([1, 2, 3].map(() => apply(lab.id)));
    for (const answer of answers) expect(answer.outcome).toBe('sent-to-hosts');
    expect((await stored(lab)).placement.version).toBe(1);
    await eventually(async () => expect(await bed.host.received(lab.id)).toHaveLength(3));
    const parts = await bed.host.received(lab.id);
    const sent = parts.map(({ containers }) => containers.map(({ name }) => name).join());
    expect(new Set(sent).size).toBe(1);
  });

  test('is sent to the other host when one fails, which is recorded', async () => {
    const lab = await bed.make.makeSpread('a', 'b');
    const dead = 'mi-0000000000000dead';
    const [a, b] = lab.containers.map(({ id }) => id);
    const containers = { [a ?? '']: bed.host.hostId, [b ?? '']: dead };
    await bed.placements.place(lab, { hosts: [bed.host.hostId, dead], containers });
    expect(await apply(lab.id)).toEqual({
      outcome: 'sent-to-hosts',
      revision: 1,
      hosts: [
        { hostId: bed.host.hostId, commandId: expect.any(String), reason: null },
        { hostId: dead, commandId: null, reason: expect.stringContaining('InvalidInstanceId') },
      ],
    });
    const failed = (await bed.applies.listByLab(lab.id, 10)).filter(({ status }) => status === 'FAILED');
    expect(failed).toMatchObject([
      { hostId: dead, errorOutput: expect.stringContaining('InvalidInstanceId') },
    ]);
    await eventually(async () => expect((await lastOf(bed.host, lab))?.containers).toHaveLength(1));
    expect((await lastOf(bed.host, lab))?.networks[0]?.overlay?.peers).toEqual([]);
  });

  test('is sent to the requested hosts only', async () => {
    const lab = await bed.make.makeSpread('a', 'b');
    await apply(lab.id);
    await eventually(async () => expect(await bed.host.received(lab.id)).toHaveLength(1));
    expect(await apply(lab.id, { hosts: [bed.other.hostId] })).toMatchObject({
      hosts: [{ hostId: bed.other.hostId }],
    });
    await eventually(async () => expect(await bed.other.received(lab.id)).toHaveLength(2));
    expect(await bed.host.received(lab.id)).toHaveLength(1);
  });

  test('waits, with a reason, while its hosts have no underlay addresses', async () => {
    for (const host of [bed.host, bed.other]) await bed.know(host, { underlayAddress: null });
    const lab = await bed.make.makeSpread('a');
    expect(await apply(lab.id)).toEqual({
      outcome: 'no-host',
      reason: expect.stringContaining('PINEAPPLE_UNDERLAY_ADDRESS'),
    });
  });

  test('is removed from each of its hosts when it is deleted', async () => {
    const lab = await bed.make.makeSpread('a', 'b');
    await apply(lab.id);
    await bed.make.delete(await stored(lab));
    expect(await apply(lab.id)).toMatchObject({ outcome: 'sent-to-hosts', revision: 2 });
    for (const host of [bed.host, bed.other])
      await eventually(async () =>
        expect(await lastOf(host, lab)).toMatchObject({ revision: 2, removed: true, containers: [] }),
      );
  });
});

describe('a lab that is too large for one host', () => {
  test('is placed on several hosts', async () => {
    await bed.know(bed.host, { room: { ...room, mostContainers: 2 } });
    await bed.know(bed.other, { room: { ...room, mostContainers: 3 } });
    const lab = await bed.make.make('a', 'b', 'c', 'd');
    expect(await apply(lab.id)).toMatchObject({ outcome: 'sent-to-hosts' });
    const counts = Object.values((await stored(lab)).placement.containers);
    expect(counts.filter((host) => host === bed.other.hostId)).toHaveLength(3);
    const huge = await bed.make.make('a', 'b', 'c', 'd', 'e', 'f');
    expect(await apply(huge.id)).toEqual({
      outcome: 'no-host',
      reason: expect.stringContaining("the lab's 6 containers"),
    });
  });

  test('that was single-host keeps its containers there and places the rest on another host', async () => {
    const lab = await bed.make.make('a', 'b');
    await bed.labs.place(lab.id, bed.host.hostId);
    for (const name of ['a', 'b'])
      await bed.observations.put(
        { ...reports(lab, bed.host.hostId, name).container('READY', 1), version: 1 },
        0,
      );
    await bed.know(bed.host, { room: { ...room, containers: 10 } });
    await bed.know(bed.other, { room });
    expect(await apply(lab.id)).toMatchObject({ outcome: 'sent', hostId: bed.host.hostId });
    await bed.make.add(await stored(lab), 'c');
    expect(await apply(lab.id)).toMatchObject({ outcome: 'sent-to-hosts' });
    await eventually(async () => expect(await lastOf(bed.other, lab)).toMatchObject({ revision: 2 }));
    expect((await lastOf(bed.other, lab))?.containers.map(({ name }) => name)).toEqual(['c']);
    expect((await lastOf(bed.host, lab))?.containers.map(({ name }) => name)).toEqual(['a', 'b']);
    expect((await stored(lab)).placement.hosts[0]).toBe(bed.host.hostId);
  });

  test('overloads its host when no other host can take the rest', async () => {
    const lab = await bed.make.make('a');
    await bed.labs.place(lab.id, bed.host.hostId);
    await bed.know(bed.host, { room: { ...room, containers: 10 } });
    await bed.know(bed.other, { room, underlayAddress: null });
    expect(await apply(lab.id)).toMatchObject({ outcome: 'sent', hostId: bed.host.hostId });
    expect((await stored(lab)).placement.hosts).toEqual([bed.host.hostId]);
  });
});

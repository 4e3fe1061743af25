import { hostEventTypes, type HostReported } from '@pineapple/contracts';
import type { Lab } from '@pineapple/core';
import { startTestBed, type TestBed } from '@pineapple/test-kit/aws';
import { reports } from '@pineapple/test-kit/labs';
import { eventually } from '@pineapple/test-kit/waiting';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

let bed: TestBed;
beforeAll(async () => {
  bed = await startTestBed();
  bed.aws.registerInstance(bed.other.instance);
  for (const host of [bed.host, bed.other]) await bed.know(host);
}, 60_000);
afterAll(() => bed?.[Symbol.asyncDispose]());

/** A lab with a container on each of two hosts. */
async function multiHostLab(): Promise<Lab> {
  const lab = await bed.make.makeSpread('a', 'b');
  const [a, b] = lab.containers.map(({ id }) => id);
  const containers = { [a ?? '']: bed.host.hostId, [b ?? '']: bed.other.hostId };
  const placed = await bed.placements.place(lab, { hosts: [bed.host.hostId, bed.other.hostId], containers });
  if (!placed) throw new Error('The lab was not placed.');
  return placed;
}
const call = (detailType: string, detail: Readonly<Record<string, unknown>> & { readonly hostId: string }) =>
  bed.call('record-event', {
    ...{
      version: '0',
      id: 'an-event',
      source: `pineapple.host.${detail.hostId}`,
      time: '2026-01-01T00:00:00Z',
    },
    'detail-type': detailType,
    detail,
  });
const observe = (hostId: string, ...observations: readonly unknown[]) =>
  call(hostEventTypes.observations, { hostId, observations });
const rows = async (lab: Lab) =>
  (await bed.observations.listByLab(lab.id)).map(({ name, phase, hostId }) => [name, phase, hostId]);
const hasConverged = async ({ id }: Lab) =>
  !(await bed.labs.listUnconverged('9999-01-01T00:00:00.000Z')).some((lab) => lab.id === id);

describe('reports on a multi-host lab', () => {
  test('count from the host of each container, and of networks from the first host', async () => {
    const lab = await multiHostLab();
    const [first, second] = [bed.host.hostId, bed.other.hostId];
    await observe(
      first,
      reports(lab, first, 'a').container('READY', 1),
      reports(lab, first).network('ACTIVE', 2),
    );
    await observe(second, reports(lab, second, 'b').container('READY', 1));
    expect((await rows(lab)).toSorted()).toEqual([
      ['a', 'READY', first],
      ['b', 'READY', second],
      ['lan', 'ACTIVE', first],
    ]);
  });

  test('from another host than a container’s are dropped with a reason, those on networks silently', async () => {
    const lab = await multiHostLab();
    const second = bed.other.hostId;
    const report = reports(lab, second, 'a');
    expect(await observe(second, report.network('FAILED', 1))).toEqual({ outcome: 'recorded' });
    expect(await observe(second, report.container('READY', 2), report.network('FAILED', 3))).toMatchObject({
      outcome: 'dropped',
      reason: expect.stringContaining(`not on ${second}`),
    });
    const foreign = reports(lab, 'mi-0000000000000dead', 'a');
    expect(await observe('mi-0000000000000dead', foreign.network('ACTIVE', 1))).toMatchObject({
      outcome: 'dropped',
      reason: expect.stringContaining('not placed on'),
    });
    expect(await rows(lab)).toEqual([]);
  });

  test('of a removed container’s end count from the host where it was', async () => {
    const lab = await multiHostLab();
    const second = bed.other.hostId;
    const report = reports(lab, second, 'b');
    await observe(second, report.container('READY', 1));
    const [kept] = lab.containers;
    const without = await bed.make.save({ ...lab, containers: kept ? [kept] : [] });
    const hosts = [bed.host.hostId, second] as const;
    await bed.placements.place(without, { hosts, containers: { [kept?.id ?? '']: bed.host.hostId } });
    const elsewhere = reports(lab, bed.host.hostId, 'b').container('DELETED', 2);
    expect(await observe(bed.host.hostId, elsewhere)).toMatchObject({ outcome: 'dropped' });
    expect(await observe(second, report.container('DELETED', 2))).toEqual({ outcome: 'recorded' });
    expect(await rows(lab)).toEqual([]);
  });
});

describe('a multi-host lab', () => {
  test('converges once both its hosts match it', async () => {
    const lab = await multiHostLab();
    await bed.other.behave(lab.id, 'failed');
    await bed.queue('apply-lab', { labId: lab.id, cause: 'edit' });
    const statuses = async () =>
      (await bed.applies.listByLab(lab.id, 10)).map(({ hostId, status }) => `${hostId} ${status}`).toSorted();
    await eventually(async () =>
      expect(await statuses()).toEqual([`${bed.host.hostId} SUCCESS`, `${bed.other.hostId} FAILED`]),
    );
    expect(await hasConverged(lab)).toBe(false);
    await bed.other.behaveWell(lab.id);
    await bed.queue('apply-lab', { labId: lab.id, cause: 'sweep', hosts: [bed.other.hostId] });
    await eventually(async () => expect(await hasConverged(lab)).toBe(true));
  });

  test('releases the VNI of a removed network once no host has the network', async () => {
    const lab = await multiHostLab();
    expect(Object.keys(lab.placement.vnis)).toHaveLength(1);
    await bed.make.save({ ...lab, containers: [], networks: [] });
    await bed.queue('apply-lab', { labId: lab.id, cause: 'edit' });
    await eventually(async () => expect(await hasConverged(lab)).toBe(true));
    await eventually(async () =>
      expect(await bed.labs.get(lab.id, { consistent: true })).toMatchObject({ placement: { vnis: {} } }),
    );
  });

  test('is forgotten after its deletion once both hosts have nothing left', async () => {
    const lab = await multiHostLab();
    const deleted = await bed.make.delete(lab);
    const removed = (hostId: string, revision: number) =>
      call(hostEventTypes.labRemoved, { hostId, labId: lab.id, revision, sequence: revision });
    await removed(bed.host.hostId, deleted.revision);
    // An earlier removal, before the host got a part again.
    await removed(bed.other.hostId, deleted.revision - 1);
    expect(await bed.labs.get(lab.id, { consistent: true })).not.toBeNull();
    await removed(bed.other.hostId, deleted.revision);
    expect(await bed.labs.get(lab.id, { consistent: true })).toBeNull();
    expect(await bed.labs.listByHost(bed.other.hostId)).not.toContainEqual(
      expect.objectContaining({ id: lab.id }),
    );
  });
});

test('a changed underlay address of a host sends its multi-host labs to all their hosts again', async () => {
  const lab = await multiHostLab();
  const moved: HostReported = {
    hostId: bed.other.hostId,
    at: new Date().toISOString(),
    agentVersion: '1',
    docker: { up: false, version: null, reason: 'still starting' },
    limitations: [],
    room: null,
    underlayAddress: '10.9.9.9',
    sequence: 1000,
  };
  await call(hostEventTypes.host, moved);
  await eventually(async () => {
    const [part] = await bed.host.received(lab.id);
    expect(part?.networks[0]?.overlay?.peers).toEqual(['10.9.9.9']);
  });
  await call(hostEventTypes.host, { ...moved, sequence: 1001 });
  expect(await bed.host.received(lab.id)).toHaveLength(1);
});

import type { Lab } from '@pineapple/core';
import { newApplyId } from '@pineapple/store';
import { startTestBed, type TestBed } from '@pineapple/test-kit/aws';
import { reports } from '@pineapple/test-kit/labs';
import { eventually } from '@pineapple/test-kit/waiting';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';

let bed: TestBed;
beforeAll(async () => {
  bed = await startTestBed({ environment: { PINEAPPLE_MOVE_LOST_LABS_AFTER_MINUTES: '5' } });
  bed.aws.registerInstance(bed.other.instance);
  for (const host of [bed.host, bed.other]) await bed.know(host);
}, 60_000);
afterEach(async () => {
  bed.aws.clearFaults();
  for (const host of [bed.host, bed.other]) await bed.know(host);
  for (const lab of await bed.labs.listUnconverged('9999-01-01T00:00:00.000Z'))
    await bed.labs.markConverged(lab.id, lab.revision);
});
afterAll(() => bed?.[Symbol.asyncDispose]());

const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString();
const sweep = () => bed.call('sweep-labs', {});
const read = async (id: string): Promise<Lab> => {
  const lab = await bed.labs.get(id, { consistent: true });
  if (!lab) throw new Error(`Lab ${id} is gone.`);
  return lab;
};
const hasConverged = async ({ id }: Lab) =>
  !(await bed.labs.listUnconverged('9999-01-01T00:00:00.000Z')).some((lab) => lab.id === id);

/** A lab with a container on each of two hosts that was last edited a while ago. */
async function oldMultiHostLab(): Promise<Lab> {
  const lab = await bed.make.makeSpread('a', 'b');
  const [a, b] = lab.containers.map(({ id }) => id);
  const containers = { [a ?? '']: bed.host.hostId, [b ?? '']: bed.other.hostId };
  await bed.placements.place(lab, { hosts: [bed.host.hostId, bed.other.hostId], containers });
  await bed.backdate(lab.id, minutesAgo(10));
  return read(lab.id);
}

/** Stores both containers as READY and the network as ACTIVE. */
async function allReady(lab: Lab): Promise<void> {
  for (const [host, name] of [[bed.host, 'a'] as const, [bed.other, 'b'] as const]) {
    const report = reports(lab, host.hostId, name);
    await bed.observations.put({ ...report.container('READY', 1), version: 1 }, 0);
    if (name === 'a') await bed.observations.put({ ...report.network('ACTIVE', 1), version: 1 }, 0);
  }
}

describe('the sweep of a multi-host lab', () => {
  test('sends it again only to the host that does not match it', async () => {
    const lab = await oldMultiHostLab();
    await bed.other.behave(lab.id, 'failed');
    await bed.call('apply-lab', { labId: lab.id, cause: 'edit' });
    await eventually(async () => {
      expect((await read(lab.id)).placement.matched).toEqual({ [bed.host.hostId]: 1 });
      const failed = (await bed.applies.listByLab(lab.id, 9)).filter(({ status }) => status === 'FAILED');
      expect(failed).toHaveLength(1);
      await bed.applies.update(lab.id, failed[0]?.applyId ?? '', { finishedAt: minutesAgo(2) });
    });
    await bed.other.behaveWell(lab.id);
    expect(await sweep()).toMatchObject({ examined: 1, reapplied: 1 });
    await eventually(async () => expect(await hasConverged(lab)).toBe(true));
    expect(await bed.host.received(lab.id)).toHaveLength(1);
    expect(await bed.other.received(lab.id)).toHaveLength(2);
  });

  test('recovers the missed ends on each host, without sending the lab again', async () => {
    const lab = await oldMultiHostLab();
    const lost = {
      service: 'events',
      operation: 'Deliver',
      source: 'aws.ssm',
      drop: true,
      times: 1000,
    } as const;
    bed.aws.injectFault(lost);
    await bed.call('apply-lab', { labId: lab.id, cause: 'edit' });
    await eventually(async () => {
      for (const host of [bed.host, bed.other]) expect(await host.received(lab.id)).toHaveLength(1);
    });
    await eventually(async () => {
      await sweep();
      expect(await hasConverged(lab)).toBe(true);
    });
    expect(await bed.applies.listByLab(lab.id, 9)).toMatchObject([
      { status: 'SUCCESS' },
      { status: 'SUCCESS' },
    ]);
  });

  test('marks a lab as converged when only that was missed', async () => {
    const lab = await oldMultiHostLab();
    await bed.placements.match(lab.id, bed.host.hostId, 1);
    await bed.placements.match(lab.id, bed.other.hostId, 1);
    expect(await sweep()).toMatchObject({ examined: 1, repaired: 1, reapplied: 0 });
    expect(await hasConverged(lab)).toBe(true);
    expect(await bed.host.received(lab.id)).toEqual([]);
  });

  test('waits for a host that is just being sent its part', async () => {
    const lab = await oldMultiHostLab();
    await bed.placements.match(lab.id, bed.host.hostId, 1);
    await bed.applies.put({
      ...{ applyId: newApplyId(), labId: lab.id, revision: 1, hostId: bed.other.hostId, commandId: null },
      ...{ status: 'PENDING', output: null, errorOutput: null, requestedAt: minutesAgo(0.1) },
      ...{ sentAt: null, finishedAt: null, expiresAt: Math.floor(Date.now() / 1000) + 3600 },
    });
    expect(await sweep()).toMatchObject({ examined: 1, reapplied: 0 });
  });
});

describe('a silent host', () => {
  const lostOf = async ({ id }: Lab) =>
    (await bed.observations.listByLab(id)).filter(({ phase }) => phase === 'LOST').map(({ name }) => name);

  test.each([
    ['its containers of a multi-host lab', () => bed.other, ['b']],
    ['the networks too, if it is the first host', () => bed.host, ['a', 'lan']],
  ])('is marked lost with %s', async (_, host, lost) => {
    const lab = await oldMultiHostLab();
    await bed.labs.markConverged(lab.id, 1);
    await allReady(lab);
    await bed.know(host(), { at: minutesAgo(10) });
    expect(await sweep()).toMatchObject({ hostsLost: 1 });
    expect((await lostOf(lab)).toSorted()).toEqual(lost);
  });

  test('has a multi-host lab moved off all its hosts if configured, and recreated without harm', async () => {
    const lab = await oldMultiHostLab();
    await allReady(lab);
    await bed.know(bed.other, { at: minutesAgo(10) });
    const dead = await bed.hosts.get(bed.other.hostId);
    if (!dead) throw new Error('The host is not stored.');
    await bed.hosts.markLost(dead, minutesAgo(6));
    expect(await sweep()).toMatchObject({ hostsLost: 0 });
    await eventually(async () => {
      const { placement } = await read(lab.id);
      expect(placement?.hosts).toEqual([bed.host.hostId]);
    });
    const moved = await read(lab.id);
    expect(moved).toMatchObject({ revision: lab.revision + 2, placement: { vnis: lab.placement.vnis } });
    expect((await bed.hosts.get(bed.other.hostId))?.orphans).toContain(lab.id);
    await eventually(async () => {
      const sent = (await bed.host.received(lab.id)).toSorted((a, b) => a.revision - b.revision);
      expect(sent.at(-1)).toMatchObject({ revision: moved.revision, removed: false });
      expect(sent.at(-1)?.containers).toHaveLength(2);
      // The removal of its orphans has an older revision, so the order of arrival does not matter.
      for (const { removed, revision } of sent) if (removed) expect(revision).toBeLessThan(moved.revision);
    });
  });
});

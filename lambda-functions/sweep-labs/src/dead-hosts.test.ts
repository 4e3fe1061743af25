import { hostEventTypes, type HostReported } from '@pineapple/contracts';
import type { Lab } from '@pineapple/core';
import { startTestBed, type TestBed } from '@pineapple/test-kit/aws';
import { reports } from '@pineapple/test-kit/labs';
import { eventually } from '@pineapple/test-kit/waiting';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

let bed: TestBed;
beforeAll(async () => {
  bed = await startTestBed({ environment: { PINEAPPLE_MOVE_LOST_LABS_AFTER_MINUTES: '5' } });
  bed.aws.registerInstance(bed.other.instance);
}, 60_000);
afterAll(() => bed?.[Symbol.asyncDispose]());

let sequence = 0;
/** A host's report about itself, from some minutes ago. */
function report(hostId: string, minutesAgo: number): HostReported {
  return {
    hostId,
    at: new Date(Date.now() - minutesAgo * 60_000).toISOString(),
    agentVersion: '1',
    docker: { up: true, version: '20.10', reason: null },
    limitations: [],
    room: null,
    underlayAddress: null,
    sequence: (sequence += 1),
  };
}

const sweep = () => bed.call('sweep-labs', {});
const lab = async (id: string): Promise<Lab> => {
  const found = await bed.labs.get(id, { consistent: true });
  if (!found) throw new Error(`Lab ${id} is gone.`);
  return found;
};

/** A lab with a ready container, on a host that last reported long ago. */
async function labOnDeadHost(hostId: string): Promise<Lab> {
  const made = await bed.make.make('a');
  await bed.labs.place(made.id, hostId);
  await bed.labs.markConverged(made.id, made.revision);
  const observed = reports(made, hostId);
  await bed.observations.put({ ...observed.container('READY', 1), version: 1 }, 0);
  await bed.observations.put({ ...observed.network('ACTIVE', 1), version: 1 }, 0);
  await bed.hosts.record(report(hostId, 10));
  return lab(made.id);
}

describe('a silent host', () => {
  test('is marked lost with everything on it, and each change is published once', async () => {
    const placed = await labOnDeadHost(bed.host.hostId);
    const messages = await bed.listen(placed.id);
    const hosts = await bed.listenToHosts();
    expect(await sweep()).toMatchObject({ hostsLost: 1, labsMoved: 0 });
    const rows = await bed.observations.listByLab(placed.id);
    expect(rows.map(({ phase }) => phase)).toEqual(['LOST', 'LOST']);
    expect(rows[0]?.reason).toMatch(/The lab's host has not reported since 20\d\d-/);
    await eventually(() => expect(messages).toHaveLength(2));
    await eventually(() => expect(hosts).toEqual([bed.host.hostId]));
    expect((await bed.hosts.get(bed.host.hostId))?.lostSince).not.toBeNull();

    expect(await sweep()).toMatchObject({ hostsLost: 0, labsMoved: 0 });
    expect(await bed.observations.listByLab(placed.id)).toEqual(rows);

    await bed.hosts.record(report(bed.host.hostId, 0));
  });

  test('gets all its labs again as soon as it reports', async () => {
    const placed = await labOnDeadHost(bed.host.hostId);
    await sweep();
    await bed.report(hostEventTypes.host, report(bed.host.hostId, 0));
    await eventually(async () => expect(await bed.host.received(placed.id)).toHaveLength(1));
    expect((await bed.hosts.get(bed.host.hostId))?.lostSince).toBeNull();
    // Its own report replaces the state that the sweep wrote.
    const observed = reports(placed, bed.host.hostId);
    await bed.report(hostEventTypes.observations, {
      hostId: bed.host.hostId,
      observations: [observed.container('READY', 2)],
    });
    await eventually(async () => {
      const rows = await bed.observations.listByLab(placed.id);
      expect(rows.find((row) => row.kind === 'container')?.phase).toBe('READY');
    });
  });

  test('has its labs moved if configured, and removes its orphans when it is back', async () => {
    const placed = await labOnDeadHost(bed.host.hostId);
    await bed.hosts.record(report(bed.other.hostId, 0));
    const dead = await bed.hosts.get(bed.host.hostId);
    if (!dead) throw new Error('The host is not stored.');
    await bed.hosts.markLost(dead, new Date(Date.now() - 6 * 60_000).toISOString());
    expect(await sweep()).toMatchObject({ hostsLost: 0 });

    await eventually(async () => expect((await lab(placed.id)).placement.hosts).toEqual([bed.other.hostId]));
    await eventually(async () => expect(await bed.other.received(placed.id)).not.toEqual([]));
    const moved = await lab(placed.id);
    expect(moved.revision).toBe(placed.revision + 2);
    expect(moved.containers[0]?.generation).toBe((placed.containers[0]?.generation ?? 0) + 1);
    expect((await bed.hosts.get(bed.host.hostId))?.orphans).toContain(placed.id);

    await bed.report(hostEventTypes.host, report(bed.host.hostId, 0));
    await eventually(async () => {
      const last = (await bed.host.received(placed.id)).find(({ removed }) => removed);
      expect(last).toMatchObject({ revision: moved.revision - 1, containers: [] });
    });
    await bed.report(hostEventTypes.labRemoved, {
      hostId: bed.host.hostId,
      labId: placed.id,
      revision: moved.revision - 1,
      sequence: 9,
    });
    await eventually(async () =>
      expect((await bed.hosts.get(bed.host.hostId))?.orphans.has(placed.id) ?? false).toBe(false),
    );
    expect((await lab(placed.id)).placement.hosts).toEqual([bed.other.hostId]);
  });

  test('is marked lost once, and moves each lab once, with two concurrent sweeps', async () => {
    const placed = await labOnDeadHost(bed.host.hostId);
    await Promise.all([sweep(), sweep()]);
    const rows = await bed.observations.listByLab(placed.id);
    expect(rows.map(({ phase, version }) => ({ phase, version }))).toEqual([
      { phase: 'LOST', version: 2 },
      { phase: 'LOST', version: 2 },
    ]);

    await bed.hosts.record(report(bed.host.hostId, 10));
    const dead = await bed.hosts.get(bed.host.hostId);
    if (!dead) throw new Error('The host is not stored.');
    await bed.hosts.markLost(dead, new Date(Date.now() - 6 * 60_000).toISOString());
    await bed.hosts.record(report(bed.other.hostId, 0));
    await Promise.all([sweep(), sweep()]);
    await eventually(async () => expect((await lab(placed.id)).placement.hosts).toEqual([bed.other.hostId]));
    // Each move recreates the containers.
    const [before, after] = [placed, await lab(placed.id)].map(
      ({ containers }) => containers[0]?.generation ?? 0,
    );
    expect(after).toBe((before ?? 0) + 1);
    await bed.hosts.record(report(bed.host.hostId, 0));
  });

  test('keeps a lab that was moved back to it', async () => {
    const made = await bed.make.make('a');
    await bed.labs.place(made.id, bed.host.hostId);
    await bed.hosts.record(report(bed.host.hostId, 0));
    await bed.hosts.addOrphan(bed.host.hostId, made.id);
    const request = { labId: made.id, cause: 'host-back', removeFrom: bed.host.hostId };
    expect(await bed.call('apply-lab', request)).toEqual({ outcome: 'not-a-leftover' });
    expect((await bed.hosts.get(bed.host.hostId))?.orphans.has(made.id) ?? false).toBe(false);
    expect(await bed.host.received(made.id)).toEqual([]);
  });
});

describe('a cordoned host', () => {
  test('gets no labs', async () => {
    await bed.hosts.record(report(bed.host.hostId, 0));
    await bed.hosts.record(report(bed.other.hostId, 0));
    await bed.hosts.setCordoned(bed.host.hostId, true);
    const made = await Promise.all(Array.from({ length: 6 }, () => bed.make.make('a')));
    await Promise.all(made.map(({ id }) => bed.call('apply-lab', { labId: id, cause: 'edit' })));
    const hosts = await Promise.all(made.map(async ({ id }) => (await lab(id)).placement.hosts[0]));
    expect(new Set(hosts)).toEqual(new Set([bed.other.hostId]));

    await bed.hosts.setCordoned(bed.other.hostId, true);
    const waiting = await bed.make.make('a');
    expect(await bed.call('apply-lab', { labId: waiting.id, cause: 'edit' })).toEqual({
      outcome: 'no-host',
      reason: expect.stringContaining('takes no more labs'),
    });
    expect(await bed.hosts.setCordoned('mi-0000000000000dead', true)).toBe(false);
  });
});

describe('a host whose agent or Docker is back', () => {
  const readySince = new Date().toISOString();
  const back = (): HostReported => ({ ...report(bed.host.hostId, 0), readySince });

  test('gets the labs that it may have missed, once', async () => {
    await bed.hosts.record(report(bed.host.hostId, 0));
    const [missed, converged] = await Promise.all([bed.make.make('missed'), bed.make.make('converged')]);
    for (const { id } of [missed, converged]) await bed.labs.place(id, bed.host.hostId);
    await bed.labs.markConverged(converged.id, converged.revision);
    await bed.report(hostEventTypes.host, back());
    await eventually(async () => expect(await bed.host.received(missed.id)).toHaveLength(1));
    await eventually(async () =>
      expect(await bed.hosts.get(bed.host.hostId)).toMatchObject({ caughtUp: readySince }),
    );
    await bed.report(hostEventTypes.host, back());
    expect(await bed.host.received(converged.id)).toHaveLength(0);
    expect(await bed.host.received(missed.id)).toHaveLength(1);
  });

  test('gets the deletion of a lab', async () => {
    const made = await bed.make.make('deleted');
    await bed.labs.place(made.id, bed.host.hostId);
    await bed.make.delete(await lab(made.id));
    await bed.report(hostEventTypes.host, { ...back(), readySince: new Date().toISOString() });
    await eventually(async () =>
      expect(await bed.host.received(made.id)).toContainEqual(expect.objectContaining({ removed: true })),
    );
  });
});

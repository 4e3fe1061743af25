import { newLab, ok, type Lab, unplaced } from '@pineapple/core';
import type { HostRecord } from '@pineapple/store';
import { expect, test } from 'vitest';
import { placeLab } from './place-lab.ts';
import type { ApplyLabPorts } from './ports.ts';

const now = new Date('2026-01-01T12:00:00.000Z');

function makeLab(): Lab {
  const tools = {
    now: now.toISOString(),
    random: (size: number) => crypto.getRandomValues(new Uint8Array(size)),
    limits: { networksPerLab: 1, containersPerLab: 1, interfacesPerContainer: 1 },
    images: [],
  };
  const made = newLab({ name: 'Lab', ownerId: 'usr_a' }, tools);
  if (!made.ok) throw new Error('The lab could not be created.');
  return made.value;
}

function report(number: number, changes: Partial<HostRecord> = {}): HostRecord {
  return {
    hostId: `mi-${String(number).padStart(17, '0')}`,
    at: now.toISOString(),
    agentVersion: '1',
    docker: { up: true, version: '20.10', reason: null },
    ...{ limitations: [], room: null, sequence: 1, cordoned: false },
    ...{ lostSince: null, orphans: new Set(), arriving: 0, underlayAddress: null, caughtUp: null },
    ...changes,
  };
}

/** Places a lab among hosts with these reports. Returns how many hosts each call to Systems Manager asked about. */
async function place(reports: readonly HostRecord[], online: readonly string[]) {
  const asked: (number | 'all')[] = [];
  const unexpected = () => Promise.reject(new Error('Placing a lab does not call this.'));
  const ports: ApplyLabPorts = {
    hosts: {
      list: () => Promise.resolve([...reports]),
      forgetOrphan: unexpected,
      expect: () => Promise.resolve(),
      get: unexpected,
    },
    findOnlineHosts: (among) => {
      asked.push(among?.length ?? 'all');
      return Promise.resolve(ok(online.filter((id) => among?.includes(id) ?? true)));
    },
    labs: {
      place: (labId, hostId) =>
        Promise.resolve({ ...makeLab(), id: labId, placement: { ...unplaced, hosts: [hostId] } }),
      get: unexpected,
      purge: unexpected,
      markConverged: unexpected,
    },
    placements: { place: unexpected },
    observations: { listByLab: unexpected },
    files: { removeAll: unexpected },
    applies: { put: unexpected, update: unexpected },
    images: { get: unexpected, listByOwner: unexpected, place: unexpected },
    snapshots: { get: unexpected, place: unexpected },
    catalogue: [],
    sendBuild: unexpected,
    sendSave: unexpected,
    send: unexpected,
    publish: unexpected,
    newApplyId: () => '',
    now: () => now,
    log: () => undefined,
  };
  return { placement: await placeLab(makeLab(), ports), asked };
}

const ids = (reports: readonly HostRecord[]) => reports.map(({ hostId }) => hostId);

test('asks Systems Manager about fifty of two hundred hosts, in one call', async () => {
  const reports = Array.from({ length: 200 }, (_, index) => report(index));
  const { placement, asked } = await place(reports, ids(reports));
  expect(placement.kind).toBe('placed');
  expect(asked).toEqual([50]);
});

test('spreads labs that are placed at the same moment over all hosts', async () => {
  const reports = Array.from({ length: 200 }, (_, index) => report(index));
  const placements = await Promise.all(Array.from({ length: 200 }, () => place(reports, ids(reports))));
  const hosts = new Set(
    placements.map(({ placement }) => 'lab' in placement && placement.lab.placement.hosts[0]),
  );
  expect(hosts.size).toBeGreaterThan(80);
});

test('waits for the first report of a host whose image may not be there yet', async () => {
  const { placement, asked } = await place([report(1), report(2)], ['mi-new']);
  expect(placement).toMatchObject({ kind: 'no-host', reason: expect.stringContaining('No host is ready') });
  expect(asked).toEqual([2, 'all']);
});

test('does not ask first about hosts that are down, cordoned, lost or silent', async () => {
  const silent = new Date(now.getTime() - 121_000).toISOString();
  const reports = [
    report(1, { docker: { up: false, version: null, reason: 'stopped' } }),
    report(2, { cordoned: true }),
    report(3, { lostSince: now.toISOString() }),
    report(4, { at: silent }),
    report(5),
  ];
  const { placement, asked } = await place(reports, ids(reports));
  expect(placement).toMatchObject({ kind: 'placed', lab: { placement: { hosts: [reports[4]?.hostId] } } });
  expect(asked).toEqual([1]);
});

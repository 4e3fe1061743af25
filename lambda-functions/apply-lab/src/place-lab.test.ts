import { newLab, ok, type Lab, unplaced } from '@pineapple/core';
import type { HostRecord } from '@pineapple/store';
import { expect, test } from 'vitest';
import { placeLab } from './place-lab.ts';
import type { ApplyLabPorts } from './ports.ts';

const now = new Date('2026-01-01T12:00:00.000Z');

function aLab(): Lab {
  const tools = {
    now: now.toISOString(),
    random: (size: number) => crypto.getRandomValues(new Uint8Array(size)),
    limits: { networksPerLab: 1, containersPerLab: 1, interfacesPerContainer: 1 },
    images: [],
  };
  const made = newLab({ name: 'Lab', ownerId: 'usr_a' }, tools);
  if (!made.ok) throw new Error('The lab could not be made.');
  return made.value;
}

function report(number: number, changes: Partial<HostRecord> = {}): HostRecord {
  return {
    hostId: `mi-${String(number).padStart(17, '0')}`,
    at: now.toISOString(),
    agentVersion: '1',
    docker: { up: true, version: '20.10', reason: null },
    ...{ limitations: [], room: null, sequence: 1, cordoned: false },
    ...{ lostSince: null, leftovers: new Set(), arriving: 0, underlayAddress: null },
    ...changes,
  };
}

/** Places a lab where these hosts reported, and tells about how many hosts Systems Manager was asked. */
async function place(reports: readonly HostRecord[], online: readonly string[]) {
  const asked: (number | 'all')[] = [];
  const unasked = () => Promise.reject(new Error('Placing a lab does not ask for this.'));
  const ports: ApplyLabPorts = {
    hosts: {
      list: () => Promise.resolve([...reports]),
      dropLeftover: unasked,
      expect: () => Promise.resolve(),
      get: unasked,
    },
    findOnlineHosts: (among) => {
      asked.push(among?.length ?? 'all');
      return Promise.resolve(ok(online.filter((id) => among?.includes(id) ?? true)));
    },
    labs: {
      place: (labId, hostId) =>
        Promise.resolve({ ...aLab(), id: labId, placement: { ...unplaced, hosts: [hostId] } }),
      get: unasked,
      purge: unasked,
      settle: unasked,
    },
    placements: { place: unasked },
    observations: { listByLab: unasked },
    applies: { put: unasked, update: unasked },
    images: [],
    send: unasked,
    publish: unasked,
    newApplyId: () => '',
    now: () => now,
    log: () => undefined,
  };
  return { placement: await placeLab(aLab(), ports), asked };
}

const ids = (reports: readonly HostRecord[]) => reports.map(({ hostId }) => hostId);

test('among two hundred hosts Systems Manager is asked about fifty, in one call', async () => {
  const reports = Array.from({ length: 200 }, (_, index) => report(index));
  const { placement, asked } = await place(reports, ids(reports));
  expect(placement.kind).toBe('placed');
  expect(asked).toEqual([50]);
});

test('labs that are placed in the same moment spread over all hosts', async () => {
  const reports = Array.from({ length: 200 }, (_, index) => report(index));
  const placements = await Promise.all(Array.from({ length: 200 }, () => place(reports, ids(reports))));
  const hosts = new Set(
    placements.map(({ placement }) => 'lab' in placement && placement.lab.placement.hosts[0]),
  );
  expect(hosts.size).toBeGreaterThan(80);
});

test('a host that never reported is taken where those that did are not online', async () => {
  const { placement, asked } = await place([report(1), report(2)], ['mi-new']);
  expect(placement).toMatchObject({ kind: 'placed', lab: { placement: { hosts: ['mi-new'] } } });
  expect(asked).toEqual([2, 'all']);
});

test('hosts that are down, cordoned, lost or silent are not asked about first', async () => {
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

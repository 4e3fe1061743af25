import { describe, expect, it } from 'vitest';
import { isNewer, mergeNetworkObservation, mergeObservation } from './merge-observation.ts';
import type { ContainerObservation } from './observation.ts';
import { networkObservation, observation } from '../testing/sample-observation.ts';

const created = ['CREATED', 10] as const;
const connected = ['CONNECTED', 20] as const;
const running = ['RUNNING', 300] as const;
const ready = ['READY', 310] as const;

function shapes(rows: readonly ContainerObservation[]): unknown[] {
  return rows.map(({ version, phase, phases }) => [version, phase, phases.length]);
}

describe('a first report', () => {
  it('with one phase makes one row', () => {
    const report = observation([created]);
    expect(mergeObservation(null, report)).toEqual([{ ...report, version: 1 }]);
  });

  it('with several phases makes a row for each, in order', () => {
    const rows = mergeObservation(null, observation([created, connected, running, ready]));
    expect(shapes(rows)).toEqual([
      [1, 'CREATED', 1],
      [2, 'CONNECTED', 2],
      [3, 'RUNNING', 3],
      [4, 'READY', 4],
    ]);
  });

  it('without any phase is stored too', () => {
    expect(shapes(mergeObservation(null, observation([])))).toEqual([[1, 'PENDING', 0]]);
  });
});

describe('a later report', () => {
  const stored = observation([created, connected], { sequence: 5, version: 2 });

  it('makes a row for each phase entered since', () => {
    const report = observation([created, connected, running, ready], { sequence: 6 });
    expect(shapes(mergeObservation(stored, report))).toEqual([
      [3, 'RUNNING', 3],
      [4, 'READY', 4],
    ]);
  });

  it('gives its reason to the last row only, and everything else to all', () => {
    const interfaces = [{ networkId: 'net_aaaaaaaaaaaa_cccccc', name: 'eth0' }];
    const report = observation([created, connected, running, ['FAILED', 900]], {
      sequence: 6,
      reason: 'exited with 137',
      interfaces,
    });
    const rows = mergeObservation(stored, report);
    expect(rows.map(({ reason }) => reason)).toEqual([null, 'exited with 137']);
    expect(rows.map((row) => [row.sequence, row.interfaces])).toEqual([
      [6, interfaces],
      [6, interfaces],
    ]);
    expect(rows.at(-1)).toEqual({ ...report, version: 4 });
  });

  it('counts a phase entered for a second time', () => {
    const before = observation([created, ready], { sequence: 5, version: 2 });
    const report = observation([created, ready, ['LOST', 400], ['READY', 500]], { sequence: 6 });
    expect(shapes(mergeObservation(before, report))).toEqual([
      [3, 'LOST', 3],
      [4, 'READY', 4],
    ]);
  });

  it.each([
    ['reason', { reason: 'unhealthy' }],
    ['interfaces', { interfaces: [{ networkId: 'net_aaaaaaaaaaaa_cccccc', name: 'eth0' }] }],
    ['name', { name: 'www' }],
    ['image', { image: 'web' }],
    ['host', { hostId: 'mi-2' }],
  ])('that differs in its %s only makes one row', (_what, change) => {
    const report = observation([created, connected], { sequence: 6, ...change });
    expect(mergeObservation(stored, report)).toEqual([{ ...report, version: 3 }]);
  });

  it('makes a row for an interface with a new name', () => {
    const withInterface = (name: string, sequence: number): ContainerObservation =>
      observation([created], { sequence, interfaces: [{ networkId: 'net_aaaaaaaaaaaa_cccccc', name }] });
    expect(mergeObservation(withInterface('eth0', 1), withInterface('eth1', 2))).toHaveLength(1);
    expect(mergeObservation(withInterface('eth0', 1), withInterface('eth0', 2))).toEqual([]);
  });

  it('with nothing new makes no row', () => {
    expect(mergeObservation(stored, observation([created, connected], { sequence: 6 }))).toEqual([]);
  });

  it.each([5, 4])('with sequence %i after 5 is stale', (sequence) => {
    expect(mergeObservation(stored, observation([created, connected, running], { sequence }))).toEqual([]);
  });

  it('of an earlier generation is stale, however late it was sent', () => {
    const present = observation([created], { generation: 2, sequence: 5, version: 2 });
    const report = observation([created, ready], { generation: 1, sequence: 6 });
    expect(mergeObservation(present, report)).toEqual([]);
  });

  it('of a new generation starts a new list, even if phase and time are the same', () => {
    const report = observation([created, connected, running], { generation: 2, sequence: 6 });
    expect(shapes(mergeObservation(stored, report))).toEqual([
      [3, 'CREATED', 1],
      [4, 'CONNECTED', 2],
      [5, 'RUNNING', 3],
    ]);
  });

  it('of a new generation without any phase yet makes one row', () => {
    const report = observation([], { generation: 2, sequence: 6 });
    expect(mergeObservation(stored, report)).toEqual([{ ...report, version: 3 }]);
  });

  it('that lost its history repeats no published phase', () => {
    const report = observation([connected, ready], { sequence: 6 });
    expect(mergeObservation(stored, report)).toEqual([{ ...report, version: 3 }]);
  });

  it('that adds an earlier phase makes one row and does not go back', () => {
    const before = observation([created, running], { sequence: 5, version: 2 });
    const report = observation([created, connected, running], { sequence: 6 });
    expect(mergeObservation(before, report)).toEqual([{ ...report, version: 3 }]);
  });
});

describe('a report on a network', () => {
  const stored = networkObservation({ sequence: 5, version: 3 });

  it('makes the first row', () => {
    expect(mergeNetworkObservation(null, networkObservation())).toEqual(networkObservation({ version: 1 }));
  });

  it.each([
    ['phase', { phase: 'FAILED' as const }],
    ['reason', { reason: 'no space left' }],
    ['name', { name: 'wan' }],
    ['subnet', { ipv4Subnet: '10.0.2.0/24' }],
    ['internet', { internet: true }],
    ['host', { hostId: 'mi-2' }],
  ])('that differs in its %s makes the next row', (_what, change) => {
    const report = networkObservation({ sequence: 6, ...change });
    expect(mergeNetworkObservation(stored, report)).toEqual({ ...report, version: 4 });
  });

  it('with nothing new makes no row', () => {
    expect(mergeNetworkObservation(stored, networkObservation({ sequence: 6 }))).toBeNull();
  });

  it.each([5, 4])('with sequence %i after 5 is stale', (sequence) => {
    expect(mergeNetworkObservation(stored, networkObservation({ sequence, phase: 'FAILED' }))).toBeNull();
  });
});

describe('the newer of two rows of one subject', () => {
  const row = observation([ready], { sequence: 7, version: 5 });

  it('has the greater version or comes from the later report', () => {
    expect(isNewer({ ...row, version: 6 }, row)).toBe(true);
    expect(isNewer(row, row)).toBe(false);
    expect(isNewer({ ...row, sequence: 8, version: 1 }, row)).toBe(true);
    expect(isNewer({ ...row, sequence: 6, version: 9 }, row)).toBe(false);
  });

  it('has the greater version if the rows are of two hosts', () => {
    expect(isNewer({ ...row, hostId: 'mi-2', sequence: 1, version: 6 }, row)).toBe(true);
    expect(isNewer({ ...row, hostId: 'mi-2', sequence: 9, version: 4 }, row)).toBe(false);
  });
});

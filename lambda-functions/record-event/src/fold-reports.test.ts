import type { ContainerObservation, ContainerPhase, NetworkObservation } from '@pineapple/core';
import { describe, expect, test } from 'vitest';
import { foldReports } from './fold-reports.ts';

const order: readonly ContainerPhase[] = ['CREATED', 'CONNECTED', 'RUNNING', 'READY', 'DELETING', 'DELETED'];

/** A report of a container that passed all phases up to this one. */
function at(
  phase: ContainerPhase,
  sequence: number,
  changes: Partial<ContainerObservation> = {},
): ContainerObservation {
  const phases = order.slice(0, order.indexOf(phase) + 1).map((entered, index) => ({
    phase: entered,
    at: new Date(Date.UTC(2026, 0, 1, 0, 0, index)).toISOString(),
  }));
  return {
    kind: 'container',
    labId: 'lab_abcdefghijkm',
    containerId: 'ctr_abcdefghijkm_aaaaaa',
    name: 'a',
    image: 'host',
    phase,
    reason: null,
    generation: 1,
    phases,
    interfaces: [],
    hostId: 'mi-1',
    sequence,
    version: 0,
    ...changes,
  };
}

function network(phase: NetworkObservation['phase'], sequence: number, version = 0): NetworkObservation {
  return {
    kind: 'network',
    labId: 'lab_abcdefghijkm',
    networkId: 'net_abcdefghijkm_aaaaaa',
    name: 'n',
    ipv4Subnet: '10.0.1.0/24',
    internet: false,
    phase,
    reason: null,
    hostId: 'mi-1',
    sequence,
    version,
  };
}

const phasesOf = (folded: ReturnType<typeof foldReports>) => folded.rows.map((row) => row.phase);
const versionsOf = (folded: ReturnType<typeof foldReports>) => folded.rows.map((row) => row.version);

describe('a desired container', () => {
  test('merges several reports into one write and publishes each phase', () => {
    const folded = foldReports(true, null, [at('CREATED', 1), at('RUNNING', 2), at('READY', 3)]);
    expect(phasesOf(folded)).toEqual(['CREATED', 'CONNECTED', 'RUNNING', 'READY']);
    expect(versionsOf(folded)).toEqual([1, 2, 3, 4]);
    expect(folded.store).toEqual({ put: at('READY', 3, { version: 4 }) });
    expect(folded.gone).toBeNull();
  });

  test('ignores late reports', () => {
    const stored = at('READY', 9, { version: 4 });
    expect(foldReports(true, stored, [at('CREATED', 1), at('RUNNING', 2)])).toEqual({
      store: 'keep',
      rows: [],
      gone: null,
    });
  });

  test('publishes a repeated report again without storing it, because it may not have been published', () => {
    const stored = at('READY', 9, { version: 4 });
    expect(foldReports(true, stored, [at('READY', 9)])).toEqual({
      store: 'keep',
      rows: [stored],
      gone: null,
    });
  });

  test('becomes pending when the host lost it, and its version keeps growing', () => {
    const stored = at('READY', 9, { version: 4 });
    const lost = at('DELETED', 10);
    const folded = foldReports(true, stored, [lost]);
    expect(phasesOf(folded)).toEqual(['DELETING', 'PENDING']);
    expect(versionsOf(folded)).toEqual([5, 6]);
    expect(folded.store).toMatchObject({
      put: { phase: 'PENDING', version: 6, reason: expect.stringContaining('will be recreated') },
    });
    expect(folded.gone).toBeNull();

    const back = foldReports(true, folded.rows.at(-1) ?? null, [
      at('CREATED', 11, { phases: [{ phase: 'CREATED', at: '2026-01-02T00:00:00.000Z' }] }),
    ]);
    expect(versionsOf(back)).toEqual([7]);
  });
});

describe('a deleted container', () => {
  test('has its end published and is then removed', () => {
    const folded = foldReports(false, at('READY', 9, { version: 4 }), [
      at('DELETING', 10),
      at('DELETED', 11),
    ]);
    expect(phasesOf(folded)).toEqual(['DELETING', 'DELETED']);
    expect(folded).toMatchObject({ store: 'remove', gone: { phase: 'DELETED' } });
  });

  test('does not reappear through reports that arrive after its end', () => {
    expect(foldReports(false, null, [at('READY', 5)])).toEqual({ store: 'keep', rows: [], gone: null });
    const folded = foldReports(false, at('READY', 9, { version: 4 }), [at('DELETED', 11), at('READY', 12)]);
    expect(folded).toMatchObject({ store: 'remove', gone: { phase: 'DELETED' } });
    expect(phasesOf(folded)).toEqual(['DELETING', 'DELETED']);
  });

  test('has its end published again when that is reported again', () => {
    const end = at('DELETED', 11);
    expect(foldReports(false, null, [end])).toEqual({ store: 'keep', rows: [], gone: end });
  });

  test('is not removed by an end that is older than the stored row', () => {
    const folded = foldReports(false, at('READY', 20, { version: 4 }), [at('DELETED', 11)]);
    expect(folded).toEqual({ store: 'keep', rows: [], gone: null });
  });
});

describe('a network', () => {
  test('has its phases stored and published', () => {
    const folded = foldReports(true, null, [network('PENDING', 1), network('ACTIVE', 2)]);
    expect(phasesOf(folded)).toEqual(['PENDING', 'ACTIVE']);
    expect(folded.store).toEqual({ put: network('ACTIVE', 2, 2) });
  });

  test('is removed once its owner and the host have deleted it', () => {
    const folded = foldReports(false, network('ACTIVE', 2, 2), [network('DELETED', 3)]);
    expect(phasesOf(folded)).toEqual(['DELETED']);
    expect(folded).toMatchObject({ store: 'remove', gone: { phase: 'DELETED' } });
  });

  test('becomes pending when the host lost it although it is desired', () => {
    const folded = foldReports(true, network('ACTIVE', 2, 2), [network('DELETED', 3)]);
    expect(phasesOf(folded)).toEqual(['PENDING']);
    expect(folded.gone).toBeNull();
  });
});

import { describe, expect, it } from 'vitest';
import type { Lab } from './lab.ts';
import { applyLabChange, changesLists, type LabChange } from './lab-changes.ts';

const at = '2026-01-01T00:00:00.000Z';
const network = (id: string, phase = 'ACTIVE'): Lab['networks'][number] =>
  ({ id, name: id, phase, reason: null, ipv4Subnet: '10.0.1.0/24', internet: false, createdAt: at }) as never;
const container = (id: string): Lab['containers'][number] => ({ id, name: id, interfaces: [] }) as never;
const apply = (id: string, status = 'SENT'): Lab['applies'][number] => {
  const revision = Number(id.slice(1));
  return { id, status, revision, requestedAt: new Date(revision * 1000).toISOString() } as never;
};
const lab: Lab = {
  id: 'lab_1',
  name: 'lab',
  revision: 1,
  createdAt: at,
  folder: '',
  instructions: null,
  history: {} as never,
  annotations: [],
  networks: [network('n1')],
  containers: [container('c1'), container('c2')],
  applies: [apply('a1')],
};
const ids = (items: readonly { id: string }[]): string[] => items.map(({ id }) => id);

describe('a change of a lab', () => {
  it('appends a new container', () => {
    const after = applyLabChange(lab, { __typename: 'ContainerChanged', container: container('c3') });
    expect(ids(after.containers)).toEqual(['c1', 'c2', 'c3']);
  });

  it('replaces a known network in its place', () => {
    const after = applyLabChange(lab, { __typename: 'NetworkChanged', network: network('n1', 'DELETING') });
    expect(after.networks).toEqual([network('n1', 'DELETING')]);
  });

  it('removes deleted containers and networks', () => {
    const after = applyLabChange(lab, { __typename: 'ContainerDeleted', containerId: 'c1' });
    expect(ids(after.containers)).toEqual(['c2']);
    expect(ids(applyLabChange(lab, { __typename: 'NetworkDeleted', networkId: 'n1' }).networks)).toEqual([]);
  });

  it('has no further effect when it arrives twice', () => {
    const changes: LabChange[] = [
      { __typename: 'ContainerChanged', container: container('c3') },
      { __typename: 'ContainerDeleted', containerId: 'c1' },
      { __typename: 'ApplyChanged', apply: apply('a2') },
    ];
    for (const change of changes) {
      const once = applyLabChange(lab, change);
      expect(applyLabChange(once, change)).toEqual(once);
    }
  });

  it('puts a new apply first, updates a known one in its place, and keeps ten', () => {
    let now = lab;
    for (let number = 2; number <= 12; number += 1) {
      now = applyLabChange(now, { __typename: 'ApplyChanged', apply: apply(`a${number}`) });
    }
    expect(ids(now.applies)).toEqual(['a12', 'a11', 'a10', 'a9', 'a8', 'a7', 'a6', 'a5', 'a4', 'a3']);
    now = applyLabChange(now, { __typename: 'ApplyChanged', apply: apply('a5', 'SUCCESS') });
    expect(now.applies[7]).toEqual(apply('a5', 'SUCCESS'));
  });

  it('sorts deployments by their time, in whichever order their events arrive', () => {
    const arrived = ['a4', 'a2', 'a5', 'a3'];
    const after = arrived.reduce<Lab>(
      (now, id) => applyLabChange(now, { __typename: 'ApplyChanged', apply: apply(id) }),
      lab,
    );
    expect(ids(after.applies)).toEqual(['a5', 'a4', 'a3', 'a2', 'a1']);
  });

  it('changes lists only when something is added or removed', () => {
    expect(changesLists(lab, { __typename: 'ContainerChanged', container: container('c1') })).toBe(false);
    expect(changesLists(lab, { __typename: 'ContainerChanged', container: container('c9') })).toBe(true);
    expect(changesLists(lab, { __typename: 'NetworkDeleted', networkId: 'n1' })).toBe(true);
    expect(changesLists(lab, { __typename: 'NetworkDeleted', networkId: 'n9' })).toBe(false);
    expect(changesLists(lab, { __typename: 'ApplyChanged', apply: apply('a2') })).toBe(true);
  });

  it('replaces the lab when all of it is sent', () => {
    const fresh = { ...lab, name: 'renamed', containers: [] };
    expect(applyLabChange(lab, { __typename: 'LabUpdated', lab: fresh })).toEqual(fresh);
  });
});

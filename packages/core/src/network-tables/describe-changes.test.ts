import { expect, it } from 'vitest';
import { describeChanges } from './describe-changes.ts';
import {
  emptyTables,
  type FilterRow,
  type NetworkTables,
  type RouteRow,
  type SessionRow,
} from './network-tables.ts';

const holders: Readonly<Record<string, string>> = { '10.0.23.3': 'r3', '10.0.24.4': 'r4' };
const names = { container: 'r2', holderOf: (address: string) => holders[address] ?? null };

function texts(removed: Partial<NetworkTables>, added: Partial<NetworkTables>): string[] {
  const record = {
    ...{ at: '2026-01-01T10:07:12.000Z', running: true, whole: false, omitted: 0 },
    added: { ...emptyTables, ...added },
    removed: { ...emptyTables, ...removed },
  };
  return describeChanges(record, names).map(({ text }) => text);
}

const route = (facts: Partial<RouteRow>): RouteRow => ({
  ...{ destination: '10.0.3.0/24', family: 4, via: '10.0.23.3', interface: 'eth1', type: 'unicast' },
  ...{ protocol: 'ospf', metric: 20, source: null, table: 'main', flags: [] },
  ...facts,
});

const session = (facts: Partial<SessionRow>): SessionRow => ({
  ...{ protocol: 'OSPF', peer: '10.255.0.3', address: '10.0.23.3', interface: 'eth1' },
  ...{ state: 'Full/DR', up: true, remoteAs: null, prefixes: null },
  ...facts,
});

const rule = (facts: Partial<FilterRow> = {}): FilterRow => ({
  ...{ family: 'inet', table: 'f', chain: 'in', hook: 'input', handle: 4, position: 1 },
  ...{ rule: 'tcp dport 22 drop', packets: 0, bytes: 0 },
  ...facts,
});
const chain = (policy: string): FilterRow =>
  rule({ handle: 1, position: 0, rule: policy, packets: null, bytes: null });

const eth1 = { name: 'eth1', state: 'UP', mtu: 1500, macAddress: null, master: null };
const r3 = { interface: 'eth1', address: '10.0.23.3', macAddress: '02:00:00:00:00:03', state: 'REACHABLE' };
const learned = {
  ...{ macAddress: '02:00:00:00:00:05', interface: 'vx0', bridge: 'br0' },
  ...{ vlan: null, destination: '10.0.24.4', state: null },
};

it.each<[string, Partial<NetworkTables>, Partial<NetworkTables>]>([
  ['r2 lost 10.0.3.0/24 via r3', { routes: [route({})] }, {}],
  ['r2 gained 10.0.3.0/24 via 10.9.9.9', {}, { routes: [route({ via: '10.9.9.9' })] }],
  [
    'r2 moved 10.0.3.0/24 from r3 to r4',
    { routes: [route({})] },
    { routes: [route({ via: '10.0.24.4', interface: 'eth2' })] },
  ],
  [
    'r2 changed 10.0.3.0/24 via r3: metric 20 → 30',
    { routes: [route({})] },
    { routes: [route({ metric: 30 })] },
  ],
  ['r2 gained the default route on eth1', {}, { routes: [route({ destination: 'default', via: null })] }],
  [
    'r2 gained 10.0.3.0/24 in table 100 as blackhole',
    {},
    { routes: [route({ via: null, interface: null, type: 'blackhole', table: '100' })] },
  ],
  ['eth1 of r2 went down', { interfaces: [eth1] }, { interfaces: [{ ...eth1, state: 'DOWN' }] }],
  [
    'eth1 of r2 has the MTU 1400 instead of 1500',
    { interfaces: [eth1] },
    { interfaces: [{ ...eth1, mtu: 1400 }] },
  ],
  ['eth1 of r2 became a port of br0', { interfaces: [eth1] }, { interfaces: [{ ...eth1, master: 'br0' }] }],
  [
    'r2 gained the address 10.0.3.1/24 on eth1',
    {},
    { addresses: [{ interface: 'eth1', address: '10.0.3.1/24', scope: 'global' }] },
  ],
  ['r2 learned the MAC address of r3 on eth1: 02:00:00:00:00:03', {}, { neighbours: [r3] }],
  [
    'r2 gets no answer from r3 on eth1',
    { neighbours: [r3] },
    { neighbours: [{ ...r3, macAddress: null, state: 'FAILED' }] },
  ],
  ['r2 learned 02:00:00:00:00:05 on vx0 behind r4', {}, { fdb: [learned] }],
  ['r2 has a new OSPF session with r3 on eth1: Full/DR', {}, { sessions: [session({})] }],
  [
    "r2's OSPF session with r3 on eth1 went down: Init/DROther",
    { sessions: [session({})] },
    { sessions: [session({ state: 'Init/DROther', up: false })] },
  ],
  ['r2 gained a rule in inet f in: tcp dport 22 drop', {}, { filters: [rule()] }],
  ['r2 lost a rule in inet f in: tcp dport 22 drop', { filters: [rule()] }, {}],
  ['r2 has a new filter chain inet f in, policy drop', {}, { filters: [chain('policy drop')] }],
  [
    'the filter chain inet f in of r2 has the policy drop',
    { filters: [chain('policy accept')] },
    { filters: [chain('policy drop')] },
  ],
])('says %j', (text, removed, added) => {
  expect(texts(removed, added)).toEqual([text]);
});

it('says each next hop that is gone or new when there are several', () => {
  const gone = [route({}), route({ via: '10.0.24.4' })];
  expect(texts({ routes: gone }, {})).toEqual(['r2 lost 10.0.3.0/24 via r3', 'r2 lost 10.0.3.0/24 via r4']);
});

it('keeps quiet about what happens all the time', () => {
  expect(texts({ neighbours: [r3] }, { neighbours: [{ ...r3, state: 'STALE' }] })).toEqual([]);
  expect(texts({ sessions: [session({})] }, { sessions: [session({ prefixes: 3 })] })).toEqual([]);
  expect(texts({ filters: [rule()] }, { filters: [rule({ packets: 3, bytes: 180, position: 2 })] })).toEqual(
    [],
  );
});

it('says that the container does not run', () => {
  const record = { at: '2026-01-01T10:07:12.000Z', running: false, whole: true, omitted: 0 };
  const tables = { added: emptyTables, removed: emptyTables };
  expect(describeChanges({ ...record, ...tables }, names)).toEqual([
    { table: 'interfaces', text: 'r2 is not running' },
  ]);
});

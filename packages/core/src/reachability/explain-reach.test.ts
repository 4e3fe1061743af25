import { describe, expect, it } from 'vitest';
import { explainReach, type ProbeOutcome } from './explain-reach.ts';
import type { LabFacts } from './lab-facts.ts';
import { type ChainFacts, type NodeFacts, stoppedFacts } from './node-facts.ts';
import { routedLab, withInterface, withoutRoute, withRoute } from './testing/routed-lab.ts';

const lost: ProbeOutcome = { sent: 3, received: 0, rttMs: null, status: 'UNANSWERED', errorFrom: null };
const question = { from: 'a', to: 'b', address: '10.0.3.10', tcpPort: null };

function explain(lab: LabFacts, probe: Partial<ProbeOutcome> = {}, before: LabFacts = lab) {
  return explainReach(before, lab, question, { ...lost, ...probe });
}

function chain(hook: ChainFacts['hook'], packets: number | null, policy: 'accept' | 'drop' = 'accept') {
  const rules = policy === 'drop' ? [] : [{ text: 'meta l4proto icmp drop', packets }];
  return (node: NodeFacts): NodeFacts => ({
    ...node,
    chains: [{ name: `ip t ${hook}`, hook, policy, rules }],
  });
}

it('names the way there and back of a whole lab', () => {
  const told = explain(routedLab(), { status: 'OK', received: 3, rttMs: 0.2 });
  expect(told.verdict).toBe('REACHABLE');
  expect(told.hops.map(({ name, inInterface, outInterface }) => [inInterface, name, outInterface])).toEqual([
    [null, 'a', 'eth0'],
    ['eth0', 'r', 'eth1'],
    ['eth0', 's', 'eth1'],
    ['eth0', 'b', null],
  ]);
  expect(told.back.map(({ name }) => name)).toEqual(['b', 's', 'r', 'a']);
});

describe('a broken lab is explained:', () => {
  const neighbour = (state: string) => (node: NodeFacts) => ({
    ...node,
    neighbours: [{ address: '10.0.2.3', dev: 'eth1', mac: null, state }],
  });
  const closed = (node: NodeFacts): NodeFacts => ({
    ...node,
    interfaces: node.interfaces.map((each) => ({ ...each, forwards: { ipv4: false, ipv6: false } })),
  });
  it.each([
    ['no route at the source', { a: withoutRoute('0.0.0.0/0') }, 'NO_ROUTE', 'a'],
    ['no route at a router', { r: withoutRoute('10.0.3.0/24') }, 'NO_ROUTE', 'r'],
    ['no route back', { b: withoutRoute('0.0.0.0/0') }, 'NO_ROUTE_BACK', 'b'],
    ['a router that does not forward', { s: closed }, 'NOT_FORWARDING', 's'],
    [
      'an address that is not there',
      { r: withRoute('10.0.3.0/24', '10.0.2.77', 'eth1') },
      'NEIGHBOUR_UNANSWERED',
      'r',
    ],
    ['ARP that is not answered', { r: neighbour('FAILED') }, 'NEIGHBOUR_UNANSWERED', 'r'],
    ['a filter without counters', { s: chain('forward', null) }, 'FILTERED', 's'],
    ['a policy that drops', { b: chain('input', null, 'drop') }, 'FILTERED', 'b'],
    ['an interface that is down', { s: withInterface('eth0', { up: false }) }, 'LINK_DOWN', 's'],
    ['an interface that is unplugged', { r: withInterface('eth1', { carrier: false }) }, 'LINK_DOWN', 'r'],
    ['a router that is stopped', { s: () => stoppedFacts('s', 's') }, 'NOT_RUNNING', 's'],
    ['routes in a circle', { s: withRoute('10.0.3.0/24', '10.0.2.2', 'eth0') }, 'LOOP', 's'],
  ])('%s', (_name, changes, verdict, containerId) => {
    expect(explain(routedLab(changes))).toMatchObject({ verdict, containerId });
  });

  it.each(['OK', 'UNANSWERED'] as const)('an address that two have, whose probes end with %s', (status) => {
    const twin = withInterface('eth0', {
      networkId: 'net_middle',
      addresses: ['10.0.3.10', '10.0.2.3'].map((address) => ({ address, prefixLength: 24 })),
    });
    const told = explain(routedLab({ b: twin }), { status });
    expect(told).toMatchObject({ verdict: 'DUPLICATE_ADDRESS', containerId: 'b', interface: 'eth0' });
    expect(told.sentence).toMatch(/^s and b both have 10\.0\.2\.3 on middle/);
  });

  it('a strict reverse path filter', () => {
    const strict = (node: NodeFacts) =>
      withInterface('eth0', { rpFilter: 1 })(withRoute('10.0.1.0/24', '10.0.3.9', 'eth1')(node));
    expect(explain(routedLab({ s: strict }))).toMatchObject({ verdict: 'REVERSE_PATH', containerId: 's' });
  });

  it('a filter whose counter grew, before anything behind it', () => {
    const changes = (packets: number) => ({ r: chain('forward', packets), b: withoutRoute('0.0.0.0/0') });
    const told = explain(routedLab(changes(5)), {}, routedLab(changes(2)));
    expect(told).toMatchObject({ verdict: 'FILTERED', containerId: 'r' });
    expect(told.evidence).toContain('its counter grew by 3');
    // One that did not grow did not drop them.
    expect(explain(routedLab(changes(5)))).toMatchObject({ verdict: 'NO_ROUTE_BACK', containerId: 'b' });
  });

  it('an MTU on the way', () => {
    const told = explain(routedLab({ r: withInterface('eth1', { mtu: 1300 }) }), {
      status: 'LARGE_LOST',
      received: 3,
    });
    expect(told).toMatchObject({ verdict: 'MTU', containerId: 'r', interface: 'eth1' });
  });

  it('a link that the lab has down, seen from the other end of its cable', () => {
    const unplugged = { r: withInterface('eth1', { carrier: false }) };
    const told = explain(routedLab(unplugged, { down: [{ containerId: 's', networkId: 'net_middle' }] }));
    expect(told).toMatchObject({ verdict: 'LINK_DOWN', containerId: 's', interface: 'eth0' });
    expect(told.sentence).toBe('The link of s to middle is down.');
  });

  it('a link that the lab lets drop large packets', () => {
    const large = { status: 'LARGE_LOST', received: 3 } as const;
    const hole = { containerId: 's', networkId: 'net_right', mtu: 1300 };
    const told = explain(routedLab({}, { blackHoles: [hole] }), large);
    expect(told).toMatchObject({ verdict: 'MTU', containerId: 's', interface: 'eth1', certain: true });
    expect(told.sentence).toMatch(/link of s to right drops packets of more than 1300 bytes/);
    expect(explain(routedLab(), large)).toMatchObject({ verdict: 'MTU', containerId: null, certain: false });
  });

  it.each([
    [[], /No process of b listens/],
    [[{ address: '127.0.0.1', port: 80 }], /port 80 of 127\.0\.0\.1 only/],
  ])('a port that refuses, with %j', (listening, sentence) => {
    const lab = routedLab({ b: (node) => ({ ...node, listening }) });
    const told = explainReach(lab, lab, { ...question, tcpPort: 80 }, { ...lost, status: 'REFUSED' });
    expect(told).toMatchObject({ verdict: 'NOT_LISTENING', containerId: 'b' });
    expect(told.sentence).toMatch(sentence);
  });
});

it('says that it does not know when the tables are whole', () => {
  expect(explain(routedLab())).toMatchObject({ verdict: 'UNKNOWN', containerId: null });
});

it('is certain of what the tables show, not of what answers that come later would change', () => {
  const chained = chain('forward', null);
  const asked = (state: string) => (node: NodeFacts) => ({
    ...node,
    neighbours: [{ address: '10.0.2.3', dev: 'eth1', mac: null, state }],
  });
  const certain = (changes: Parameters<typeof routedLab>[0], probe: Partial<ProbeOutcome> = {}) =>
    explain(routedLab(changes), probe).certain;
  expect(certain({ r: withoutRoute('10.0.3.0/24') })).toBe(true);
  expect(certain({ r: asked('FAILED') })).toBe(true);
  expect(certain({ r: asked('INCOMPLETE') })).toBe(false);
  expect(certain({ s: chained })).toBe(false);
  expect(certain({})).toBe(false);
  expect(certain({}, { status: 'LOSSY', received: 2 })).toBe(false);
  expect(certain({}, { status: 'OK', received: 3 })).toBe(true);
  expect(certain({ s: chained }, { status: 'UNREACHABLE' })).toBe(true);
});

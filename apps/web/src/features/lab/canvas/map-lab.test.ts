import { describe, expect, it } from 'vitest';
import type { Container, Network } from '../model/lab.ts';
import { sampleContainer, sampleNetwork, samplePerfectLink } from '../model/testing/sample-nodes.ts';
import { connectorId, describeEnds, mapLab, textsOf } from './map-lab.ts';

const network = (id: string, part: Partial<Network> = {}): Network =>
  sampleNetwork({ id, name: id, ...part });

const container = (id: string, on: readonly string[], part: Partial<Container> = {}): Container =>
  sampleContainer({
    id,
    name: id,
    interfaces: on.map((name, index) => ({
      name: `eth${index}`,
      ipv4Address: `10.0.${index}.10`,
      ipv6Address: null,
      macAddress: `02:00:0a:00:0${index}:0a`,
      ...samplePerfectLink,
      network: { id: name, name },
    })),
    ...part,
  });

const inPhase = (one: Container, phase: Container['readiness']['phase']): Container => ({
  ...one,
  readiness: { ...one.readiness, phase, version: one.readiness.version + 1 },
});

describe('mapLab', () => {
  it('makes a node of each network and container, and a connector of each interface', () => {
    const { nodes, connectors } = mapLab({
      networks: [network('lan'), network('dmz', { position: { x: 8, y: 16 } })],
      containers: [container('core', ['lan', 'dmz']), container('alone', [])],
    });
    expect([...nodes.keys()]).toEqual(['lan', 'dmz', 'core', 'alone']);
    expect(nodes.get('dmz')).toMatchObject({ attached: 1, position: { x: 8, y: 16 } });
    expect([...connectors.values()].map((one) => [one.id, textsOf(one), describeEnds(one)])).toEqual([
      ['core~lan', ['eth0 10.0.0.10', '10.0.0.10'], 'core eth0 10.0.0.10 – lan'],
      ['core~dmz', ['eth1 10.0.1.10', '10.0.1.10'], 'core eth1 10.0.1.10 – dmz'],
    ]);
  });

  it('keeps the identity of what did not change', () => {
    const networks = [network('lan')];
    const [a, b] = [container('a', ['lan']), container('b', ['lan'])];
    const before = mapLab({ networks, containers: [a, b] });
    const after = mapLab({ networks, containers: [inPhase(a, 'STOPPED'), b] }, before);
    expect(after.nodes.get('a')).not.toBe(before.nodes.get('a'));
    expect(after.nodes.get('b')).toBe(before.nodes.get('b'));
    expect(after.nodes.get('lan')).toBe(before.nodes.get('lan'));
    expect(after.connectors.get('b~lan')).toBe(before.connectors.get('b~lan'));
  });

  it.each([
    ['CREATED', 'coming'],
    ['CONNECTED', 'up'],
    ['READY', 'up'],
    ['FAILED', 'down'],
  ] as const)('shows the connector of a container that is %s as %s', (phase, state) => {
    const { connectors } = mapLab({
      networks: [network('lan')],
      containers: [inPhase(container('a', ['lan']), phase)],
    });
    expect(connectors.get(connectorId('a', 'lan'))?.state).toBe(state);
  });

  it('labels a connector with its first address, or the name of an interface without any', () => {
    const links = [
      { ipv4Address: '10.0.1.10', ipv6Address: 'fd00::10' },
      { ipv4Address: null, ipv6Address: 'fd00::11' },
      { ipv4Address: null, ipv6Address: null },
    ];
    const interfaces = links.map((link, index) => ({
      ...link,
      name: `swp${index}`,
      macAddress: '02:00:00:00:00:01',
      ...samplePerfectLink,
      network: { id: `net${index}`, name: `net${index}` },
    }));
    const { connectors } = mapLab({
      networks: [network('net0'), network('net1'), network('net2', { ipv4Subnet: null })],
      containers: [container('core', [], { interfaces })],
    });
    expect([...connectors.values()].map((one) => [textsOf(one), describeEnds(one)])).toEqual([
      [['swp0 10.0.1.10', '10.0.1.10'], 'core swp0 10.0.1.10, fd00::10 – net0'],
      [['swp1 fd00::11', 'fd00::11'], 'core swp1 fd00::11 – net1'],
      [['swp2'], 'core swp2 – net2'],
    ]);
  });

  it('says what a link does to frames, and shows one that is down', () => {
    const one = container('a', ['lan']);
    const withLink = (change: object) => {
      const interfaces = one.interfaces.map((link) => ({ ...link, ...change }));
      const { connectors } = mapLab({ networks: [network('lan')], containers: [{ ...one, interfaces }] });
      const connector = connectors.get(connectorId('a', 'lan'));
      return connector && { state: connector.state, texts: textsOf(connector) };
    };
    const { toContainer, fromContainer } = samplePerfectLink.quality;
    expect(withLink({ quality: { toContainer: { ...toContainer, lossPercent: 2 }, fromContainer } })).toEqual(
      {
        state: 'up',
        texts: ['eth0 10.0.0.10 · in 2 % loss', '10.0.0.10 · in 2 % loss', 'in 2 % loss'],
      },
    );
    expect(withLink({ linkUp: false })).toMatchObject({
      state: 'down',
      texts: expect.arrayContaining(['down']),
    });
  });

  it('makes no connector to a network that was deleted', () => {
    expect(mapLab({ networks: [], containers: [container('a', ['lan'])] }).connectors.size).toBe(0);
  });

  it('shows a connector as coming until the API has answered', () => {
    const drawn = container('core', ['lan']);
    const interfaces = drawn.interfaces.map((one) => ({ ...one, macAddress: null }));
    const { connectors } = mapLab({ networks: [network('lan')], containers: [{ ...drawn, interfaces }] });
    expect(connectors.get(connectorId('core', 'lan'))?.state).toBe('coming');
  });
});

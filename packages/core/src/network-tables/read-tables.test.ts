import { describe, expect, it } from 'vitest';
import { readAddresses, readFdb, readNeighbours, readRoutes } from './read-tables.ts';
import recorded from './testing/recorded-output.json' with { type: 'json' };

describe('readAddresses', () => {
  it('reads interfaces with and without addresses', () => {
    const { interfaces, addresses } = readAddresses(recorded.address);
    expect(interfaces.map(({ name, state, mtu }) => [name, state, mtu])).toEqual([
      ['lo', 'UNKNOWN', 65536],
      ['eth0', 'UP', 1500],
      ['br0', 'DOWN', 1500],
    ]);
    expect(interfaces[0]?.macAddress).toBeNull();
    expect(interfaces[1]?.macAddress).toMatch(/^3e:60:/);
    expect(addresses).toContainEqual({ interface: 'eth0', address: '10.0.1.2/24', scope: 'global' });
    expect(addresses.filter(({ interface: name }) => name === 'br0')).toEqual([]);
  });

  it('knows the ports of a bridge, and skips a link that went while it was listed', () => {
    const { interfaces } = readAddresses([{}, ...recorded.bridgeAddress]);
    expect(interfaces.find(({ name }) => name === 'eth7')?.master).toBe('d3');
  });

  it('refuses another shape', () => {
    expect(() => readAddresses([{ ifindex: 1 }])).toThrow();
  });
});

describe('readRoutes', () => {
  const facts = (printed: unknown) =>
    readRoutes(printed).map(({ destination, via, interface: name, protocol }) =>
      [destination, via, name, protocol].map(String).join(' '),
    );

  it('makes a row of each next hop, without the table of local addresses', () => {
    expect(facts(recorded.routes)).toEqual([
      'default 10.0.1.3 eth0 null',
      'default 10.0.1.4 eth0 null',
      '10.0.1.0/24 null eth0 kernel',
      '10.0.3.0/24 10.0.1.3 eth0 ospf',
      '10.8.0.0/16 10.0.1.3 eth0 null',
      'fe80::/64 null eth0 kernel',
    ]);
  });

  it('reads black holes, other tables and IPv6 next hops of IPv4 routes', () => {
    const rows = readRoutes(recorded.bridgeRoutes);
    expect(rows.find(({ type }) => type === 'blackhole')).toMatchObject({
      destination: '10.66.0.0/16',
      interface: null,
    });
    expect(rows.find(({ table }) => table === '100')).toMatchObject({ destination: '10.9.0.0/16' });
    expect(rows.find(({ destination }) => destination === '10.77.0.0/16')).toMatchObject({
      via: 'fe80::1',
      family: 4,
    });
    expect(rows.find(({ destination }) => destination === '2001:db8::/64')).toMatchObject({ family: 6 });
  });
});

describe('readNeighbours', () => {
  it('reads those that answered and those that did not', () => {
    expect(readNeighbours(recorded.neighbours)).toEqual([
      { interface: 'eth0', address: '10.0.1.3', macAddress: '7e:cf:66:54:da:4e', state: 'REACHABLE' },
      { interface: 'eth0', address: '10.0.1.9', macAddress: null, state: 'FAILED' },
    ]);
  });
});

describe('readFdb', () => {
  it('reads learned, static and remote entries, without the groups that interfaces listen to', () => {
    expect(
      readFdb(recorded.fdb).map(({ macAddress, interface: name, bridge, destination, state }) =>
        [macAddress, name, bridge, destination, state].map(String).join(' '),
      ),
    ).toEqual([
      '02:00:00:00:00:05 eth7 d3 null static',
      '22:83:af:5b:f7:42 eth7 d3 null null',
      'd6:5f:3e:b3:08:30 eth7 d3 null permanent',
      '00:00:00:00:00:00 vx0 null 10.0.1.9 permanent',
    ]);
  });
});

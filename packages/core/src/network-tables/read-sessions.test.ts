import { describe, expect, it } from 'vitest';
import { readSessions } from './read-sessions.ts';
import recorded from './testing/recorded-output.json' with { type: 'json' };

describe('readSessions', () => {
  const printed = recorded.vtysh.join('\n');

  it('reads the neighbours of each daemon that runs', () => {
    expect(
      readSessions(printed).map(({ protocol, peer, address, interface: name, state, up }) =>
        [protocol, peer, address, name, state, up].map(String).join(' '),
      ),
    ).toEqual([
      'OSPF 10.255.0.2 10.0.1.3 eth0 Full/Backup true',
      'BGP 10.0.1.3 10.0.1.3 null Established true',
      'BGP 10.0.1.9 10.0.1.9 null Active false',
      'ISIS vm null eth0 Up true',
    ]);
    expect(readSessions(printed)[1]).toMatchObject({ remoteAs: 65002, prefixes: 2 });
  });

  it('reads OSPFv3 and IS-IS neighbours with their addresses', () => {
    const each = (protocol: string, peer: string, state: string, address: string) => ({
      ...{ protocol, peer, interface: 'eth0', state, up: true, address },
    });
    expect(readSessions(recorded.vtyshSix.join('\n'))).toMatchObject([
      each('OSPFV3', '2.2.2.2', 'Full/DR', 'fe80::74ca:cdff:fee3:ef0e'),
      each('ISIS', 'r2', 'Up', '10.0.1.2'),
    ]);
  });

  it('leaves out daemons that do not run, and what is no JSON', () => {
    expect(readSessions('ospfd is not running\n{}\n{"areas":[]}\n{ broken\n')).toEqual([]);
  });

  it('adds up the families of one session', () => {
    const family = { peers: { 'fd00::1': { remoteAs: 65001, state: 'Established', pfxRcd: 2 } } };
    const answer = JSON.stringify({ ipv4Unicast: family, ipv6Unicast: family });
    expect(readSessions(answer)).toEqual([expect.objectContaining({ peer: 'fd00::1', prefixes: 4 })]);
  });
});

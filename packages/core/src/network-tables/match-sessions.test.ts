import { describe, expect, it } from 'vitest';
import { type AttachedInterface, matchSessions, type Router, type RoutingSession } from './match-sessions.ts';
import type { SessionRow } from './network-tables.ts';

const on = (
  containerId: string,
  networkId: string,
  name: string,
  ...addresses: string[]
): AttachedInterface => ({
  ...{ containerId, networkId, name, addresses },
});
const ospf = (address: string, state: string, name = 'eth0'): SessionRow => ({
  ...{ protocol: 'OSPF', peer: '10.255.0.9', address, interface: name, state, up: state.startsWith('Full') },
  ...{ remoteAs: null, prefixes: null },
});
const bgp = (peer: string, state: string): SessionRow => ({
  ...{ protocol: 'BGP', peer, address: peer, interface: null, state, up: state === 'Established' },
  ...{ remoteAs: 65001, prefixes: 0 },
});
const router = (
  containerId: string,
  addresses: Record<string, string>,
  ...sessions: SessionRow[]
): Router => ({
  ...{ containerId, sessions },
  addresses: Object.entries(addresses).map(([address, name]) => ({ address, interface: name })),
});
/** `OSPF UP lan: r1 10.0.1.1 Full/DR, r2 10.0.1.2 Full/Backup` */
const text = ({ protocol, status, networkId, ends }: RoutingSession): string =>
  `${protocol} ${status} ${networkId ?? '-'}: ${ends
    .map(({ containerId, address, state }) =>
      [containerId ?? 'outside', address ?? '?', state ?? '?'].join(' '),
    )
    .join(', ')}`;

const lan = [on('r1', 'lan', 'eth0', '10.0.1.1'), on('r2', 'lan', 'eth0', '10.0.1.2')];

describe('matchSessions', () => {
  it('joins what both ends say, and takes the state of the end that is worse off', () => {
    const sessions = matchSessions(
      [
        router('r2', { '10.0.1.2/24': 'eth0' }, ospf('10.0.1.1', 'ExStart/DR')),
        router('r1', { '10.0.1.1/24': 'eth0' }, ospf('10.0.1.2', 'Full/Backup')),
      ],
      lan,
    );
    expect(sessions.map(text)).toEqual(['OSPF DOWN lan: r1 10.0.1.1 Full/Backup, r2 10.0.1.2 ExStart/DR']);
  });

  it('keeps the id of a session while its other end is silent or changes its state', () => {
    const one = router('r1', { '10.0.1.1/24': 'eth0' }, ospf('10.0.1.2', 'Init/DROther'));
    const other = router('r2', { '10.0.1.2/24': 'eth0' }, ospf('10.0.1.1', 'Full/DR'));
    const [alone, both] = [matchSessions([one], lan), matchSessions([one, other], lan)];
    expect(alone.map(({ id }) => id)).toEqual(both.map(({ id }) => id));
  });

  it('does not call two routers that stay in 2-Way failing, unless one of them is designated', () => {
    const statusOf = (state: string) =>
      matchSessions([router('r1', { '10.0.1.1/24': 'eth0' }, ospf('10.0.1.2', state))], lan)[0]?.status;
    expect(statusOf('2-Way/DROther')).toBe('TWO_WAY');
    expect(statusOf('2-Way/DR')).toBe('DOWN');
  });

  it('finds a BGP peer by its loopback address, which the lab does not know', () => {
    const sessions = matchSessions(
      [
        router('r1', { '10.0.1.1/24': 'eth0', '10.255.0.1/32': 'lo' }, bgp('10.255.0.2', 'Active')),
        router('r2', { '10.0.1.2/24': 'eth0', '10.255.0.2/32': 'lo' }, bgp('10.255.0.1', 'Connect')),
      ],
      lan,
    );
    expect(sessions.map(text)).toEqual(['BGP DOWN -: r1 10.255.0.1 Active, r2 10.255.0.2 Connect']);
  });

  it('tells apart two sessions of the same routers', () => {
    const interfaces = [...lan, on('r1', 'wan', 'eth1', '10.0.2.1'), on('r2', 'wan', 'eth1', '10.0.2.2')];
    const addresses = { '10.0.1.1/24': 'eth0', '10.0.2.1/24': 'eth1', 'fd00::1/64': 'eth1' };
    const sessions = matchSessions(
      [
        router(
          'r1',
          addresses,
          bgp('10.0.1.2', 'Established'),
          bgp('10.0.2.2', 'Idle'),
          bgp('fd00::2', 'Active'),
        ),
        router('r2', { '10.0.2.2/24': 'eth1', 'fd00::2/64': 'eth1' }),
      ],
      interfaces,
    );
    expect(sessions.map(text)).toEqual([
      'BGP UP lan: r1 10.0.1.1 Established, r2 10.0.1.2 ?',
      'BGP DOWN wan: r1 10.0.2.1 Idle, r2 10.0.2.2 ?',
      'BGP DOWN wan: r1 fd00::1 Active, r2 fd00::2 ?',
    ]);
  });

  it('prefers the holder on the same network where networks share addresses', () => {
    const interfaces = [
      on('r1', 'left', 'eth0', '10.0.1.1'),
      on('r9', 'right', 'eth0', '10.0.1.2'),
      on('r2', 'left', 'eth0', '10.0.1.2'),
    ];
    const sessions = matchSessions(
      [router('r1', { '10.0.1.1/24': 'eth0' }, ospf('10.0.1.2', 'Full/DR'))],
      interfaces,
    );
    expect(sessions[0]?.ends[1].containerId).toBe('r2');
  });

  it('finds a peer without an address at the other end of a cable, and on a VLAN of it', () => {
    const [first] = matchSessions([router('r1', {}, bgp('eth0', 'Established'))], lan);
    expect(first?.ends.map(({ containerId }) => containerId)).toEqual(['r1', 'r2']);
    const [vlan] = matchSessions(
      [
        router('r1', { '10.9.0.1/30': 'eth0.9' }, ospf('10.9.0.2', 'Full/-', 'eth0.9')),
        router('r2', { '10.9.0.2/30': 'eth0.9' }),
      ],
      lan,
    );
    expect(vlan && text(vlan)).toBe('OSPF UP lan: r1 10.9.0.1 Full/-, r2 10.9.0.2 ?');
  });

  it('keeps a peer outside the lab', () => {
    const sessions = matchSessions(
      [router('r1', { '10.0.1.1/24': 'eth0' }, bgp('203.0.113.9', 'Active'))],
      lan,
    );
    expect(sessions.map(text)).toEqual(['BGP DOWN -: r1 ? Active, outside 203.0.113.9 ?']);
  });

  it('finds OSPFv3 neighbours by their link-local addresses', () => {
    const ospf6 = (address: string, state: string): SessionRow => ({
      ...{ ...ospf(address, state), protocol: 'OSPFV3', up: state.startsWith('Full') },
    });
    const at = (one: string, other: string) =>
      matchSessions(
        [
          router('r1', { 'fe80::1/64': 'eth0' }, ospf6('fe80::2', one)),
          router('r2', { 'fe80::2/64': 'eth0' }, ospf6('fe80::1', other)),
        ],
        lan,
      ).map(text);
    expect(at('Full/DR', 'Full/BDR')).toEqual(['OSPFV3 UP lan: r1 fe80::1 Full/DR, r2 fe80::2 Full/BDR']);
    expect(at('Twoway/DROther', 'Twoway/DROther')[0]).toContain('OSPFV3 TWO_WAY lan');
  });

  it('joins an IS-IS adjacency whatever addresses its ends have told, and without any', () => {
    const isis = (address: string | null, state = 'Up'): SessionRow => ({
      ...{ ...ospf('', state), protocol: 'ISIS', peer: '0000.0000.0001', address, up: state === 'Up' },
    });
    const second = { '10.0.1.2/24': 'eth0', '10.0.9.2/24': 'eth0' };
    expect(
      matchSessions(
        [
          router('r1', { '10.0.1.1/24': 'eth0' }, isis('10.0.9.2')),
          router('r2', second, isis('10.0.1.1', 'Initializing')),
        ],
        lan,
      ).map(text),
    ).toEqual(['ISIS DOWN lan: r1 10.0.1.1 Up, r2 10.0.9.2 Initializing']);
    const [bare] = matchSessions([router('r1', {}, isis(null)), router('r2', {}, isis(null))], lan);
    expect(bare && text(bare)).toBe('ISIS UP lan: r1 ? Up, r2 ? Up');
  });
});

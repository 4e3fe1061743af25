import { describe, expect, it } from 'vitest';
import { neighbourLines, withNeighbours } from './neighbour-lines.ts';

const link = (networkId: string) => ({
  networkId,
  name: 'eth0',
  ipv4Address: '10.0.1.9',
  ipv6Address: null,
  macAddress: '',
});
const docker = '127.0.0.1\tlocalhost\n10.0.1.9\tself\n';

describe('hosts file lines for containers on other hosts', () => {
  const neighbours = [
    {
      name: 'router',
      addresses: [
        { networkId: 'lan', ipv4Address: '10.0.1.2', ipv6Address: null },
        { networkId: 'wan', ipv4Address: '10.0.2.2', ipv6Address: null },
      ],
    },
    { name: 'far', addresses: [{ networkId: 'wan', ipv4Address: '10.0.2.3', ipv6Address: null }] },
    { name: 'nowhere', addresses: [] },
  ];

  it('name the containers that share a network, at their addresses there', () => {
    const lines = neighbourLines({ interfaces: [link('lan')] }, neighbours);
    expect(lines.map((line) => line.split(' ')[0])).toEqual(['10.0.1.2\trouter']);
    expect(neighbourLines({ interfaces: [link('lan'), link('wan')] }, neighbours)).toHaveLength(3);
    expect(neighbourLines({ interfaces: [] }, neighbours)).toEqual([]);
  });

  it('come last, replace earlier ones, and are removed completely', () => {
    const [first, second] = ['lan', 'wan'].map((id) =>
      neighbourLines({ interfaces: [link(id)] }, neighbours),
    );
    const once = withNeighbours(docker, first ?? []);
    expect(once).toBe(`${docker}${first?.join('\n')}\n`);
    expect(withNeighbours(once, first ?? [])).toBe(once);
    expect(withNeighbours(once, second ?? [])).toBe(`${docker}${second?.join('\n')}\n`);
    expect(withNeighbours(once, [])).toBe(docker);
  });

  it('leave other lines alone, also between them', () => {
    const lines = neighbourLines({ interfaces: [link('lan')] }, neighbours);
    const later = `${withNeighbours(docker, lines)}10.0.1.77\tmine`;
    expect(withNeighbours(later, lines)).toBe(`${docker}10.0.1.77\tmine\n${lines.join('\n')}\n`);
    expect(withNeighbours('', lines)).toBe(`${lines.join('\n')}\n`);
  });
});

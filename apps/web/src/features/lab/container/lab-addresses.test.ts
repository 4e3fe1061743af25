import { describe, expect, it } from 'vitest';
import type { Container } from '../model/lab.ts';
import { sampleContainer, sampleNetwork, samplePerfectLink } from '../model/testing/sample-nodes.ts';
import { labAddresses, type LabAddresses } from './lab-addresses.ts';

const network = sampleNetwork({ ipv6Subnet: 'fd00::/64' });
const link: Container['interfaces'][number] = {
  name: 'eth0',
  ipv4Address: null,
  ipv6Address: null,
  macAddress: '06:00:00:00:00:01',
  ...samplePerfectLink,
  network: { id: 'net_1', name: 'lan' },
};

function withLink(part: Partial<typeof link>): LabAddresses {
  const container = sampleContainer({ name: 'a', interfaces: [{ ...link, ...part }] });
  return labAddresses(() => ({ containers: [container] }));
}

describe('the suggested address', () => {
  it('is the next free one of each family, as the API chooses it', () => {
    expect(withLink({ ipv4Address: '10.0.1.77' }).next(network, 4)).toBe('10.0.1.10');
    expect(withLink({ ipv4Address: '10.0.1.10' }).next(network, 4)).toBe('10.0.1.11');
    expect(withLink({ ipv6Address: 'fd00::10' }).next(network, 6)).toBe('fd00::11');
  });

  it('is null on a network without a subnet of the family', () => {
    const plain = { ...network, ipv4Subnet: null, ipv6Subnet: null };
    expect(withLink({}).next(plain, 4)).toBeNull();
    expect(withLink({}).next(plain, 6)).toBeNull();
  });
});

describe('the holder of an address', () => {
  it('is the container that has it on the network', () => {
    const { holder, macHolder } = withLink({ ipv6Address: 'fd00::10' });
    expect(holder('net_1', 6, 'fd00::10')).toBe('a');
    expect(holder('net_2', 6, 'fd00::10')).toBeNull();
    expect(holder('net_1', 4, '10.0.1.10')).toBeNull();
    expect(macHolder('net_1', '06:00:00:00:00:01')).toBe('a');
    expect(macHolder('net_2', '06:00:00:00:00:01')).toBeNull();
  });
});

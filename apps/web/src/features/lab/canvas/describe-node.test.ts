import { describe, expect, it } from 'vitest';
import type { Container, Network } from '../model/lab.ts';
import { describeContainer, describeNetwork } from './describe-node.ts';

const network = { name: 'lan', phase: 'ACTIVE', internet: false } as Network;
const link = (name: string, ipv4Address: string | null, ipv6Address: string | null) => ({
  ipv4Address,
  ipv6Address,
  network: { name },
});

describe('the name of a node for screen readers', () => {
  it.each([
    ['10.0.1.0/24', null, '10.0.1.0/24'],
    [null, 'fd00::/64', 'fd00::/64'],
    ['10.0.1.0/24', 'fd00::/64', '10.0.1.0/24, fd00::/64'],
    [null, null, 'plain'],
  ])('has the subnets %s and %s', (ipv4Subnet, ipv6Subnet, text) => {
    const description = describeNetwork({ ...network, ipv4Subnet, ipv6Subnet }, 1);
    expect(description).toBe(`Network lan, ${text}, active, 1 container attached`);
  });

  it('has every address of a container, and names networks where it has none', () => {
    const container = {
      name: 'leaf',
      image: { name: 'router' },
      readiness: { phase: 'READY' },
      interfaces: [link('core', '10.0.1.10', 'fd00::10'), link('wire', null, null)],
    } as unknown as Container;
    expect(describeContainer(container)).toBe(
      'Container leaf, Ready, router, on core with 10.0.1.10 and fd00::10 and wire',
    );
  });
});

import type { LabTemplate } from './lab-template.ts';

export const routedSubnets: LabTemplate = {
  id: 'routed-subnets',
  name: 'Two subnets and a router',
  description: 'A host on either side of a router. Each sends traffic for other subnets to the router.',
  instructions: `A host on either side of a router. Each sends traffic for other subnets to the router.

In the terminal of host-1:
$ ip route
$ traceroute 10.0.2.10
In the terminal of the router, watch the packets pass:
$ tcpdump -n -i any icmp`,
  networks: [
    { name: 'left', ipv4Subnet: '10.0.1.0/24', position: { x: 0, y: 136 } },
    { name: 'right', ipv4Subnet: '10.0.2.0/24', position: { x: 400, y: 136 } },
  ],
  containers: [
    {
      name: 'host-1',
      image: 'host',
      position: { x: 0, y: 264 },
      interfaces: [{ network: 'left', ipv4Address: '10.0.1.10' }],
      config: { defaultGateway: '10.0.1.1' },
    },
    {
      name: 'router',
      image: 'router',
      position: { x: 200, y: 0 },
      interfaces: [
        { network: 'left', ipv4Address: '10.0.1.1' },
        { network: 'right', ipv4Address: '10.0.2.1' },
      ],
    },
    {
      name: 'host-2',
      image: 'host',
      position: { x: 400, y: 264 },
      interfaces: [{ network: 'right', ipv4Address: '10.0.2.10' }],
      config: { defaultGateway: '10.0.2.1' },
    },
  ],
};

import type { LabTemplate } from './lab-template.ts';

export const twoHosts: LabTemplate = {
  id: 'two-hosts',
  name: 'Two hosts',
  description: 'Two hosts on one network. Ping one from the other by name, and watch with tcpdump.',
  instructions: `Two hosts on one network.

In the terminal of host-1:
$ ping host-2
In the terminal of host-2, watch the packets arrive:
$ tcpdump -n icmp
Then look at the addresses and at the neighbour's MAC address:
$ ip -brief address
$ ip neigh`,
  networks: [{ name: 'lan', ipv4Subnet: '10.0.1.0/24', position: { x: 120, y: 0 } }],
  containers: [
    {
      name: 'host-1',
      image: 'host',
      position: { x: 0, y: 136 },
      interfaces: [{ network: 'lan', ipv4Address: '10.0.1.10' }],
    },
    {
      name: 'host-2',
      image: 'host',
      position: { x: 240, y: 136 },
      interfaces: [{ network: 'lan', ipv4Address: '10.0.1.11' }],
    },
  ],
};

import { frrConfig } from './frr-config.ts';
import type { LabTemplate, TemplateContainer } from './lab-template.ts';

const lan = `
interface eth0
 ip ospf area 0
 ip ospf passive`;

/** With a hello every second, a cut link is detected within four. */
const link = (name: string): string => `
interface ${name}
 ip ospf area 0
 ip ospf network point-to-point
 ip ospf hello-interval 1
 ip ospf dead-interval 4`;

function router(number: number, x: number, y: number, links: readonly [string, string][]): TemplateContainer {
  const name = `r${number}`;
  const ospf = `
router ospf
 ospf router-id ${number}.${number}.${number}.${number}`;
  return {
    name,
    image: 'router',
    position: { x, y },
    interfaces: [
      { network: `lan-${number}`, ipv4Address: `10.0.${number}.1` },
      ...links.map(([network, ipv4Address]) => ({ network, ipv4Address })),
    ],
    config: { files: [frrConfig(name, lan, link('eth1'), link('eth2'), ospf)] },
  };
}

function host(number: number, x: number, y: number): TemplateContainer {
  return {
    name: `host-${number}`,
    image: 'host',
    position: { x, y },
    interfaces: [{ network: `lan-${number}`, ipv4Address: `10.0.${number}.10` }],
    config: { defaultGateway: `10.0.${number}.1` },
  };
}

export const ospfTriangle: LabTemplate = {
  id: 'ospf-triangle',
  name: 'OSPF triangle',
  description:
    'Three routers in a triangle that speak OSPF, with a host behind each. Cut one side and watch traffic take the other path.',
  instructions: `Three routers speak OSPF, with a host behind each.

In the terminal of r1, look at its neighbours and routes:
$ vtysh -c "show ip ospf neighbor"
$ vtysh -c "show ip route ospf"
In the terminal of host-1, see the way to host-2:
$ traceroute -n 10.0.2.10
Cut the direct link in the terminal of r1, and trace again. Traffic takes the other path within four seconds:
$ ip link set eth1 down`,
  networks: [
    { name: 'lan-1', ipv4Subnet: '10.0.1.0/24', position: { x: 480, y: 112 } },
    { name: 'lan-2', ipv4Subnet: '10.0.2.0/24', position: { x: 160, y: 560 } },
    { name: 'lan-3', ipv4Subnet: '10.0.3.0/24', position: { x: 800, y: 560 } },
    { name: 'link-12', ipv4Subnet: '10.0.12.0/30', position: { x: 320, y: 336 } },
    { name: 'link-13', ipv4Subnet: '10.0.13.0/30', position: { x: 640, y: 336 } },
    { name: 'link-23', ipv4Subnet: '10.0.23.0/30', position: { x: 480, y: 448 } },
  ],
  containers: [
    router(1, 480, 224, [
      ['link-12', '10.0.12.1'],
      ['link-13', '10.0.13.1'],
    ]),
    router(2, 160, 448, [
      ['link-12', '10.0.12.2'],
      ['link-23', '10.0.23.1'],
    ]),
    router(3, 800, 448, [
      ['link-13', '10.0.13.2'],
      ['link-23', '10.0.23.2'],
    ]),
    host(1, 480, 0),
    host(2, 160, 672),
    host(3, 800, 672),
  ],
};

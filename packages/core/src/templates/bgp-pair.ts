import { frrConfig } from './frr-config.ts';
import type { LabTemplate, TemplateContainer } from './lab-template.ts';

/** The border router of autonomous system 65000 + its number. */
function border(number: 1 | 2, x: number): TemplateContainer {
  const other = number === 1 ? 2 : 1;
  const name = `r${number}`;
  const bgp = `
router bgp 6500${number}
 bgp router-id ${number}.${number}.${number}.${number}
 no bgp ebgp-requires-policy
 neighbor 10.0.12.${other} remote-as 6500${other}
 neighbor 10.0.12.${other} timers 3 9
 neighbor 10.0.12.${other} timers connect 1
 address-family ipv4 unicast
  network 10.${number}.0.0/24
 exit-address-family`;
  return {
    name,
    image: 'router',
    position: { x, y: 0 },
    interfaces: [
      { network: `as-6500${number}`, ipv4Address: `10.${number}.0.1` },
      { network: 'peering', ipv4Address: `10.0.12.${number}` },
    ],
    config: { files: [frrConfig(name, bgp)] },
  };
}

function host(number: 1 | 2, x: number): TemplateContainer {
  return {
    name: `host-${number}`,
    image: 'host',
    position: { x, y: 264 },
    interfaces: [{ network: `as-6500${number}`, ipv4Address: `10.${number}.0.10` }],
    config: { defaultGateway: `10.${number}.0.1` },
  };
}

export const bgpPair: LabTemplate = {
  id: 'bgp-pair',
  name: 'Two autonomous systems',
  description: 'AS 65001 and AS 65002 announce their networks to each other by BGP over a peering link.',
  instructions: `Two autonomous systems announce their networks to each other by BGP.

In the terminal of r1, look at the session and at what it learned:
$ vtysh -c "show bgp summary"
$ vtysh -c "show bgp ipv4 unicast"
In the terminal of host-1, reach the other system:
$ traceroute -n 10.2.0.10`,
  networks: [
    { name: 'as-65001', ipv4Subnet: '10.1.0.0/24', position: { x: 0, y: 136 } },
    { name: 'peering', ipv4Subnet: '10.0.12.0/30', position: { x: 336, y: 0 } },
    { name: 'as-65002', ipv4Subnet: '10.2.0.0/24', position: { x: 672, y: 136 } },
  ],
  containers: [host(1, 0), border(1, 0), border(2, 672), host(2, 672)],
};

import { bgpPair } from './bgp-pair.ts';
import type { LabTemplate } from './lab-template.ts';
import { ospfTriangle } from './ospf-triangle.ts';
import { routedSubnets } from './routed-subnets.ts';
import { twoHosts } from './two-hosts.ts';
import { webAndClients } from './web-and-clients.ts';

/** All templates, the simplest first. */
export const labTemplates: readonly LabTemplate[] = [
  twoHosts,
  routedSubnets,
  ospfTriangle,
  bgpPair,
  webAndClients,
];

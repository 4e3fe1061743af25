import { bridgeName, labUplinkName } from '../link-names.ts';

/** A network of a lab, as the firewall sees it. */
export interface GuardedNetwork {
  readonly networkId: string;
  readonly ipv4Subnet: string;
  /** The gateway's address where the network has a way out, else null. */
  readonly gateway: string | null;
}

/**
 * Where no container may go: private and shared ranges, the host's own links, the metadata address,
 * loopback, multicast, and what is reserved.
 */
export const forbiddenRanges = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '224.0.0.0/3',
] as const;

/** Flows a lab may have open through its uplink; more would starve the host's own connection table. */
const mostFlows = 8192;

/**
 * The firewall inside a lab's namespace. Everything is dropped but: frames that stay on one bridge (they come
 * by here where the host filters bridges), pings to a gateway from its own network, and what leaves an
 * internet network for the public internet with an address of that network, and its answers.
 */
export function labRules(networks: readonly GuardedNetwork[]): string {
  const ways = networks.flatMap(({ networkId, ipv4Subnet, gateway }) =>
    gateway === null ? [] : [{ bridge: bridgeName(networkId), ipv4Subnet, gateway }],
  );
  const bridges = networks.map(({ networkId }) => bridgeName(networkId));
  return `table inet pineapple
delete table inet pineapple
table inet pineapple {
  chain input {
    type filter hook input priority filter; policy drop;
    ${ways.map(({ bridge, gateway }) => `iifname "${bridge}" ip daddr ${gateway} icmp type echo-request accept`).join('\n    ')}
  }
  chain forward {
    type filter hook forward priority filter; policy drop;
    ${bridges.map((bridge) => `iifname "${bridge}" oifname "${bridge}" accept`).join('\n    ')}
    ct state invalid drop
    iifname "${labUplinkName}" ct state established,related accept
    ip daddr { ${forbiddenRanges.join(', ')} } drop
    ct state new ct count over ${mostFlows} drop
    ${ways.map(({ bridge, ipv4Subnet }) => `iifname "${bridge}" oifname "${labUplinkName}" ip saddr ${ipv4Subnet} accept`).join('\n    ')}
  }
  chain postrouting {
    type nat hook postrouting priority srcnat; policy accept;
    oifname "${labUplinkName}" masquerade
  }
}
`;
}

import { bridgeName, labUplinkName } from '../link-names.ts';

/** A lab network as the firewall rules need it. */
export interface GuardedNetwork {
  readonly networkId: string;
  /** The gateway's address and subnet if the network has egress on this host; otherwise null. */
  readonly gateway: { readonly address: string; readonly ipv4Subnet: string } | null;
}

/** What containers can't reach: private, shared, link-local, loopback, multicast and reserved ranges. */
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

/** Open flows per lab, DNS queries included. More would exhaust the host's connection table. */
const maxFlows = 8192;

/**
 * The firewall inside a lab's namespace. It accepts frames within one bridge (which pass here if the host filters
 * bridges), pings to a gateway from its own network, DNS queries to a gateway, which it forwards, packets from a network with
 * egress to the internet that carry an address of that network, and their replies. It drops everything else.
 * @param dnsServers the servers to which gateways forward DNS queries, in turn
 */
export function labRules(networks: readonly GuardedNetwork[], dnsServers: readonly string[]): string {
  const gateways = networks.flatMap(({ networkId, gateway }) =>
    gateway === null ? [] : [{ bridge: bridgeName(networkId), ...gateway }],
  );
  const asked = dnsServers.length === 0 ? [] : gateways;
  // In turn, so that a second try reaches another server.
  const servers = dnsServers.map((server, index) => `${index} : ${server}`).join(', ');
  const resolver =
    dnsServers.length === 1 ? dnsServers[0] : `numgen inc mod ${dnsServers.length} map { ${servers} }`;
  const bridges = networks.map(({ networkId }) => bridgeName(networkId));
  return `table inet pineapple
delete table inet pineapple
table inet pineapple {
  chain prerouting {
    type nat hook prerouting priority dstnat; policy accept;
    ${asked.map(({ bridge, address }) => `iifname "${bridge}" ip daddr ${address} meta l4proto { tcp, udp } th dport 53 dnat ip to ${resolver}`).join('\n    ')}
  }
  chain input {
    type filter hook input priority filter; policy drop;
    ${gateways.map(({ bridge, address }) => `iifname "${bridge}" ip daddr ${address} icmp type echo-request accept`).join('\n    ')}
  }
  chain forward {
    type filter hook forward priority filter; policy drop;
    ${bridges.map((bridge) => `iifname "${bridge}" oifname "${bridge}" accept`).join('\n    ')}
    ct state invalid drop
    iifname "${labUplinkName}" ct state established,related accept
    ct status dnat oifname "${labUplinkName}" goto outward
    ip daddr { ${forbiddenRanges.join(', ')} } drop
    ${gateways.map(({ bridge, ipv4Subnet }) => `iifname "${bridge}" oifname "${labUplinkName}" ip saddr ${ipv4Subnet} goto outward`).join('\n    ')}
  }
  chain outward {
    ct state new ct count over ${maxFlows} drop
    accept
  }
  chain postrouting {
    type nat hook postrouting priority srcnat; policy accept;
    oifname "${labUplinkName}" masquerade
  }
}
`;
}

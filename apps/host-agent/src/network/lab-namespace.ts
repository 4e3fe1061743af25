import { goneAlready, ipBatch, ipBatchTolerating, linkNames, thereAlready } from './kernel/ip-command.ts';
import { bridgeEnd, bridgeName, containerEnd, labNamespace } from './link-names.ts';
import { carryOut } from '../system/program-shell.ts';

/**
 * Makes a namespace, if it is not there, and closes it: it forwards nothing, has no IPv6 address of its own
 * and answers ARP only for the address of the link that was asked. A new namespace takes IPv4 settings over
 * from the host, where Docker has turned forwarding on; bridged frames must not meet the lab's own firewall.
 */
const makeNamespace = `
ip netns add "$1" 2>/dev/null || nsenter --net="/run/netns/$1" true 2>/dev/null || {
  ip netns del "$1" 2>/dev/null || true
  ip netns add "$1"
}
exec nsenter --net="/run/netns/$1" sh -ec '
  set_to() { [ ! -e "$2" ] || echo "$1" > "$2"; }
  set_to 0 /proc/sys/net/ipv4/ip_forward
  set_to 1 /proc/sys/net/ipv4/conf/all/arp_ignore
  set_to 1 /proc/sys/net/ipv6/conf/all/disable_ipv6
  set_to 1 /proc/sys/net/ipv6/conf/default/disable_ipv6
  for table in arptables iptables ip6tables; do set_to 0 /proc/sys/net/bridge/bridge-nf-call-$table; done
'
`;

/** Makes a lab's namespace or finds it. */
export async function ensureLabNamespace(labId: string): Promise<void> {
  await carryOut('sh', ['-ec', makeNamespace, 'sh', labNamespace(labId)]);
}

/** Removes a lab's namespace with every bridge in it. Containers' ends of the links go with it. */
export async function removeLabNamespace(labId: string): Promise<void> {
  await carryOut('sh', ['-ec', '[ ! -e "/run/netns/$1" ] || ip netns del "$1"', 'sh', labNamespace(labId)]);
}

/** Makes a network's bridge or finds it. Nothing floods less than it must: OSPF's multicast reaches everybody. */
export async function ensureBridge(labId: string, networkId: string): Promise<void> {
  const bridge = bridgeName(networkId);
  const lines = [
    `link add ${bridge} type bridge stp_state 0 forward_delay 0 mcast_snooping 0 nf_call_iptables 0`,
    `link set ${bridge} up`,
  ];
  await ipBatchTolerating(labNamespace(labId), lines, thereAlready);
}

export async function removeBridge(labId: string, networkId: string): Promise<void> {
  await ipBatchTolerating(labNamespace(labId), [`link del ${bridgeName(networkId)}`], goneAlready);
}

/**
 * Makes the pair of links of one attachment: one end on the bridge, one where Docker fetches it.
 * @param mtu the largest IP packet that they take, in bytes; null: as large as the kernel gives them
 */
export async function attachLink(
  labId: string,
  networkId: string,
  endpointId: string,
  mtu: number | null,
): Promise<string> {
  const fetched = containerEnd(endpointId);
  const size = mtu === null ? '' : `mtu ${mtu} `;
  await ipBatch(labNamespace(labId), [
    `link add ${bridgeEnd(endpointId)} ${size}up master ${bridgeName(networkId)} type veth peer name ${fetched} ${size}netns ${process.pid}`,
  ]);
  return fetched;
}

/** Removes both ends of an attachment, wherever they are. */
export async function detachLink(labId: string, endpointId: string): Promise<void> {
  await ipBatchTolerating(labNamespace(labId), [`link del ${bridgeEnd(endpointId)}`], goneAlready);
}

/** Names of the links in a lab's namespace; none when there is no namespace. */
export async function labLinks(labId: string): Promise<ReadonlySet<string>> {
  try {
    return await linkNames(labNamespace(labId));
  } catch {
    return new Set();
  }
}

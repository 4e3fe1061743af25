import { runInShell } from '../system/program-shell.ts';
import { alreadyGone, alreadyThere, ipBatch, ipBatchTolerating, linkNames } from './kernel/ip-command.ts';
import { bridgeName, labNamespace } from './link-names.ts';

/**
 * Creates a namespace if it does not exist, and closes it: it forwards nothing, has no IPv6 addresses and answers ARP
 * only on the link that has the address. A new namespace inherits the host's IPv4 settings, and Docker enables
 * forwarding there. Bridged frames bypass the lab's firewall.
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

/** Creates a lab's namespace if it does not exist. */
export async function ensureLabNamespace(labId: string): Promise<void> {
  await runInShell('sh', ['-ec', makeNamespace, 'sh', labNamespace(labId)]);
}

/** Removes a lab's namespace with its bridges, and thereby all links to containers. */
export async function removeLabNamespace(labId: string): Promise<void> {
  await runInShell('sh', ['-ec', '[ ! -e "/run/netns/$1" ] || ip netns del "$1"', 'sh', labNamespace(labId)]);
}

/**
 * The link-local groups that a bridge passes on, by the last digit of their address: all that the kernel lets pass. It
 * keeps 01:80:c2:00:00:01 (PAUSE) and 02 (LACP) for the bridge itself. It passes 00 (STP) because the bridge takes no
 * part in STP.
 */
const passedGroups = 0xfff8;

/**
 * Creates a network's bridge if it does not exist. It floods multicast, as OSPF needs, and passes STP, LLDP and EAPOL. Its MTU
 * is changed twice, because a bridge whose MTU was never changed takes that of its ports, which is larger.
 * @param mtu of its gateway, in bytes
 */
export async function ensureBridge(labId: string, networkId: string, mtu: number): Promise<void> {
  const bridge = bridgeName(networkId);
  const lines = [
    `link add ${bridge} type bridge stp_state 0 forward_delay 0 mcast_snooping 0 nf_call_iptables 0 group_fwd_mask ${passedGroups}`,
    `link set ${bridge} mtu ${mtu + 1}`,
    `link set ${bridge} mtu ${mtu} up`,
  ];
  await ipBatchTolerating(labNamespace(labId), lines, alreadyThere);
}

/** Sets the MTU, in bytes, of what the gateway sends. Frames between containers don't depend on it. */
export async function resizeBridge(labId: string, networkId: string, mtu: number): Promise<void> {
  await ipBatch(labNamespace(labId), [`link set ${bridgeName(networkId)} mtu ${mtu}`]);
}

/** Removes the gateway's address from a network's bridge. */
export async function flushBridge(labId: string, networkId: string): Promise<void> {
  await ipBatch(labNamespace(labId), [`addr flush dev ${bridgeName(networkId)}`]);
}

export async function removeBridge(labId: string, networkId: string): Promise<void> {
  await ipBatchTolerating(labNamespace(labId), [`link del ${bridgeName(networkId)}`], alreadyGone);
}

/** Names of the links in a lab's namespace; empty if there is no namespace. */
export async function labLinks(labId: string): Promise<ReadonlySet<string>> {
  try {
    return await linkNames(labNamespace(labId));
  } catch {
    return new Set();
  }
}

import { writeFile } from 'node:fs/promises';
import { runInShell } from '../../system/program-shell.ts';
import { alreadyGone, ipBatch, ipBatchTolerating, alreadyThere } from '../kernel/ip-command.ts';
import { bridgeName, labNamespace, labUplinkName } from '../link-names.ts';
import { type GuardedNetwork, labRules } from './lab-rules.ts';
import type { UplinkAddresses } from './uplink-pool.ts';

/**
 * Runs inside a lab's namespace. $1: firewall rules; $2: lines for `ip`. Rules are set first and forwarding is enabled
 * last, so that no packet passes unfiltered.
 */
const openUplink = `
printf %s "$1" | nft -f -
printf %s "$2" | ip -batch -
echo 1 > /proc/sys/net/ipv4/ip_forward
`;

function inLab(labId: string): readonly string[] {
  return [`--net=/run/netns/${labNamespace(labId)}`];
}

/** The host's end is IPv4 only. */
async function disableIpv6(link: string): Promise<void> {
  try {
    await writeFile(`/proc/sys/net/ipv6/conf/${link}/disable_ipv6`, '1');
  } catch {
    // The kernel has no IPv6.
  }
}

/**
 * Creates or updates a lab's uplink.
 * @param link name of the host's end
 */
export async function ensureUplink(
  labId: string,
  link: string,
  addresses: UplinkAddresses,
  networks: readonly GuardedNetwork[],
  dnsServers: readonly string[],
): Promise<void> {
  const pair = `link add ${link} type veth peer name ${labUplinkName} netns ${labNamespace(labId)}`;
  await ipBatchTolerating(null, [pair], alreadyThere);
  await disableIpv6(link);
  await ipBatch(null, [`addr replace ${addresses.host}/31 dev ${link}`, `link set ${link} up`]);
  const lines = [
    ...networks.flatMap(gatewayLines),
    `addr replace ${addresses.lab}/31 dev ${labUplinkName}`,
    `link set ${labUplinkName} up`,
    `route replace default via ${addresses.host}`,
  ];
  const script = ['sh', '-ec', openUplink, 'sh', labRules(networks, dnsServers), `${lines.join('\n')}\n`];
  await runInShell('nsenter', [...inLab(labId), ...script]);
}

function gatewayLines({ networkId, gateway }: GuardedNetwork): string[] {
  if (gateway === null) return [];
  const length = gateway.ipv4Subnet.split('/')[1] ?? '';
  return [`addr replace ${gateway.address}/${length} dev ${bridgeName(networkId)}`];
}

/** Replaces the lab's firewall in one step. */
export async function applyLabRules(
  labId: string,
  networks: readonly GuardedNetwork[],
  dnsServers: readonly string[],
): Promise<void> {
  await runInShell('nsenter', [...inLab(labId), 'nft', '-f', '-'], [labRules(networks, dnsServers)]);
}

export async function removeUplink(link: string): Promise<void> {
  await ipBatchTolerating(null, [`link del ${link}`], alreadyGone);
}

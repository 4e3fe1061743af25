import { writeFile } from 'node:fs/promises';
import { goneAlready, ipBatch, ipBatchTolerating, thereAlready } from './ip-command.ts';
import { type GuardedNetwork, labRules } from './lab-rules.ts';
import { bridgeName, labNamespace, labUplinkName, uplinkName } from './link-names.ts';
import { runProgram } from './run-program.ts';
import type { UplinkAddresses } from './uplink-pool.ts';

const switchForwarding =
  'echo "$2" | exec nsenter --net="/run/netns/$1" sh -c "cat > /proc/sys/net/ipv4/ip_forward"';

async function setForwarding(namespace: string, on: boolean): Promise<void> {
  await runProgram('sh', ['-ec', switchForwarding, 'sh', namespace, on ? '1' : '0']);
}

/** The host's end speaks IPv4 only. */
async function silenceIpv6(link: string): Promise<void> {
  try {
    await writeFile(`/proc/sys/net/ipv6/conf/${link}/disable_ipv6`, '1');
  } catch {
    // A kernel without IPv6 has nothing to silence.
  }
}

/** Gives a lab its way out: firewall first, so that nothing passes before it stands. Harmless where it is there. */
export async function ensureUplink(
  labId: string,
  addresses: UplinkAddresses,
  networks: readonly GuardedNetwork[],
): Promise<void> {
  const namespace = labNamespace(labId);
  const link = uplinkName(labId);
  await applyLabRules(labId, networks);
  const pair = `link add ${link} type veth peer name ${labUplinkName} netns ${namespace}`;
  await ipBatchTolerating(null, [pair], thereAlready);
  await silenceIpv6(link);
  await ipBatch(null, [`addr replace ${addresses.host}/31 dev ${link}`, `link set ${link} up`]);
  await ipBatch(namespace, [
    `addr replace ${addresses.lab}/31 dev ${labUplinkName}`,
    `link set ${labUplinkName} up`,
    `route replace default via ${addresses.host}`,
    ...networks.flatMap(({ networkId, ipv4Subnet, gateway }) =>
      gateway === null
        ? []
        : [`addr replace ${gateway}/${ipv4Subnet.split('/')[1] ?? ''} dev ${bridgeName(networkId)}`],
    ),
  ]);
  await setForwarding(namespace, true);
}

/** Replaces the lab's firewall in one step. */
export async function applyLabRules(labId: string, networks: readonly GuardedNetwork[]): Promise<void> {
  const net = `--net=/run/netns/${labNamespace(labId)}`;
  await runProgram('nsenter', [net, 'nft', '-f', '-'], labRules(networks));
}

/** Takes a lab's way out away. */
export async function removeUplink(labId: string): Promise<void> {
  await ipBatchTolerating(null, [`link del ${uplinkName(labId)}`], goneAlready);
}

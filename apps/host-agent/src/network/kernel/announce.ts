import { readInterfaces } from './container-links.ts';
import { runInShell } from '../../system/program-shell.ts';

/**
 * $1: lines for `ip`. With arp_notify, the kernel announces an address that is set, even if it is the same as before.
 */
const script = `
notify=/proc/sys/net/ipv4/conf/all/arp_notify
before=$(cat $notify)
echo 1 > $notify
status=0
printf %s "$1" | ip -batch - || status=$?
echo "$before" > $notify
exit $status
`;

/**
 * Announces a container's interfaces to their networks by gratuitous ARP. Other hosts and their bridges may still
 * associate an address with an earlier container's location, and would send frames there until the entry expires.
 * @param macAddresses the interfaces to announce
 */
export async function announce(pid: number, macAddresses: readonly string[]): Promise<void> {
  const own = (await readInterfaces(pid)).filter(({ macAddress }) => macAddresses.includes(macAddress));
  if (own.length === 0) return;
  const lines = own.map(({ name, macAddress }) => `link set dev ${name} address ${macAddress}\n`);
  await runInShell('nsenter', [
    ...[`--net=/proc/${pid}/ns/net`, 'sh', '-c'],
    ...[script, 'sh', lines.join('')],
  ]);
}

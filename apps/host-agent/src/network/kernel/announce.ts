import { readInterfaces } from './interface-names.ts';
import { carryOut } from '../../system/program-shell.ts';

/** $1: lines for `ip`. The kernel tells everybody of an address that is set, be it the same as before, if asked to. */
const announceAll = `
notify=/proc/sys/net/ipv4/conf/all/arp_notify
before=$(cat $notify)
echo 1 > $notify
status=0
printf %s "$1" | ip -batch - || status=$?
echo "$before" > $notify
exit $status
`;

/**
 * Has a container tell the whole network where it is (a gratuitous ARP request): other hosts, and bridges on them, may
 * remember an address from where a container before it was, and would send there until they forget.
 * @param macAddresses of the interfaces that speak
 */
export async function announce(pid: number, macAddresses: readonly string[]): Promise<void> {
  const own = (await readInterfaces(pid)).filter(({ macAddress }) => macAddresses.includes(macAddress));
  if (own.length === 0) return;
  const lines = own.map(({ name, macAddress }) => `link set dev ${name} address ${macAddress}\n`);
  await carryOut('nsenter', [
    ...[`--net=/proc/${pid}/ns/net`, 'sh', '-c'],
    ...[announceAll, 'sh', lines.join('')],
  ]);
}

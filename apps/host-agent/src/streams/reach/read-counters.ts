import { fromHex } from './kernel-addresses.ts';

/** The counters of `/proc/net/snmp` and `/proc/net/netstat` by name, such as `Ip.InAddrErrors`, and those of `snmp6`. */
export function readCounters(text: string): Record<string, number> {
  const counters: Record<string, number> = {};
  const names = new Map<string, readonly string[]>();
  for (const line of text.split('\n')) {
    const [first = '', ...words] = line.trim().split(/\s+/);
    const group = /^([A-Za-z]+):$/.exec(first)?.[1];
    if (group === undefined) {
      // One counter a line, as in snmp6.
      if (/^Ip6|^Icmp6/.test(first) && words.length === 1) counters[first] = Number(words[0]);
      continue;
    }
    const known = names.get(group);
    if (known === undefined) names.set(group, words);
    else words.forEach((word, index) => (counters[`${group}.${known[index] ?? ''}`] = Number(word)));
  }
  return counters;
}

const listens = '0A';

/** The ports that processes listen on, of `/proc/net/tcp` and `tcp6`. */
export function readListening(text: string): { address: string; port: number }[] {
  return text.split('\n').flatMap((line) => {
    const [, local = '', , state] = line.trim().split(/\s+/);
    const [hex = '', port = ''] = local.split(':');
    if (state !== listens || (hex.length !== 8 && hex.length !== 32)) return [];
    return { address: fromHex(networkOrder(hex)), port: Number.parseInt(port, 16) };
  });
}

/** The kernel prints addresses as words of its own byte order, which is little-endian on all hosts. */
function networkOrder(hex: string): string {
  return hex.replace(/(..)(..)(..)(..)/g, '$4$3$2$1').toLowerCase();
}

import { type ImpairmentKind, impairmentKinds, type LinkLimit, linkDirections } from '@pineapple/core';
import { readLineInShell } from '../../system/program-shell.ts';
import { staticProgram } from '../../system/static-program.ts';
import { isShaped } from './shaper/shaper-lines.ts';

/** What the kernel has for the quality of links. */
export interface KernelFeatures {
  /** The queue that delays, doubles and corrupts frames. */
  readonly netem: boolean;
  /** TAP devices and eBPF, with which the program `shaper` does what netem does. */
  readonly shaper: boolean;
  /** The token bucket filter. */
  readonly tbf: boolean;
  /** Classic BPF programs as classifiers that drop frames. */
  readonly bpf: boolean;
  /** Devices that let frames wait which come out of a container. */
  readonly ifb: boolean;
  /** nftables that count frames, keep a state from frame to frame, and pass frames on to another device. */
  readonly nft: boolean;
  /** The program tcpdump, which compiles filters. */
  readonly tcpdump: boolean;
}

/** Runs in a namespace of its own, which is gone afterwards. $1: the program `shaper`. Prints what works, on one line. */
const probe = `
exec 2>/dev/null
ip link add p0 type veth peer name p1
found=
tc qdisc add dev p0 root netem delay 1ms && found="$found netem"
tc qdisc del dev p0 root
tc qdisc add dev p0 root tbf rate 1mbit burst 2000 limit 4000 && found="$found tbf"
tc qdisc add dev p0 clsact
tc filter add dev p0 ingress bpf direct-action bytecode "1,6 0 0 2" && found="$found bpf"
ip link add p2 type ifb && tc filter add dev p0 ingress u32 match u8 0 0 action mirred egress redirect dev p2 && found="$found ifb"
nft -f - <<RULES && found="$found nft"
table bridge p {
set s { typeof meta oif; flags dynamic; size 4; }
chain c {
type filter hook postrouting priority 0;
meta oif @s numgen random mod 9 < 1 delete @s { meta oif }
numgen inc mod 9 == 8 drop
}
}
table netdev p {
chain c {
type filter hook ingress device "p0" priority 0;
numgen random mod 9 < 1 drop
fwd to "p1"
}
}
RULES
tcpdump -O -y EN10MB -ddd icmp >/dev/null && found="$found tcpdump"
"$1" try p0 && found="$found shaper"
echo "$found"
`;

/** Tries what the kernel has. It loads modules that are installed. */
export async function readKernelFeatures(): Promise<KernelFeatures> {
  const shaper = await staticProgram('shaper').catch(() => 'false');
  const line = await readLineInShell('unshare', ['--net', 'sh', '-c', probe, 'sh', shaper]);
  const found = new Set(line.split(' '));
  return {
    netem: found.has('netem'),
    shaper: found.has('shaper'),
    tbf: found.has('tbf'),
    bpf: found.has('bpf'),
    ifb: found.has('ifb'),
    nft: found.has('nft'),
    tcpdump: found.has('tcpdump'),
  };
}

/** Whether frames wait in the program `shaper`. It relies on BPF classifiers, by which they pass it only once. */
export function usesShaper({ netem, shaper, bpf }: KernelFeatures): boolean {
  return !netem && shaper && bpf;
}

/** What a host with these features can't give links. */
export function linkLimits(features: KernelFeatures): readonly LinkLimit[] {
  const { bpf, ifb, nft } = features;
  return linkDirections.flatMap((direction) =>
    impairmentKinds.flatMap((impairment): LinkLimit[] => {
      const lacks = lacking(impairment, features);
      if (lacks !== null) return [{ impairment, direction, lacks }];
      const dropsAtOnce =
        dropKinds.has(impairment) || (impairment === 'loss' && bpf) || (impairment === 'spells' && nft);
      if (usesShaper(features) && isShaped(impairment)) return [];
      const waits = direction === 'fromContainer' && !dropsAtOnce;
      return waits && !ifb ? [{ impairment, direction, lacks: 'ifb devices (CONFIG_IFB)' }] : [];
    }),
  );
}

const dropKinds: ReadonlySet<ImpairmentKind> = new Set(['bursts', 'nth', 'matching']);
const nftNeeds =
  'nftables with these parts: CONFIG_NF_TABLES_NETDEV, CONFIG_NF_TABLES_BRIDGE, CONFIG_NFT_NUMGEN, CONFIG_NFT_FWD_NETDEV';

/** What a kind lacks in any direction. */
function lacking(impairment: ImpairmentKind, features: KernelFeatures): string | null {
  const { netem, tbf, bpf, nft, tcpdump } = features;
  const bpfNeeds = 'BPF classifiers (CONFIG_NET_CLS_BPF)';
  switch (impairment) {
    case 'rate':
    case 'oversize':
      return tbf ? null : 'the token bucket filter (CONFIG_NET_SCH_TBF)';
    case 'loss':
      return bpf || netem ? null : bpfNeeds;
    case 'bursts':
    case 'nth':
      return nft ? null : nftNeeds;
    case 'spells':
      return nft || netem ? null : nftNeeds;
    case 'matching':
      return !bpf ? bpfNeeds : tcpdump ? null : 'the program tcpdump';
    default:
      return netem || usesShaper(features) ? null : 'netem (CONFIG_NET_SCH_NETEM)';
  }
}

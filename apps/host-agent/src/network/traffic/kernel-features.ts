import { impairmentKinds, type LinkLimit, linkDirections } from '@pineapple/core';
import { readLineInShell } from '../../system/program-shell.ts';

/** What the kernel has for the quality of links. */
export interface KernelFeatures {
  /** The queue that delays, doubles and corrupts frames. */
  readonly netem: boolean;
  /** The token bucket filter. */
  readonly tbf: boolean;
  /** Classic BPF programs as classifiers that drop frames. */
  readonly bpf: boolean;
  /** Devices that let frames wait which come out of a container. */
  readonly ifb: boolean;
}

/** Runs in a namespace of its own, which is gone afterwards. Prints what works, on one line. */
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
echo "$found"
`;

/** Tries what the kernel has. It loads modules that are installed. */
export async function readKernelFeatures(): Promise<KernelFeatures> {
  const found = new Set((await readLineInShell('unshare', ['--net', 'sh', '-c', probe])).split(' '));
  return {
    netem: found.has('netem'),
    tbf: found.has('tbf'),
    bpf: found.has('bpf'),
    ifb: found.has('ifb'),
  };
}

/** What a host with these features can't give links. */
export function linkLimits({ netem, tbf, bpf, ifb }: KernelFeatures): readonly LinkLimit[] {
  return linkDirections.flatMap((direction) =>
    impairmentKinds.flatMap((impairment): LinkLimit[] => {
      const dropsAtOnce = impairment === 'loss' && bpf;
      const lacks =
        impairment === 'rate'
          ? !tbf && 'the token bucket filter (CONFIG_NET_SCH_TBF)'
          : impairment === 'loss'
            ? !bpf && !netem && 'BPF classifiers (CONFIG_NET_CLS_BPF)'
            : !netem && 'netem (CONFIG_NET_SCH_NETEM)';
      if (lacks !== false) return [{ impairment, direction, lacks }];
      const waits = direction === 'fromContainer' && !dropsAtOnce;
      return waits && !ifb ? [{ impairment, direction, lacks: 'ifb devices (CONFIG_IFB)' }] : [];
    }),
  );
}

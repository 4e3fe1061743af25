import { type Impairment, inSeries, kindsIn, type LinkQuality } from '@pineapple/core';
import { waitingDevice } from '../link-names.ts';
import type { KernelFeatures } from './kernel-features.ts';
import { shapingQueues } from './shaping-queues.ts';

/** The host's end of one wire. */
export interface WireEnd {
  readonly name: string;
  readonly quality: LinkQuality;
}

/** A network's wires on this host. */
export interface NetworkWires {
  /** Whether its two wires are a cable. */
  readonly isCable: boolean;
  /** In bytes. */
  readonly mtu: number;
  readonly ends: readonly WireEnd[];
}

/** The commands for one end, in the lab's namespace, when nothing of an earlier quality is left. */
export interface EndCommands {
  readonly end: string;
  /** Lines for `ip`. */
  readonly links: readonly string[];
  /** Lines for `tc`, which come after those of every end. */
  readonly rules: readonly string[];
}

/** Passes all frames on. Filters are asked in the order of their preference. */
const everyFrame = 'pref 20 protocol all u32 match u8 0 0';

/**
 * The commands that give a network's wires their quality. A host's end of a wire sends what enters the container, and
 * receives what comes out. A cable passes each frame from one end to the other before the bridge sees it, link-local
 * ones too. So there both impairments of a direction act as one where the frame enters the other container, and both
 * lose their carrier when one is unplugged.
 */
export function trafficCommands(wires: NetworkWires, features: KernelFeatures): readonly EndCommands[] {
  const { isCable, ends } = wires;
  const isUp = ends.every(({ quality }) => quality.up);
  return ends.map((own, index) => {
    const other = isCable ? (ends[1 - index] ?? null) : null;
    const isLinkUp = other === null ? own.quality.up : isUp;
    const entering =
      other === null
        ? own.quality.toContainer
        : inSeries(other.quality.fromContainer, own.quality.toContainer);
    const into = sending(own.name, entering, wires, features);
    const out =
      other === null
        ? receiving(own.name, own.quality.fromContainer, wires, features)
        : {
            links: [],
            rules: [],
            filters: [`ingress ${everyFrame} action mirred egress redirect dev ${other.name}`],
          };
    const filters = [...into.filters, ...out.filters].map((each) => `filter add dev ${own.name} ${each}`);
    return {
      end: own.name,
      links: [`link set dev ${own.name} ${isLinkUp ? 'up' : 'down'}`, ...out.links],
      rules: [
        ...into.rules,
        ...out.rules,
        ...(filters.length > 0 ? [`qdisc add dev ${own.name} clsact`] : []),
        ...filters,
      ],
    };
  });
}

interface Parts {
  readonly links: readonly string[];
  readonly rules: readonly string[];
  /** What follows `filter add dev <end>`. */
  readonly filters: readonly string[];
}

/** For the frames that an end sends. */
function sending(
  end: string,
  impairment: Impairment,
  { mtu }: NetworkWires,
  features: KernelFeatures,
): Parts {
  const { dropped, rest } = split(impairment, features);
  return {
    links: [],
    rules: shapingQueues(end, rest, mtu),
    filters: dropped > 0 ? [`egress ${dropping(dropped)}`] : [],
  };
}

/** For the frames that an end receives. The kernel has no queue there, so that they wait in a device of their own. */
function receiving(
  end: string,
  impairment: Impairment,
  { mtu }: NetworkWires,
  features: KernelFeatures,
): Parts {
  const { dropped, rest } = split(impairment, features);
  const drops = dropped > 0 ? [`ingress ${dropping(dropped)}`] : [];
  if (kindsIn(rest).length === 0) return { links: [], rules: [], filters: drops };
  const device = waitingDevice(end);
  return {
    links: [`link add ${device} type ifb`, `link set dev ${device} up`],
    rules: shapingQueues(device, rest, mtu),
    filters: [...drops, `ingress ${everyFrame} action mirred egress redirect dev ${device}`],
  };
}

/** What a filter drops at once, and what takes a queue. */
function split(impairment: Impairment, { bpf }: KernelFeatures): { dropped: number; rest: Impairment } {
  if (!bpf) return { dropped: 0, rest: impairment };
  return { dropped: impairment.lossPercent, rest: { ...impairment, lossPercent: 0 } };
}

/** The number that the kernel draws for each frame is below this one. */
const draws = 2 ** 32;

/**
 * A filter that drops frames at random. Its classic BPF program reads a random number (SKF_AD_RANDOM), and answers
 * TC_ACT_SHOT (2) if it is below the bound, or TC_ACT_UNSPEC (-1), by which the next filter is asked.
 */
function dropping(percent: number): string {
  const bound = Math.round((percent / 100) * draws);
  const program =
    bound >= draws ? ['6 0 0 2'] : ['32 0 0 4294963256', `53 0 1 ${bound}`, '6 0 0 4294967295', '6 0 0 2'];
  return `pref 10 protocol all bpf direct-action bytecode "${[program.length, ...program].join(',')}"`;
}

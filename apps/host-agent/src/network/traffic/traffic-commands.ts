import { type Impairment, inSeries, kindsIn, type LinkQuality, noImpairment } from '@pineapple/core';
import { enteringDevice, waitingDevice } from '../link-names.ts';
import { bridgeTable, cableTable, dropsByCount } from './counted-drops.ts';
import type { FilterPrograms } from './filter-programs.ts';
import { type KernelFeatures, usesShaper } from './kernel-features.ts';
import { needsShaper, shaperLine, withoutShaped } from './shaper/shaper-lines.ts';
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
  /** Lines for the program `shaper`, which come first: they make devices. */
  readonly shapes: readonly string[];
  /** Lines for `ip`. */
  readonly links: readonly string[];
  /** Lines for `tc`, which come after those of every end. */
  readonly rules: readonly string[];
  /** Lines for `nft`. */
  readonly tables: readonly string[];
}

/** Passes all frames on. Filters are asked in the order of their preference. */
const everyFrame = 'pref 20 protocol all u32 match u8 0 0';

/**
 * The commands that give a network's wires their quality. A host's end of a wire sends what enters the container, and
 * receives what comes out. A cable passes each frame from one end to the other before the bridge sees it, link-local
 * ones too. So there both impairments of a direction act where the frame enters the other container, and both
 * lose their carrier when one is unplugged.
 *
 * @param programs those of all filters of these wires
 */
export function trafficCommands(
  wires: NetworkWires,
  features: KernelFeatures,
  programs: FilterPrograms = new Map(),
): readonly EndCommands[] {
  const { isCable, ends, mtu } = wires;
  const isUp = ends.every(({ quality }) => quality.up);
  return ends.map((own, index) => {
    const other = isCable ? (ends[1 - index] ?? null) : null;
    const { toContainer, fromContainer } = own.quality;
    const isLinkUp = other === null ? own.quality.up : isUp;
    const entering = other === null ? [toContainer] : [other.quality.fromContainer, toContainer];
    const passed = (other === null ? [] : [fromContainer, other.quality.toContainer]).map((stage) =>
      counted(stage, features),
    );
    const into = sending(own.name, split(entering, features, programs), mtu, usesShaper(features));
    const out =
      other === null
        ? receiving(own.name, split([fromContainer], features, programs), mtu, usesShaper(features))
        : {
            shapes: [],
            links: [],
            rules: [],
            filters: passed.some(dropsByCount) ? [] : [passing(other.name)],
          };
    const filters = [...into.filters, ...out.filters].map((each) => `filter add dev ${own.name} ${each}`);
    return {
      end: own.name,
      shapes: [...into.shapes, ...out.shapes],
      links: [`link set dev ${own.name} ${isLinkUp ? 'up' : 'down'}`, ...out.links],
      rules: [
        ...into.rules,
        ...out.rules,
        ...(filters.length > 0 ? [`qdisc add dev ${own.name} clsact`] : []),
        ...filters,
      ],
      tables:
        other === null
          ? bridgeTable(own.name, {
              in: counted(fromContainer, features),
              out: counted(toContainer, features),
            })
          : cableTable(own.name, other.name, passed),
    };
  });
}

/** The filters in the quality of these wires. */
export function filtersOf({ ends }: NetworkWires): ReadonlySet<string> {
  const all = ends.flatMap(({ quality }) => [quality.toContainer, quality.fromContainer]);
  return new Set(all.flatMap(({ dropMatching }) => dropMatching ?? []));
}

interface Parts {
  readonly shapes: readonly string[];
  readonly links: readonly string[];
  readonly rules: readonly string[];
  /** What follows `filter add dev <end>`. */
  readonly filters: readonly string[];
}

/** What a frame meets in one direction. */
interface Way {
  /** Programs that drop frames at once. */
  readonly drops: readonly string[];
  /** What takes a queue. */
  readonly rest: Impairment;
  /** What takes further queues of netem. */
  readonly more: readonly Impairment[];
}

/** For the frames that an end sends. Those that `shaper` sends on come here a second time. */
function sending(end: string, { drops, rest, more }: Way, mtu: number, mayShape: boolean): Parts {
  if (mayShape && needsShaper(rest)) {
    const device = enteringDevice(end);
    return {
      shapes: [shaperLine(device, 'out', end, rest)],
      links: [],
      rules: shapingQueues(device, withoutShaped(rest), mtu),
      filters: [
        `egress ${passesMarked(marks.out)}`,
        ...filterLines('egress', drops),
        `egress ${everyFrame} action mirred egress redirect dev ${device}`,
      ],
    };
  }
  return {
    shapes: [],
    links: [],
    rules: shapingQueues(end, rest, mtu, more),
    filters: filterLines('egress', drops),
  };
}

/** For the frames that an end receives. The kernel has no queue there, so that they wait in a device of their own. */
function receiving(end: string, { drops, rest, more }: Way, mtu: number, mayShape: boolean): Parts {
  const filters = filterLines('ingress', drops);
  if (kindsIn(rest).length === 0) return { shapes: [], links: [], rules: [], filters };
  const device = waitingDevice(end);
  const redirect = `ingress ${everyFrame} action mirred egress redirect dev ${device}`;
  if (mayShape && needsShaper(rest)) {
    return {
      shapes: [shaperLine(device, 'in', end, rest)],
      links: [],
      rules: shapingQueues(device, withoutShaped(rest), mtu),
      filters: [`ingress ${passesMarked(marks.in)}`, ...filters, redirect],
    };
  }
  return {
    shapes: [],
    links: [`link add ${device} type ifb`, `link set dev ${device} up`],
    rules: shapingQueues(device, rest, mtu, more),
    filters: [...filters, redirect],
  };
}

/** By which `shaper` (native/tap.h) marks frames that have passed it. No frame from a container has a mark. */
const marks = { in: 0x504e0001, out: 0x504e0002 };

/** Lets a frame with a mark pass (TC_ACT_OK), and leaves the others to the next filters. It reads SKF_AD_MARK. */
function passesMarked(mark: number): string {
  const program = ['32 0 0 4294963220', `21 0 1 ${mark}`, '6 0 0 0', '6 0 0 4294967295'];
  return `pref 5 protocol all bpf direct-action bytecode "${bytecodeOf(program)}"`;
}

/** For a cable whose frames nftables don't pass on. */
function passing(other: string): string {
  return `ingress ${everyFrame} action mirred egress redirect dev ${other}`;
}

function filterLines(way: 'egress' | 'ingress', programs: readonly string[]): string[] {
  return programs.map((bytecode, index) => {
    return `${way} pref ${10 + index} protocol all bpf direct-action bytecode "${bytecode}"`;
  });
}

/** What filters drop at once, and what takes a queue. What nftables count is in neither. */
function split(stages: readonly Impairment[], { bpf, nft }: KernelFeatures, programs: FilterPrograms): Way {
  const atRandom = stages.map((stage) => (stage.lossBurst > 0 ? { ...stage, lossPercent: 0 } : stage));
  const [spell, ...more] = nft ? [] : stages.flatMap(spellsOf);
  const sum = { ...atRandom.reduce(inSeries, noImpairment), ...spell };
  const matching = stages.flatMap(({ dropMatching }) => {
    const program = dropMatching === null ? undefined : programs.get(dropMatching);
    return program === undefined ? [] : [bytecodeOf(program)];
  });
  const further = more.map((each) => ({ ...noImpairment, ...each }));
  if (!bpf) return { drops: [], rest: sum, more: further };
  const random = sum.lossPercent > 0 ? [bytecodeOf(randomDrops(sum.lossPercent))] : [];
  return { drops: [...random, ...matching], rest: { ...sum, lossPercent: 0 }, more: further };
}

/** The model of Gilbert and Elliott, for netem where there is no nftables. */
function spellsOf({ lossStartPercent, lossEndPercent, lossBadPercent, lossGoodPercent }: Impairment) {
  return lossStartPercent > 0 ? [{ lossStartPercent, lossEndPercent, lossBadPercent, lossGoodPercent }] : [];
}

/** An impairment as nftables know it. */
function counted(impairment: Impairment, { nft }: KernelFeatures): Impairment {
  return nft ? impairment : { ...impairment, lossStartPercent: 0 };
}

/** The number that the kernel draws for each frame is below this one. */
const draws = 2 ** 32;

/**
 * A classic BPF program that drops frames at random. It reads a random number (SKF_AD_RANDOM), and answers TC_ACT_SHOT (2) if
 * it is below the bound, or TC_ACT_UNSPEC (-1), by which the next filter is asked.
 */
function randomDrops(percent: number): readonly string[] {
  const bound = Math.round((percent / 100) * draws);
  return bound >= draws
    ? ['6 0 0 2']
    : ['32 0 0 4294963256', `53 0 1 ${bound}`, '6 0 0 4294967295', '6 0 0 2'];
}

function bytecodeOf(program: readonly string[]): string {
  return [program.length, ...program].join(',');
}

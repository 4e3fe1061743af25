import { type Impairment, noImpairment, perfectLink } from '@pineapple/core';
import { describe, expect, it } from 'vitest';
import { type KernelFeatures, linkLimits } from './kernel-features.ts';
import { trafficCommands, type WireEnd } from './traffic-commands.ts';

const full: KernelFeatures = { netem: true, tbf: true, bpf: true, ifb: true };
const withoutNetem: KernelFeatures = { ...full, netem: false };

function end(
  name: string,
  toContainer: Partial<Impairment> = {},
  fromContainer: Partial<Impairment> = {},
  up = true,
): WireEnd {
  return {
    name,
    quality: {
      up,
      toContainer: { ...noImpairment, ...toContainer },
      fromContainer: { ...noImpairment, ...fromContainer },
    },
  };
}

function commands(ends: readonly WireEnd[], features = full, isCable = false) {
  return trafficCommands({ isCable, mtu: 1500, ends }, features);
}

const tenPercent =
  'bpf direct-action bytecode "4,32 0 0 4294963256,53 0 1 429496730,6 0 0 4294967295,6 0 0 2"';

describe('a wire of a switch', () => {
  it('takes no rules when it is perfect', () => {
    expect(commands([end('pbaaaaaannnnnn'), end('pbbbbbbbnnnnnn', {}, {}, false)])).toEqual([
      { end: 'pbaaaaaannnnnn', links: ['link set dev pbaaaaaannnnnn up'], rules: [] },
      { end: 'pbbbbbbbnnnnnn', links: ['link set dev pbbbbbbbnnnnnn down'], rules: [] },
    ]);
  });

  it('drops frames where they enter the container and where they come out', () => {
    const [made] = commands([end('pbaaaaaannnnnn', { lossPercent: 10 }, { lossPercent: 100 })]);
    expect(made?.rules).toEqual([
      'qdisc add dev pbaaaaaannnnnn clsact',
      `filter add dev pbaaaaaannnnnn egress pref 10 protocol all ${tenPercent}`,
      'filter add dev pbaaaaaannnnnn ingress pref 10 protocol all bpf direct-action bytecode "1,6 0 0 2"',
    ]);
  });

  it('limits the rate into the container on its own queue, and out of it on a waiting device', () => {
    const [made] = commands(
      [end('pbaaaaaannnnnn', { rateKbit: 8000 }, { rateKbit: 64, lossPercent: 10 })],
      withoutNetem,
    );
    expect(made).toEqual({
      end: 'pbaaaaaannnnnn',
      links: [
        'link set dev pbaaaaaannnnnn up',
        'link add pfaaaaaannnnnn type ifb',
        'link set dev pfaaaaaannnnnn up',
      ],
      rules: [
        'qdisc add dev pbaaaaaannnnnn root handle 1: tbf rate 8000kbit burst 5000 limit 105000',
        'qdisc add dev pfaaaaaannnnnn root handle 1: tbf rate 64kbit burst 1518 limit 31878',
        'qdisc add dev pbaaaaaannnnnn clsact',
        `filter add dev pbaaaaaannnnnn ingress pref 10 protocol all ${tenPercent}`,
        'filter add dev pbaaaaaannnnnn ingress pref 20 protocol all u32 match u8 0 0 action mirred egress redirect dev pfaaaaaannnnnn',
      ],
    });
  });

  it('delays with netem, and limits the rate inside of it', () => {
    const [made] = commands([
      end('pbaaaaaannnnnn', {
        ...{ delayMs: 300, jitterMs: 0.25, rateKbit: 8000, reorderPercent: 25 },
        ...{ corruptPercent: 0.01, duplicatePercent: 1, lossPercent: 10 },
      }),
    ]);
    expect(made?.rules.slice(0, 2)).toEqual([
      'qdisc add dev pbaaaaaannnnnn root handle 1: netem limit 1301 delay 300ms 0.25ms corrupt 0.01% duplicate 1% reorder 25%',
      'qdisc add dev pbaaaaaannnnnn parent 1:1 handle 2: tbf rate 8000kbit burst 5000 limit 105000',
    ]);
    expect(made?.rules.at(-1)).toContain('egress pref 10');
  });

  it('leaves the loss to netem where the kernel has no BPF classifiers', () => {
    const [made] = commands([end('pbaaaaaannnnnn', {}, { lossPercent: 0.5 })], { ...full, bpf: false });
    expect(made?.rules[0]).toBe('qdisc add dev pfaaaaaannnnnn root handle 1: netem limit 1000 loss 0.5%');
  });
});

describe('a cable', () => {
  it('passes frames from end to end, with what both links do to them', () => {
    const ends = [
      end('pbaaaaaannnnnn', {}, { lossPercent: 5, rateKbit: 64 }),
      end('pbbbbbbbnnnnnn', { lossPercent: 5, rateKbit: 128 }),
    ];
    const [a, b] = commands(ends, withoutNetem, true);
    expect(a).toEqual({
      end: 'pbaaaaaannnnnn',
      links: ['link set dev pbaaaaaannnnnn up'],
      rules: [
        'qdisc add dev pbaaaaaannnnnn clsact',
        'filter add dev pbaaaaaannnnnn ingress pref 20 protocol all u32 match u8 0 0 action mirred egress redirect dev pbbbbbbbnnnnnn',
      ],
    });
    // 1 - 0.95 × 0.95 = 9.75 %
    const bound = Math.round(0.0975 * 2 ** 32);
    expect(b?.rules).toEqual([
      'qdisc add dev pbbbbbbbnnnnnn root handle 1: tbf rate 64kbit burst 1518 limit 31878',
      'qdisc add dev pbbbbbbbnnnnnn clsact',
      `filter add dev pbbbbbbbnnnnnn egress pref 10 protocol all bpf direct-action bytecode "4,32 0 0 4294963256,53 0 1 ${bound},6 0 0 4294967295,6 0 0 2"`,
      'filter add dev pbbbbbbbnnnnnn ingress pref 20 protocol all u32 match u8 0 0 action mirred egress redirect dev pbaaaaaannnnnn',
    ]);
  });

  it('loses its carrier at both ends when one is unplugged', () => {
    const made = commands([end('pbaaaaaannnnnn', {}, {}, false), end('pbbbbbbbnnnnnn')], full, true);
    expect(made.map(({ links }) => links)).toEqual([
      ['link set dev pbaaaaaannnnnn down'],
      ['link set dev pbbbbbbbnnnnnn down'],
    ]);
  });
});

describe('what a kernel can give links', () => {
  const missing = (features: KernelFeatures) =>
    linkLimits(features).map(({ impairment, direction, lacks }) => `${impairment} ${direction} ${lacks}`);

  it('is all with netem, and loss and rate without it', () => {
    expect(linkLimits(full)).toEqual([]);
    expect(new Set(linkLimits(withoutNetem).map(({ impairment }) => impairment))).toEqual(
      new Set(['delay', 'jitter', 'corruption', 'duplication', 'reordering']),
    );
    expect(linkLimits(withoutNetem)[0]?.lacks).toBe('netem (CONFIG_NET_SCH_NETEM)');
  });

  it('is less out of a container where nothing can wait', () => {
    expect(missing({ ...withoutNetem, ifb: false }).filter((each) => each.includes('ifb'))).toEqual([
      'rate fromContainer ifb devices (CONFIG_IFB)',
    ]);
    expect(missing({ ...full, ifb: false })).not.toContainEqual(expect.stringMatching(/loss|toContainer/));
  });

  it('is nothing on a kernel that has none of it', () => {
    expect(linkLimits({ netem: false, tbf: false, bpf: false, ifb: false })).toHaveLength(14);
  });

  it('never gives a command for what is perfect', () => {
    expect(
      trafficCommands({ isCable: false, mtu: 1500, ends: [{ name: 'pbx', quality: perfectLink }] }, full),
    ).toEqual([{ end: 'pbx', links: ['link set dev pbx up'], rules: [] }]);
  });
});

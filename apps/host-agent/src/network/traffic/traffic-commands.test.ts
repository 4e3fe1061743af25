import { type Impairment, impairmentKinds, noImpairment, perfectLink } from '@pineapple/core';
import { describe, expect, it } from 'vitest';
import { toDropProgram } from './filter-programs.ts';
import { type KernelFeatures, linkLimits } from './kernel-features.ts';
import { trafficCommands, type WireEnd } from './traffic-commands.ts';

const full: KernelFeatures = {
  ...{ netem: true, shaper: true, tbf: true, bpf: true, ifb: true, nft: true, tcpdump: true },
};
const none: KernelFeatures = {
  ...{ netem: false, shaper: false, tbf: false, bpf: false, ifb: false, nft: false, tcpdump: false },
};
const withShaper: KernelFeatures = { ...full, netem: false };
const withoutNetem: KernelFeatures = { ...withShaper, shaper: false };

function end(
  name: string,
  toContainer: Partial<Impairment> = {},
  fromContainer: Partial<Impairment> = {},
  up = true,
): WireEnd {
  return {
    name,
    quality: {
      ...{ up, outage: null },
      toContainer: { ...noImpairment, ...toContainer },
      fromContainer: { ...noImpairment, ...fromContainer },
    },
  };
}

function commands(ends: readonly WireEnd[], features = full, isCable = false) {
  return trafficCommands({ isCable, mtu: 1500, ends }, features, programs);
}

/** As `tcpdump -ddd arp` makes it. */
const programs = new Map([['arp', toDropProgram('40 0 0 12 21 0 1 2054 6 0 0 262144 6 0 0 0'.split(' '))]]);
const dropsArp = 'bpf direct-action bytecode "4,40 0 0 12,21 0 1 2054,6 0 0 2,6 0 0 4294967295"';
const tenPercent =
  'bpf direct-action bytecode "4,32 0 0 4294963256,53 0 1 429496730,6 0 0 4294967295,6 0 0 2"';

describe('a wire of a switch', () => {
  it('takes no rules when it is perfect', () => {
    expect(commands([end('pbaaaaaannnnnn'), end('pbbbbbbbnnnnnn', {}, {}, false)])).toEqual([
      { end: 'pbaaaaaannnnnn', shapes: [], links: ['link set dev pbaaaaaannnnnn up'], rules: [], tables: [] },
      {
        end: 'pbbbbbbbnnnnnn',
        shapes: [],
        links: ['link set dev pbbbbbbbnnnnnn down'],
        rules: [],
        tables: [],
      },
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
      shapes: [],
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
      tables: [],
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

  it.each([
    ['UNIFORM', ''],
    ['NORMAL', ' distribution normal'],
    ['PARETO', ' distribution pareto'],
    ['PARETO_NORMAL', ' distribution paretonormal'],
  ] as const)('varies the delay by the %s distribution', (jitterDistribution, words) => {
    const [made] = commands([end('pbaaaaaannnnnn', { delayMs: 3, jitterMs: 1, jitterDistribution })]);
    expect(made?.rules[0]).toMatch(new RegExp(`netem limit \\d+ delay 3ms 1ms${words}$`));
  });

  it('has the burst and the queue of a rate that are wanted, and at least one frame of burst', () => {
    const rate = { rateKbit: 8000, rateBurstBytes: 20_000, rateQueueMs: 50 };
    const ends = [end('pbaaaaaannnnnn', rate, { ...rate, rateBurstBytes: 100, rateQueueMs: 0 })];
    expect(commands(ends)[0]?.rules.slice(0, 2)).toEqual([
      'qdisc add dev pbaaaaaannnnnn root handle 1: tbf rate 8000kbit burst 20000 limit 70000',
      'qdisc add dev pfaaaaaannnnnn root handle 1: tbf rate 8000kbit burst 1518 limit 1518',
    ]);
    // On a cable, those of the slower link.
    const cable = [
      end('pbaaaaaannnnnn', {}, { rateKbit: 9000, rateQueueMs: 1 }),
      end('pbbbbbbbnnnnnn', rate),
    ];
    expect(commands(cable, full, true)[1]?.rules[0]).toContain('rate 8000kbit burst 20000 limit 70000');
  });

  it('leaves the model of Gilbert and Elliott to netem where the kernel has no nftables', () => {
    const spells = { lossStartPercent: 1, lossEndPercent: 30, lossBadPercent: 90, lossGoodPercent: 0.5 };
    const kernel = { ...full, nft: false };
    const [made] = commands([end('pbaaaaaannnnnn', { ...spells, delayMs: 1, lossPercent: 10 })], kernel);
    expect(made?.tables).toEqual([]);
    expect(made?.rules[0]).toBe(
      'qdisc add dev pbaaaaaannnnnn root handle 1: netem limit 1125 delay 1ms loss gemodel 1% 30% 90% 0.5%',
    );
    const cable = [
      end('pbaaaaaannnnnn', {}, { ...spells, lossGoodPercent: 0 }),
      end('pbbbbbbbnnnnnn', spells),
    ];
    expect(commands(cable, kernel, true)[1]?.rules.slice(0, 2)).toEqual([
      'qdisc add dev pbbbbbbbnnnnnn root handle 1: netem limit 1000 loss gemodel 1% 30% 90% 0%',
      'qdisc add dev pbbbbbbbnnnnnn parent 1:1 handle 2: netem limit 1000 loss gemodel 1% 30% 90% 0.5%',
    ]);
  });

  it('leaves the loss to netem where the kernel has no BPF classifiers', () => {
    const [made] = commands([end('pbaaaaaannnnnn', {}, { lossPercent: 0.5 })], { ...full, bpf: false });
    expect(made?.rules[0]).toBe('qdisc add dev pfaaaaaannnnnn root handle 1: netem limit 1000 loss 0.5%');
  });
});

describe('a wire without netem', () => {
  const passed = (mark: number) =>
    `pref 5 protocol all bpf direct-action bytecode "4,32 0 0 4294963220,21 0 1 ${mark},6 0 0 0,6 0 0 4294967295"`;

  it('lets frames wait in a program that sends them on with a mark, after drops and the rate', () => {
    const [made] = commands(
      [
        end(
          'pbaaaaaannnnnn',
          { delayMs: 20, jitterMs: 0.5, jitterDistribution: 'NORMAL', rateKbit: 8000, lossPercent: 10 },
          {
            delayMs: 300,
            corruptPercent: 0.01,
            duplicatePercent: 1,
            reorderPercent: 25,
            dropMatching: 'arp',
          },
        ),
      ],
      withShaper,
    );
    expect(made).toEqual({
      end: 'pbaaaaaannnnnn',
      shapes: [
        'set pdaaaaaannnnnn out pbaaaaaannnnnn 20000 500 1 0 0 0 2048',
        'set pfaaaaaannnnnn in pbaaaaaannnnnn 300000 0 0 100 10000 250000 16384',
      ],
      links: ['link set dev pbaaaaaannnnnn up'],
      rules: [
        'qdisc add dev pdaaaaaannnnnn root handle 1: tbf rate 8000kbit burst 5000 limit 105000',
        'qdisc add dev pbaaaaaannnnnn clsact',
        `filter add dev pbaaaaaannnnnn egress ${passed(1347289090)}`,
        `filter add dev pbaaaaaannnnnn egress pref 10 protocol all ${tenPercent}`,
        'filter add dev pbaaaaaannnnnn egress pref 20 protocol all u32 match u8 0 0 action mirred egress redirect dev pdaaaaaannnnnn',
        `filter add dev pbaaaaaannnnnn ingress ${passed(1347289089)}`,
        `filter add dev pbaaaaaannnnnn ingress pref 10 protocol all ${dropsArp}`,
        'filter add dev pbaaaaaannnnnn ingress pref 20 protocol all u32 match u8 0 0 action mirred egress redirect dev pfaaaaaannnnnn',
      ],
      tables: [],
    });
  });

  it('is the end where a frame enters on a cable, and needs no program for a rate alone', () => {
    const ends = [end('pbaaaaaannnnnn', {}, { delayMs: 1 }), end('pbbbbbbbnnnnnn', { delayMs: 2 })];
    const made = commands(ends, withShaper, true);
    expect(made.map(({ shapes }) => shapes)).toEqual([
      [],
      ['set pdbbbbbbnnnnnn out pbbbbbbbnnnnnn 3000 0 0 0 0 0 2048'],
    ]);
    expect(commands([end('pbaaaaaannnnnn', { rateKbit: 64 })], withShaper)[0]?.shapes).toEqual([]);
  });

  it('can do what netem does, in both directions and without ifb devices', () => {
    expect(linkLimits({ ...withShaper, ifb: false }).map(({ impairment }) => impairment)).toEqual([
      'oversize',
      'rate',
    ]);
    expect(linkLimits({ ...withShaper, bpf: false }).map(({ impairment }) => impairment)).toContain('delay');
  });
});

describe('drops on a switch', () => {
  it('are by a filter after those at random, in both directions', () => {
    const drop = { dropMatching: 'arp' };
    const [made] = commands([end('pbaaaaaannnnnn', { ...drop, lossPercent: 10 }, drop)], withoutNetem);
    expect(made?.links).toEqual(['link set dev pbaaaaaannnnnn up']);
    expect(made?.rules).toEqual([
      'qdisc add dev pbaaaaaannnnnn clsact',
      `filter add dev pbaaaaaannnnnn egress pref 10 protocol all ${tenPercent}`,
      `filter add dev pbaaaaaannnnnn egress pref 11 protocol all ${dropsArp}`,
      `filter add dev pbaaaaaannnnnn ingress pref 10 protocol all ${dropsArp}`,
    ]);
  });

  it('are by the size of packets in a bucket that never empties, before the rate', () => {
    const [made] = commands([end('pbaaaaaannnnnn', { blackHoleMtu: 1400, rateKbit: 8000, delayMs: 1 })]);
    expect(made?.rules).toEqual([
      'qdisc add dev pbaaaaaannnnnn root handle 1: netem limit 1001 delay 1ms',
      'qdisc add dev pbaaaaaannnnnn parent 1:1 handle 2: tbf rate 1tbit burst 1414 limit 1000000',
      'qdisc add dev pbaaaaaannnnnn parent 2:1 handle 3: tbf rate 8000kbit burst 5000 limit 105000',
    ]);
  });

  it('are by their number and in bursts where the bridge receives and sends', () => {
    // 20 % in bursts of 4: 1/16 of the frames begin one, 1/4 end one. 4/15 do, as 1/16 of those begin the next.
    const bursts = { lossPercent: 20, lossBurst: 4 };
    const [made] = commands([end('pbaaaaaannnnnn', bursts, { dropEvery: 3 })], withoutNetem);
    expect(made?.rules).toEqual([]);
    expect(made?.tables).toEqual([
      'table bridge pbaaaaaannnnnn {',
      'chain in {',
      'type filter hook prerouting priority 0;',
      'iifname "pbaaaaaannnnnn" numgen inc mod 3 == 2 drop',
      '}',
      'set burst_out { typeof meta oif; flags dynamic; size 65535; }',
      'chain out {',
      'type filter hook postrouting priority 0;',
      'oifname "pbaaaaaannnnnn" meta oif @burst_out numgen random mod 1000000 < 266667 delete @burst_out { meta oif }',
      'oifname "pbaaaaaannnnnn" numgen random mod 1000000 < 62500 add @burst_out { meta oif }',
      'oifname "pbaaaaaannnnnn" meta oif @burst_out drop',
      '}',
      '}',
    ]);
  });
});

describe('bad spells', () => {
  it('are a state that a frame changes before it is lost by the state that it found', () => {
    const spells = { lossStartPercent: 1, lossEndPercent: 30, lossGoodPercent: 0.5 };
    const [made] = commands([end('pbaaaaaannnnnn', { ...spells, dropEvery: 3 })]);
    expect(made?.rules).toEqual([]);
    expect(made?.tables).toEqual([
      'table bridge pbaaaaaannnnnn {',
      'set burst_out { typeof meta oif; flags dynamic; size 65535; }',
      'chain bad_out {',
      'numgen random mod 1000000 < 300000 delete @burst_out { meta oif }',
      // Of a bad link, all are lost.
      'drop',
      '}',
      'chain spell_out {',
      'meta oif @burst_out goto bad_out',
      'numgen random mod 1000000 < 10000 add @burst_out { meta oif }',
      'numgen random mod 1000000 < 5000 drop',
      '}',
      'chain out {',
      'type filter hook postrouting priority 0;',
      'oifname "pbaaaaaannnnnn" jump spell_out',
      'oifname "pbaaaaaannnnnn" numgen inc mod 3 == 2 drop',
      '}',
      '}',
    ]);
  });
});

describe('a cable', () => {
  it('lets nftables pass on the frames that they count, and both links drop theirs', () => {
    const ends = [
      end('pbaaaaaannnnnn', {}, { dropEvery: 3, dropMatching: 'arp', lossPercent: 10 }),
      end('pbbbbbbbnnnnnn', { dropEvery: 5, blackHoleMtu: 1400 }),
    ];
    const [a, b] = commands(ends, withoutNetem, true);
    expect(a?.rules).toEqual([]);
    expect(a?.tables).toEqual([
      'table netdev pbaaaaaannnnnn {',
      'chain in {',
      'type filter hook ingress device "pbaaaaaannnnnn" priority 0;',
      'numgen inc mod 3 == 2 drop',
      'numgen inc mod 5 == 4 drop',
      'fwd to "pbbbbbbbnnnnnn"',
      '}',
      '}',
    ]);
    expect(b?.tables).toEqual([]);
    expect(b?.rules).toEqual([
      'qdisc add dev pbbbbbbbnnnnnn root handle 1: tbf rate 1tbit burst 1414 limit 1000000',
      'qdisc add dev pbbbbbbbnnnnnn clsact',
      `filter add dev pbbbbbbbnnnnnn egress pref 10 protocol all ${tenPercent}`,
      `filter add dev pbbbbbbbnnnnnn egress pref 11 protocol all ${dropsArp}`,
      'filter add dev pbbbbbbbnnnnnn ingress pref 20 protocol all u32 match u8 0 0 action mirred egress redirect dev pbaaaaaannnnnn',
    ]);
  });

  it('passes frames from end to end, with what both links do to them', () => {
    const ends = [
      end('pbaaaaaannnnnn', {}, { lossPercent: 5, rateKbit: 64 }),
      end('pbbbbbbbnnnnnn', { lossPercent: 5, rateKbit: 128 }),
    ];
    const [a, b] = commands(ends, withoutNetem, true);
    expect(a).toEqual({
      end: 'pbaaaaaannnnnn',
      shapes: [],
      links: ['link set dev pbaaaaaannnnnn up'],
      rules: [
        'qdisc add dev pbaaaaaannnnnn clsact',
        'filter add dev pbaaaaaannnnnn ingress pref 20 protocol all u32 match u8 0 0 action mirred egress redirect dev pbbbbbbbnnnnnn',
      ],
      tables: [],
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

  it('is told by kind and direction', () => {
    expect(missing({ ...full, nft: false, tcpdump: false })).toEqual(
      ['toContainer', 'fromContainer'].flatMap((direction) => [
        expect.stringContaining(`bursts ${direction} nftables`),
        expect.stringContaining(`nth ${direction} nftables`),
        `matching ${direction} the program tcpdump`,
      ]),
    );
  });

  it('is less out of a container where nothing can wait', () => {
    expect(missing({ ...withoutNetem, ifb: false }).filter((each) => each.includes('ifb'))).toEqual([
      'oversize fromContainer ifb devices (CONFIG_IFB)',
      'rate fromContainer ifb devices (CONFIG_IFB)',
    ]);
    expect(missing({ ...full, ifb: false })).not.toContainEqual(expect.stringMatching(/loss|toContainer/));
  });

  it('is nothing on a kernel that has none of it', () => {
    expect(linkLimits(none)).toHaveLength(2 * impairmentKinds.length);
  });

  it('never gives a command for what is perfect', () => {
    expect(
      trafficCommands({ isCable: false, mtu: 1500, ends: [{ name: 'pbx', quality: perfectLink }] }, full),
    ).toEqual([{ end: 'pbx', shapes: [], links: ['link set dev pbx up'], rules: [], tables: [] }]);
  });
});

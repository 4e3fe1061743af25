import { describe, expect, it } from 'vitest';
import { replaceRules } from './replace-rules.ts';

const redirect = 'protocol all u32 match u8 0 0 action mirred egress redirect dev pd1';
const slow = [
  'qdisc add dev pb1 root handle 1: netem delay 1ms',
  'qdisc add dev pb1 parent 1:1 handle 2: tbf rate 1kbit',
];
const filters = [
  'qdisc add dev pb1 clsact',
  'filter add dev pb1 egress pref 10 protocol all bpf one',
  `filter add dev pb1 egress pref 20 ${redirect}`,
];

describe('replacing the rules of a wire', () => {
  it('adds all where there are none, and takes the place of a queue that the device may have', () => {
    expect(replaceRules([], [...slow, ...filters])).toEqual({
      rules: [...slow, ...filters],
      additions: ['qdisc replace dev pb1 root handle 1: netem delay 1ms', ...slow.slice(1), ...filters],
      removals: [],
    });
  });

  it('adds new filters with other numbers before it removes the earlier ones, the last first', () => {
    const wanted = filters.with(1, 'filter add dev pb1 egress pref 10 protocol all bpf two');
    const change = replaceRules([...slow, ...filters], [...slow, ...wanted]);
    expect(change.additions).toEqual([
      'filter add dev pb1 egress pref 1010 protocol all bpf two',
      `filter add dev pb1 egress pref 1020 ${redirect}`,
    ]);
    expect(change.removals).toEqual([
      'filter del dev pb1 egress pref 20',
      'filter del dev pb1 egress pref 10',
    ]);
    // The numbers are free for the next change, and rules that stay have theirs.
    const next = replaceRules(change.rules, [...slow, ...filters]);
    expect(next.additions[0]).toBe('filter add dev pb1 egress pref 2010 protocol all bpf one');
    expect(replaceRules(next.rules, [...slow, ...filters])).toEqual({
      rules: next.rules,
      additions: [],
      removals: [],
    });
  });

  it('puts a new queue in the place of the earlier one, and leaves filters as they are', () => {
    const wanted = slow.with(1, 'qdisc add dev pb1 parent 1:1 handle 2: tbf rate 2kbit');
    expect(replaceRules([...slow, ...filters], [...wanted, ...filters])).toMatchObject({
      additions: [
        'qdisc replace dev pb1 root handle 1001: netem delay 1ms',
        'qdisc add dev pb1 parent 1001:1 handle 1002: tbf rate 2kbit',
      ],
      removals: [],
    });
  });

  it('removes a queue and the place of filters that are not wanted any more', () => {
    expect(replaceRules([...slow, ...filters], [])).toEqual({
      rules: [],
      additions: [],
      removals: ['qdisc del dev pb1 root', 'qdisc del dev pb1 clsact'],
    });
    expect(replaceRules(filters, filters.slice(0, 1)).removals).toEqual([
      'filter del dev pb1 egress pref 20',
      'filter del dev pb1 egress pref 10',
    ]);
  });

  it('replaces rules of which only the numbers are known', () => {
    const known = [
      'qdisc add dev pb1 clsact',
      'filter add dev pb1 egress pref 10',
      'filter add dev pb1 egress pref 20',
    ];
    expect(replaceRules(known, filters)).toMatchObject({
      additions: [
        'filter add dev pb1 egress pref 1010 protocol all bpf one',
        `filter add dev pb1 egress pref 1020 ${redirect}`,
      ],
      removals: ['filter del dev pb1 egress pref 20', 'filter del dev pb1 egress pref 10'],
    });
  });
});

import { expect, it } from 'vitest';
import { onlyCounts, readFilters, readRuleset } from './read-ruleset.ts';

const printed = `table inet filter { # handle 3
	set banned { # handle 7
		type ipv4_addr
		elements = { 10.0.0.1 }
	}

	chain input { # handle 1
		type filter hook input priority filter; policy drop;
		ip saddr { 10.0.0.1,
			   10.0.0.2 } counter packets 4 bytes 336 drop # handle 5
		tcp dport 22 accept # handle 9
	}
	chain extra { # handle 2
		reject # handle 6
	}
}`;

it('reads chains with their hooks, policies, counters and handles', () => {
  const place = { family: 'inet', table: 'filter' };
  expect(readRuleset(printed)).toEqual([
    {
      ...{ ...place, name: 'input', handle: 1, hook: 'input', policy: 'drop' },
      rules: [
        { text: 'ip saddr { 10.0.0.1, 10.0.0.2 } drop', handle: 5, packets: 4, bytes: 336 },
        { text: 'tcp dport 22 accept', handle: 9, packets: null, bytes: null },
      ],
    },
    {
      ...{ ...place, name: 'extra', handle: 2, hook: null, policy: null },
      rules: [{ text: 'reject', handle: 6, packets: null, bytes: null }],
    },
  ]);
  expect(readRuleset(printed.replace(/ # handle \d+/g, ''))).toMatchObject([
    { name: 'input', handle: 0, rules: [{ text: 'ip saddr { 10.0.0.1, 10.0.0.2 } drop', packets: 4 }, {}] },
    { name: 'extra' },
  ]);
});

it('makes a row of each rule, and of each chain that packets pass', () => {
  expect(
    readFilters(printed).map(({ chain, position, rule, handle }) => [chain, position, rule, handle]),
  ).toEqual([
    ['input', 0, 'policy drop', 1],
    ['input', 1, 'ip saddr { 10.0.0.1, 10.0.0.2 } drop', 5],
    ['input', 2, 'tcp dport 22 accept', 9],
    ['extra', 1, 'reject', 6],
  ]);
});

it('tells a rule that counted from one that changed', () => {
  const before = readFilters(printed);
  expect(onlyCounts(before, readFilters(printed.replace('packets 4', 'packets 9')))).toBe(true);
  expect(onlyCounts(before, readFilters(printed.replace('accept', 'drop')))).toBe(false);
});

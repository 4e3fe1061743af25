import type { ChainFacts } from '@pineapple/core';

const hooks = ['prerouting', 'input', 'forward', 'output', 'postrouting'] as const;

/** The chains of `nft list ruleset`, with their rules in nft's own words. */
export function readNft(text: string): ChainFacts[] {
  const chains: { name: string; hook: ChainFacts['hook']; policy: ChainFacts['policy']; rules: Rule[] }[] =
    [];
  let table = '';
  let chain: (typeof chains)[number] | null = null;
  /** How many braces of a rule, such as of a set in it, are open. */
  let depth = 0;
  for (const raw of text.split('\n')) {
    const line = raw.trim();
    if (/^table \S+ \S+ \{$/.test(line)) table = line.slice('table '.length, -2);
    else if (/^chain \S+ \{$/.test(line) && depth === 0) {
      chain = { name: `${table} ${line.slice('chain '.length, -2)}`, hook: null, policy: null, rules: [] };
      chains.push(chain);
    } else if (chain !== null) {
      if (line === '}' && depth === 0) chain = null;
      else readLine(chain, line, depth > 0);
      if (chain !== null) depth += count(line, '{') - count(line, '}');
    }
  }
  return chains;
}

interface Rule {
  text: string;
  packets: number | null;
}

function readLine(
  chain: { hook: ChainFacts['hook']; policy: ChainFacts['policy']; rules: Rule[] },
  line: string,
  continues: boolean,
): void {
  const last = chain.rules.at(-1);
  if (continues && last) {
    Object.assign(last, toRule(`${last.text} ${line}`, last.packets));
    return;
  }
  const hook = /^type \S+ hook (\S+) /.exec(line)?.[1];
  if (hook !== undefined) {
    chain.hook = hooks.find((each) => each === hook) ?? null;
    chain.policy = /policy drop;/.test(line) ? 'drop' : 'accept';
  } else if (line !== '') {
    chain.rules.push(toRule(line, null));
  }
}

/** A rule's text without its counter. @param known what an earlier line of it counted */
function toRule(line: string, known: number | null): Rule {
  const packets = /\bcounter packets (\d+) bytes \d+/.exec(line)?.[1];
  const text = line.replace(/ ?\bcounter packets \d+ bytes \d+/, '').trim();
  return { text: text.slice(0, 300), packets: packets === undefined ? known : Number(packets) };
}

function count(line: string, letter: string): number {
  return line.split(letter).length - 1;
}

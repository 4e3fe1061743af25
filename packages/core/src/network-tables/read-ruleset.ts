import type { FilterRow } from './network-tables.ts';

/** A chain of `nft -a list ruleset`. */
export interface NftChain {
  readonly family: string;
  readonly table: string;
  readonly name: string;
  /** Zero without `-a`. */
  readonly handle: number;
  /** Null for a chain that others jump to. */
  readonly hook: string | null;
  /** What it does with packets that no rule decided about; null for a chain that is only jumped to. */
  readonly policy: 'accept' | 'drop' | null;
  readonly rules: readonly NftRule[];
}

export interface NftRule {
  /** In nft's own words, without its counter and handle. */
  readonly text: string;
  /** Zero without `-a`. */
  readonly handle: number;
  /** How many packets and bytes it matched. Null if it does not count. */
  readonly packets: number | null;
  readonly bytes: number | null;
}

type Writable<T> = { -readonly [K in keyof T]: T[K] };
type OpenChain = Writable<Omit<NftChain, 'rules'>> & { readonly rules: Writable<NftRule>[] };

const mostRuleCharacters = 300;
const counter = / ?\bcounter packets (\d+) bytes (\d+)/;
const handleAtEnd = / ?# handle (\d+)$/;

/** Reads what `nft list ruleset` prints, with `-a` or without. Sets and maps are left out; a rule names those that it uses. */
export function readRuleset(printed: string): readonly NftChain[] {
  const chains: OpenChain[] = [];
  let [family, table] = ['', ''];
  let chain: OpenChain | null = null;
  /** How many braces of a rule, such as of a set in it, are open. */
  let depth = 0;
  for (const raw of printed.split('\n')) {
    const handle = Number(handleAtEnd.exec(raw)?.[1] ?? 0);
    const line = raw.replace(handleAtEnd, '').trim();
    const opensTable = /^table (\S+) (\S+) \{$/.exec(line);
    const opensChain = /^chain (\S+) \{$/.exec(line);
    if (opensTable) [, family = '', table = ''] = opensTable;
    else if (opensChain && depth === 0) {
      const head = { family, table, name: opensChain[1] ?? '', handle, hook: null, policy: null };
      chain = { ...head, rules: [] };
      chains.push(chain);
    } else if (chain !== null && line === '}' && depth === 0) chain = null;
    else if (chain !== null) {
      readLine(chain, line, handle, depth > 0);
      depth += count(line, '{') - count(line, '}');
    }
  }
  return chains;
}

function readLine(chain: OpenChain, line: string, handle: number, continues: boolean): void {
  const last = chain.rules.at(-1);
  const hook = /^type \S+ hook (\S+) /.exec(line)?.[1];
  if (continues && last) {
    const whole = toRule(`${last.text} ${line}`, handle || last.handle);
    Object.assign(last, whole, {
      packets: whole.packets ?? last.packets,
      bytes: whole.bytes ?? last.bytes,
    });
  } else if (hook !== undefined) {
    chain.hook = hook;
    chain.policy = /policy drop;/.test(line) ? 'drop' : 'accept';
  } else if (line !== '') chain.rules.push(toRule(line, handle));
}

function toRule(line: string, handle: number): NftRule {
  const [, packets, bytes] = counter.exec(line) ?? [];
  const text = line.replace(counter, '').trim().slice(0, mostRuleCharacters);
  return {
    ...{ text, handle },
    packets: packets === undefined ? null : Number(packets),
    bytes: bytes === undefined ? null : Number(bytes),
  };
}

function count(line: string, letter: string): number {
  return line.split(letter).length - 1;
}

/** The rows of what `nft -a list ruleset` prints: each chain that packets pass, and each rule. */
export function readFilters(printed: string): readonly FilterRow[] {
  return readRuleset(printed).flatMap(({ family, table, name, handle, hook, policy, rules }) => {
    const place = { family, table, chain: name, hook };
    const base = {
      ...place,
      handle,
      position: 0,
      rule: `policy ${policy ?? ''}`,
      packets: null,
      bytes: null,
    };
    const rows = rules.map(({ text, ...rule }, index) => ({
      ...place,
      ...rule,
      position: index + 1,
      rule: text,
    }));
    return policy === null ? rows : [base, ...rows];
  });
}

/** Whether rows differ in nothing but how much rules have counted. */
export function onlyCounts(before: readonly FilterRow[], after: readonly FilterRow[]): boolean {
  const uncounted = (rows: readonly FilterRow[]): string =>
    JSON.stringify(
      rows.map((row) => ({ ...row, packets: null, bytes: null })).sort((a, b) => a.handle - b.handle),
    );
  return uncounted(before) === uncounted(after);
}

import { readFile } from 'node:fs/promises';
import {
  type ChainFacts,
  factLimits,
  filterHook,
  type NodeFacts,
  readRuleset,
  stoppedFacts,
} from '@pineapple/core';
import { Limiter } from '../../system/limiter.ts';
import { runProgram } from '../../system/run-program.ts';
import { dumpTables, type NamespaceDump } from './dump-tables.ts';
import { readCounters, readListening } from './read-counters.ts';
import { readNetlink } from './read-netlink.ts';

interface FactsOf {
  readonly containerId: string;
  readonly name: string;
  /** Null if it does not run. */
  readonly pid: number | null;
  /** The lab's network of an interface; null for one that is not of the lab. */
  readonly networkOf: (mac: string | null, name: string) => string | null;
}

/** How many containers' packet filters are read at once, on the whole host. */
const filters = new Limiter(4);
/** The tables of some containers at a time are held in memory, on the whole host. */
const readings = new Limiter(2);
const mostAtOnce = 32;

/**
 * What the tables of containers say now. One program reads those of the kernel for many containers. Only those that have
 * packet filters need a program of their own.
 * @param write gets the facts of each. A container that stops meanwhile counts as stopped.
 */
export async function collectFacts(
  containers: readonly FactsOf[],
  write: (facts: NodeFacts) => Promise<void>,
): Promise<void> {
  const running = containers.flatMap((each) => (each.pid === null ? [] : [{ ...each, pid: each.pid }]));
  for (const { containerId, name, pid } of containers)
    if (pid === null) await write(stoppedFacts(containerId, name));
  for (let from = 0; from < running.length; from += mostAtOnce) {
    const some = running.slice(from, from + mostAtOnce);
    const read = await readings.run(async () => {
      const dumps = await dumpTables(some.map(({ pid }) => pid));
      return Promise.all(
        some.map((each, index) => {
          const dump = dumps[index] ?? null;
          return dump === null ? stoppedFacts(each.containerId, each.name) : factsIn(dump, each);
        }),
      );
    });
    // A reader that is slow does not keep others waiting.
    for (const facts of read) await write(facts);
  }
}

async function factsIn(
  dump: NamespaceDump,
  { containerId, name, pid, networkOf }: FactsOf & { readonly pid: number },
): Promise<NodeFacts> {
  const whole = readNetlink(dump, networkOf);
  const [counters, listening, legacy, chains] = await Promise.all([
    readNet(pid, ['snmp', 'netstat', 'snmp6']),
    whole.listening ?? readNet(pid, ['tcp', 'tcp6']).then(readListening),
    readNet(pid, ['ip_tables_names', 'ip6_tables_names']),
    whole.hasFilters ? filters.run(() => readChains(pid)) : [],
  ]);
  const rules = chains.reduce((sum, each) => sum + each.rules.length, 0);
  return {
    ...{ containerId, name, running: true },
    interfaces: whole.interfaces.slice(0, factLimits.interfaces),
    routes: whole.routes.slice(0, factLimits.routes),
    neighbours: whole.neighbours.slice(0, factLimits.neighbours),
    chains: rules > factLimits.rules ? [] : chains,
    legacyRules: legacy.trim() !== '',
    listening: listening.slice(0, factLimits.listening),
    counters: readCounters(counters),
    cut:
      whole.interfaces.length > factLimits.interfaces ||
      whole.routes.length > factLimits.routes ||
      whole.neighbours.length > factLimits.neighbours ||
      listening.length > factLimits.listening ||
      rules > factLimits.rules,
  };
}

/** Empty if they can't be read. */
async function readChains(pid: number): Promise<readonly ChainFacts[]> {
  const command = [`--net=/proc/${pid}/ns/net`, 'nft', 'list', 'ruleset'];
  return readRuleset(await runProgram('nsenter', command).catch(() => '')).map(
    ({ family, table, name, hook, policy, rules }) => ({
      ...{ name: [family, table, name].join(' '), hook: filterHook(hook), policy },
      rules: rules.map(({ text, packets }) => ({ text, packets })),
    }),
  );
}

/** Files of a process's `/proc/net`, one after the other. One that is missing is empty. */
async function readNet(pid: number, names: readonly string[]): Promise<string> {
  const read = (name: string) => readFile(`/proc/${pid}/net/${name}`, 'utf8').catch(() => '');
  return (await Promise.all(names.map(read))).join('');
}

import { readFile } from 'node:fs/promises';
import { factLimits, type NodeFacts, stoppedFacts } from '@pineapple/core';
import { runProgram } from '../../system/run-program.ts';
import { readCounters, readListening } from './read-counters.ts';
import { readIpJson } from './read-ip-json.ts';
import { readNft } from './read-nft.ts';

/**
 * Reads the tables of one network namespace with the host's own programs. Fixed text: nothing in it comes from a user. What
 * the kernel has as text is read without a program, because each start takes milliseconds.
 */
const script = `
printf '%s\\n' 'addr show' 'route show table all' 'neigh show nud all' 'netconf show' | ip -j -force -batch - 2>/dev/null
echo @nft; exec nft list ruleset 2>/dev/null
`;

interface FactsOf {
  readonly containerId: string;
  readonly name: string;
  /** Null if it does not run. */
  readonly pid: number | null;
  /** The lab's network of an interface; null for one that is not of the lab. */
  readonly networkOf: (mac: string | null, name: string) => string | null;
}

/** What the tables of a container say now. A container that stops meanwhile counts as stopped. */
export async function collectFacts({ containerId, name, pid, networkOf }: FactsOf): Promise<NodeFacts> {
  if (pid === null) return stoppedFacts(containerId, name);
  const [text, counters, sockets, legacy] = await Promise.all([
    runProgram('nsenter', [`--net=/proc/${pid}/ns/net`, 'sh', '-c', script]).catch(() => null),
    readNet(pid, ['snmp', 'netstat', 'snmp6']),
    readNet(pid, ['tcp', 'tcp6']),
    readNet(pid, ['ip_tables_names', 'ip6_tables_names']),
  ]);
  if (text === null) return stoppedFacts(containerId, name);
  const parts = new Map(text.split(/^@/m).map(titled));
  const part = (name: string): string => parts.get(name) ?? '';
  const whole = readIpJson(part('ip'), networkOf);
  const listening = readListening(sockets);
  const chains = readNft(part('nft'));
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

/** Files of a process's `/proc/net`, one after the other. One that is missing is empty. */
async function readNet(pid: number, names: readonly string[]): Promise<string> {
  const read = (name: string) => readFile(`/proc/${pid}/net/${name}`, 'utf8').catch(() => '');
  return (await Promise.all(names.map(read))).join('');
}

/** A part of the script's output with its name, which is its first line but for the first part. */
function titled(text: string, index: number): [string, string] {
  const end = text.indexOf('\n');
  return index === 0 ? ['ip', text] : [text.slice(0, end), text.slice(end + 1)];
}

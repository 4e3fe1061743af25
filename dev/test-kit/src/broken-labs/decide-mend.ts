import { routesOfLab } from './broken-labs.ts';

/** What `explain_reachability` says, taken apart. */
interface Explanation {
  readonly verdict: string;
  readonly sentence: string;
  /** The node and the interface where the way ends. */
  readonly at: string | null;
  readonly interface: string | null;
  /** The nodes on the way there. */
  readonly way: readonly string[];
}

/** One call of a tool. */
export interface Mend {
  readonly tool: 'run_command' | 'set_link_quality';
  readonly arguments: Readonly<Record<string, unknown>>;
}

export function readExplanation(text: string): Explanation {
  const [first = '', ...lines] = text.split('\n');
  const [, verdict = '', sentence = ''] = /^([A-Z_]+): (.*)$/.exec(first) ?? [];
  const after = (label: string): string | null =>
    lines.find((line) => line.startsWith(`${label}: `))?.slice(label.length + 2) ?? null;
  const [at = null, name = null] = after('ends at')?.split(' ') ?? [];
  const way = (after('there') ?? '').split(' > ').map((hop) => hop.split(' ')[0] ?? '');
  return { verdict, sentence, at, interface: name, way };
}

const run = (node: string, command: string): Mend => ({
  tool: 'run_command',
  arguments: { node, command },
});

function restoreRoutes(node: string): Mend {
  const routes = Object.entries(routesOfLab[node] ?? {});
  return run(node, routes.map(([to, via]) => `ip route replace ${to} via ${via}`).join('; '));
}

/** What mends a lab that is explained so, by what the lab was meant to be. Empty for a lab that needs nothing. */
export function decideMend(told: Explanation, tcpPort: number | null): readonly Mend[] {
  const { verdict, sentence, at, way } = told;
  const name = told.interface ?? '';
  if (at === null) return [];
  switch (verdict) {
    case 'NO_ROUTE':
    case 'NO_ROUTE_BACK':
      return [restoreRoutes(at)];
    case 'NEIGHBOUR_UNANSWERED': {
      const [, silent] = /^(\S+) has \S+ on \S+, but does not answer/.exec(sentence) ?? [];
      if (silent === undefined) return [restoreRoutes(at)];
      const answer = 'for each in /proc/sys/net/ipv4/conf/*/arp_ignore; do echo 0 > $each; done';
      return [run(silent, answer)];
    }
    case 'NOT_FORWARDING':
      return [run(at, 'sysctl -w net.ipv4.ip_forward=1')];
    case 'FILTERED': {
      const [, table = ''] = /in the chain (\S+ \S+) \S+\.$/.exec(sentence) ?? [];
      return [run(at, `nft delete table ${table}`)];
    }
    case 'MTU': {
      const perfect = { node: at, interface: name, toNode: {}, fromNode: {} };
      return /The link of \S+ to \S+ drops/.test(sentence)
        ? [{ tool: 'set_link_quality', arguments: perfect }]
        : [run(at, `ip link set ${name} mtu 1500`)];
    }
    case 'LINK_DOWN':
      return [
        { tool: 'set_link_quality', arguments: { node: at, interface: name, linkUp: true } },
        run(at, `ip link set ${name} up`),
        ...way.map(restoreRoutes).filter(({ arguments: { command } }) => command !== ''),
      ];
    case 'NOT_LISTENING': {
      const listen = `socat TCP-LISTEN:${tcpPort ?? ''},fork,reuseaddr /dev/null`;
      return [run(at, `setsid -f ${listen} < /dev/null > /dev/null 2>&1`)];
    }
    case 'DUPLICATE_ADDRESS': {
      const [, address = ''] = /both have (\S+) on/.exec(sentence) ?? [];
      const others = way.filter((each) => each !== at).map((node) => run(node, 'ip neigh flush all'));
      return [run(at, `ip addr del ${address}/24 dev ${name}`), ...others];
    }
    default:
      return [];
  }
}

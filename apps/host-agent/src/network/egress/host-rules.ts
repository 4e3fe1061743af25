import { runProgram } from '../../system/run-program.ts';
import { uplinkPrefix } from '../link-names.ts';
import { forbiddenRanges } from './lab-rules.ts';

/** Identifies the rules and uplinks of one agent. */
export interface HostRulesScope {
  readonly table: string;
  readonly linkPrefix: string;
  readonly uplinkPool: string;
  /** IPv4 addresses that labs may ask for names, even if they are private. */
  readonly dnsServers: readonly string[];
}

/** @param scope tells the agents on one machine apart */
export function hostRulesScope(
  scope: string,
  uplinkPool: string,
  dnsServers: readonly string[],
): HostRulesScope {
  const table = scope === 'pineapple' ? 'pineapple' : `pineapple_${scope.replaceAll('-', '_')}`;
  return { table, linkPrefix: uplinkPrefix(scope), uplinkPool, dnsServers };
}

/**
 * The host's firewall for the labs' uplinks. Labs can't reach the host itself, other labs or private addresses.
 * Outgoing packets take the host's address, and only replies come back. The chains run before Docker's, and a drop is
 * final.
 */
function hostRules({ table, linkPrefix, uplinkPool, dnsServers }: HostRulesScope): string {
  const resolvers =
    dnsServers.length === 0
      ? ''
      : `ip daddr { ${dnsServers.join(', ')} } meta l4proto { tcp, udp } th dport 53 accept`;
  return `table inet ${table}
delete table inet ${table}
table inet ${table} {
  chain input {
    type filter hook input priority filter - 5; policy accept;
    iifname "${linkPrefix}*" drop
  }
  chain forward {
    type filter hook forward priority filter - 5; policy accept;
    iifname "${linkPrefix}*" jump outward
    oifname "${linkPrefix}*" jump inward
  }
  chain outward {
    meta nfproto ipv6 drop
    oifname "${linkPrefix}*" drop
    ip saddr != ${uplinkPool} drop
    ${resolvers}
    ip daddr { ${forbiddenRanges.join(', ')} } drop
    fib daddr type { local, broadcast, multicast } drop
    ct state invalid drop
  }
  chain inward {
    ct state established,related accept
    drop
  }
  chain postrouting {
    type nat hook postrouting priority srcnat; policy accept;
    ip saddr ${uplinkPool} oifname != "${linkPrefix}*" masquerade
  }
}
`;
}

/**
 * Docker's forward policy is DROP, and a drop in any chain is final. So uplinks are accepted in the chain that Docker
 * reserves for others, or in FORWARD if there is none.
 * $1: add or remove; $2: the comment that marks our rules; $3: uplinks.
 */
const passDocker = `
command -v iptables >/dev/null || exit 0
chain=DOCKER-USER
iptables -w -n -L "$chain" >/dev/null 2>&1 || chain=FORWARD
mark="-m comment --comment $2"
for rule in "-i $3 $mark -j ACCEPT" "-o $3 -m conntrack --ctstate RELATED,ESTABLISHED $mark -j ACCEPT"; do
  if [ "$1" = add ]; then
    iptables -w -C "$chain" $rule 2>/dev/null || iptables -w -I "$chain" $rule
  else
    for each in DOCKER-USER FORWARD; do
      while iptables -w -D "$each" $rule 2>/dev/null; do :; done
    done
  fi
done
`;

async function passDockerRules(
  change: 'add' | 'remove',
  { table, linkPrefix }: HostRulesScope,
): Promise<void> {
  await runProgram('sh', ['-c', passDocker, 'sh', change, table, `${linkPrefix}+`]);
}

/** Sets the host's rules, replacing existing ones. */
export async function ensureHostRules(scope: HostRulesScope): Promise<void> {
  await runProgram('nft', ['-f', '-'], hostRules(scope));
  await passDockerRules('add', scope);
}

/** Removes the host's rules, if there are any. */
export async function removeHostRules(scope: HostRulesScope): Promise<void> {
  await runProgram('nft', ['-f', '-'], `table inet ${scope.table}\ndelete table inet ${scope.table}\n`);
  await passDockerRules('remove', scope);
}

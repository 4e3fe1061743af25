import { forbiddenRanges } from './lab-rules.ts';
import { uplinkPrefix } from '../link-names.ts';
import { runProgram } from '../../system/run-program.ts';

/** Which rules and which uplinks are one agent's. */
export interface HostRulesScope {
  readonly table: string;
  readonly linkPrefix: string;
  readonly uplinkPool: string;
}

/** Two agents on one machine keep apart by their drivers' names. */
export function hostRulesScope(driverName: string, uplinkPool: string): HostRulesScope {
  const table = driverName === 'pineapple' ? 'pineapple' : `pineapple_${driverName.replaceAll('-', '_')}`;
  return { table, linkPrefix: uplinkPrefix(driverName), uplinkPool };
}

/**
 * The host's firewall for the labs' uplinks: nothing may reach the host itself, another lab or a private
 * address; what goes out does so under the host's address; only answers come back. The chains come before
 * Docker's, and a drop is final wherever it happens.
 */
export function hostRules({ table, linkPrefix, uplinkPool }: HostRulesScope): string {
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
 * Docker lets nothing be forwarded that it does not know (policy DROP), and a drop anywhere is final: so
 * uplinks are let through in the chain that Docker leaves to others, or in FORWARD where Docker keeps none.
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

/** Brings the host's rules about; harmless where they are there. */
export async function ensureHostRules(scope: HostRulesScope): Promise<void> {
  await runProgram('nft', ['-f', '-'], hostRules(scope));
  await passDockerRules('add', scope);
}

/** Takes the host's rules away; harmless where there are none. */
export async function removeHostRules(scope: HostRulesScope): Promise<void> {
  await runProgram('nft', ['-f', '-'], `table inet ${scope.table}\ndelete table inet ${scope.table}\n`);
  await passDockerRules('remove', scope);
}

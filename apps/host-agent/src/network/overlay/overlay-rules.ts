import { runProgram } from '../../system/run-program.ts';

/** The port that the kernel's VXLAN links listen on (RFC 7348). */
export const vxlanPort = 4789;

/** One VXLAN segment, as the firewall sees it. */
export interface GuardedSegment {
  readonly vni: number;
  /** Whose packets are let in: IPv4 addresses. */
  readonly peers: readonly string[];
}

/** Which rules are one agent's, and which links lead from its labs to the outside. */
export interface OverlayRulesScope {
  readonly table: string;
  readonly linkPrefix: string;
}

/** A segment's identifier in a packet: 24 bits, after the UDP header's eight bytes and the VXLAN header's first four. */
const identifier = '@th,96,24';

/**
 * The host's firewall for segments of wide labs. VXLAN proves nobody's identity, so packets of a segment are let in
 * from its other hosts only; those of segments that are not the agent's are not its business. A container with a way
 * out leaves under the host's own address, which is a peer's for the others: it may not speak VXLAN.
 */
export function overlayRules(
  { table, linkPrefix }: OverlayRulesScope,
  segments: readonly GuardedSegment[],
): string {
  const ways = segments.map(({ vni }) => `${vni} : goto vni${vni}`);
  const chains = segments.map(({ vni, peers }) => {
    const accept = peers.length === 0 ? '' : `\n    ip saddr { ${peers.join(', ')} } accept`;
    return `  chain vni${vni} {${accept}
    counter drop
  }
`;
  });
  return `table inet ${table}
delete table inet ${table}
table inet ${table} {
  chain input {
    type filter hook input priority filter - 5; policy accept;
    udp dport ${vxlanPort} ${identifier} vmap { ${ways.join(', ')} }
  }
  chain forward {
    type filter hook forward priority filter - 5; policy accept;
    iifname "${linkPrefix}*" udp dport ${vxlanPort} drop
  }
${chains.join('')}}
`;
}

/** Replaces the rules in one step; takes them away where there is no segment. */
export async function applyOverlayRules(
  scope: OverlayRulesScope,
  segments: readonly GuardedSegment[],
): Promise<void> {
  const nothing = `table inet ${scope.table}\ndelete table inet ${scope.table}\n`;
  await runProgram('nft', ['-f', '-'], segments.length === 0 ? nothing : overlayRules(scope, segments));
}

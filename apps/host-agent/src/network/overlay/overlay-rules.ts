import { runProgram } from '../../system/run-program.ts';

/** The port of VXLAN (RFC 7348). */
export const vxlanPort = 4789;

/** A VXLAN segment as the firewall rules need it. */
export interface GuardedSegment {
  readonly vni: number;
  /** IPv4 addresses of the hosts whose packets are accepted. */
  readonly peers: readonly string[];
}

/** Identifies the rules and uplinks of one agent. */
export interface OverlayRulesScope {
  readonly table: string;
  readonly linkPrefix: string;
}

/** The VNI in a packet: 24 bits after the UDP header (8 bytes) and the first 4 bytes of the VXLAN header. */
const identifier = '@th,96,24';

/**
 * The host's firewall for the overlays of multi-host labs. VXLAN has no authentication, so packets of a segment are
 * accepted from its other hosts only. Segments of others are left alone. Packets of containers with egress carry the
 * host's address, which other hosts trust as a peer's, so containers may not send VXLAN.
 */
export function overlayRules(
  { table, linkPrefix }: OverlayRulesScope,
  segments: readonly GuardedSegment[],
): string {
  const entries = segments.map(({ vni }) => `${vni} : goto vni${vni}`);
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
    udp dport ${vxlanPort} ${identifier} vmap { ${entries.join(', ')} }
  }
  chain forward {
    type filter hook forward priority filter - 5; policy accept;
    iifname "${linkPrefix}*" udp dport ${vxlanPort} drop
  }
${chains.join('')}}
`;
}

/** Replaces the rules atomically; removes them if there is no segment. */
export async function applyOverlayRules(
  scope: OverlayRulesScope,
  segments: readonly GuardedSegment[],
): Promise<void> {
  const removal = `table inet ${scope.table}\ndelete table inet ${scope.table}\n`;
  await runProgram('nft', ['-f', '-'], segments.length === 0 ? removal : overlayRules(scope, segments));
}

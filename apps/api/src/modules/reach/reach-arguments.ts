import type { Issue } from '@pineapple/core';

/** Which packets to send. */
export interface ReachKind {
  /** Null for both. */
  readonly ipVersion: 4 | 6 | null;
  /** Null for pings. */
  readonly tcpPort: number | null;
}

/** Reads the arguments that the check and the explanation have in common. */
export function readReachKind(args: {
  readonly ipVersion?: unknown;
  readonly tcpPort?: unknown;
}): { readonly kind: ReachKind } | { readonly issues: readonly Issue[] } {
  const ipVersion = args.ipVersion ?? null;
  const tcpPort = args.tcpPort ?? null;
  const issues: Issue[] = [];
  if (ipVersion !== null && ipVersion !== 4 && ipVersion !== 6)
    issues.push({ path: ['ipVersion'], message: `ipVersion is ${String(ipVersion)}. Use 4 or 6.` });
  const isPort = typeof tcpPort === 'number' && tcpPort >= 1 && tcpPort <= 65_535;
  if (tcpPort !== null && !isPort)
    issues.push({ path: ['tcpPort'], message: `tcpPort is ${String(tcpPort)}. Use a port from 1 to 65535.` });
  if (issues.length > 0) return { issues };
  return { kind: { ipVersion: ipVersion as 4 | 6 | null, tcpPort: isPort ? tcpPort : null } };
}

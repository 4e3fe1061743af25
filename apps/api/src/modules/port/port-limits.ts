/** Limits and timeouts of connections to ports of containers. */
export interface PortLimits {
  /** Open connections of one user on one instance, those of forwards and those of pages together. */
  readonly connectionsPerUser: number;
  /** How often clients are pinged, and credentials checked for their expiry. */
  readonly keepAliveMs: number;
  /** How long it may take to reach the host and the port. */
  readonly hostTimeoutMs: number;
}

export const defaultPortLimits: PortLimits = {
  connectionsPerUser: 64,
  keepAliveMs: 25_000,
  hostTimeoutMs: 15_000,
};

/** Limits and timeouts of terminals. */
export interface TerminalLimits {
  /** Open terminals of one user on one instance. */
  readonly terminalsPerUser: number;
  readonly keepAliveMs: number;
  /** A client that reads nothing for this long is disconnected. */
  readonly stalledMs: number;
  /** How long a host may be unreachable before the client is notified. */
  readonly quietMs: number;
  /** How long a host may be unreachable before the terminal is closed. */
  readonly unreachableMs: number;
  /** A connection that lasted this long is restored without delay when its host is lost. */
  readonly steadyMs: number;
  readonly terminateMs: number;
}

export const defaultTerminalLimits: Omit<TerminalLimits, 'terminalsPerUser'> = {
  keepAliveMs: 25_000,
  stalledMs: 60_000,
  quietMs: 1_000,
  unreachableMs: 300_000,
  steadyMs: 5_000,
  terminateMs: 10_000,
};

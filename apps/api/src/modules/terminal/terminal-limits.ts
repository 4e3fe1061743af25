/** How long and how much, for terminals. */
export interface TerminalLimits {
  /** Open terminals of one user on one instance. */
  readonly terminalsPerUser: number;
  readonly keepAliveMs: number;
  /** A client that takes nothing for so long is closed. */
  readonly stalledMs: number;
  /** A lost host is not worth a word to the client before this. */
  readonly quietMs: number;
  /** A host that can't be reached for so long is given up. */
  readonly unreachableMs: number;
  /** Who stayed in a terminal for so long comes back without delay when its host is lost. */
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

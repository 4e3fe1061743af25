export interface SocketLimits {
  readonly socketsPerUser: number;
  readonly anonymousSocketsPerAddress: number;
  readonly subscriptionsPerUser: number;
  readonly operationsPerSocket: number;
  readonly connectionInitMs: number;
  readonly keepAliveMs: number;
  /** With more unsent bytes than this, a socket gets the latest state instead of every event. */
  readonly laggingBytes: number;
  /** A socket that lags for longer than this is closed. */
  readonly laggingMs: number;
}

export const defaultSocketLimits: Omit<SocketLimits, 'socketsPerUser' | 'subscriptionsPerUser'> = {
  anonymousSocketsPerAddress: 20,
  operationsPerSocket: 100,
  connectionInitMs: 5_000,
  keepAliveMs: 25_000,
  laggingBytes: 1024 * 1024,
  laggingMs: 30_000,
};

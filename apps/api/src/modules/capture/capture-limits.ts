/** Limits and timeouts of captures. */
export interface CaptureLimits {
  /**
   * Running captures of one user on one instance. A browser opens at most six connections to an HTTP/1.1 server, and a page
   * needs some for itself.
   */
  readonly capturesPerUser: number;
  /** How often credentials are checked for their expiry. */
  readonly checkMs: number;
  /** How long it may take to reach the host. */
  readonly hostTimeoutMs: number;
}

export const defaultCaptureLimits: CaptureLimits = {
  capturesPerUser: 4,
  checkMs: 25_000,
  hostTimeoutMs: 10_000,
};

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
  /** Requests about recordings of one user at the same time on one instance. */
  readonly questionsPerUser: number;
  /** How long the host may take to answer one, the start of a dissector included. */
  readonly answerTimeoutMs: number;
}

export const defaultCaptureLimits: CaptureLimits = {
  capturesPerUser: 4,
  checkMs: 25_000,
  hostTimeoutMs: 10_000,
  questionsPerUser: 6,
  answerTimeoutMs: 45_000,
};

/** What was counted of a container up to a moment. */
export interface RawSample {
  /** When, in nanoseconds of a clock that only goes forward. */
  readonly clock: bigint;
  readonly cpuNanos: bigint;
  /** In cores; null for all there are. */
  readonly cpuLimit: number | null;
  readonly memoryBytes: number;
  readonly memoryLimitBytes: number | null;
  readonly pids: number;
  /** By the names they have inside. */
  readonly interfaces: ReadonlyMap<string, InterfaceCounters>;
}

export interface InterfaceCounters {
  readonly receivedBytes: number;
  readonly receivedPackets: number;
  readonly sentBytes: number;
  readonly sentPackets: number;
}

/** Looks at one run of a container. */
export interface StatsSource {
  /** Null when the container does not run any more. */
  read(): Promise<RawSample | null>;
}

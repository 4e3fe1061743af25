/** A container's counters at a point in time. */
export interface RawSample {
  /** Time in nanoseconds, by a monotonic clock. */
  readonly clock: bigint;
  readonly cpuNanos: bigint;
  /** In cores; null for no limit. */
  readonly cpuLimit: number | null;
  readonly memoryBytes: number;
  readonly memoryLimitBytes: number | null;
  readonly pids: number;
  /** By their names in the container. */
  readonly interfaces: ReadonlyMap<string, InterfaceCounters>;
}

export interface InterfaceCounters {
  readonly receivedBytes: number;
  readonly receivedPackets: number;
  readonly sentBytes: number;
  readonly sentPackets: number;
}

/** Reads the counters of one run of a container. */
export interface StatsSource {
  /** Null once the container no longer runs. */
  read(): Promise<RawSample | null>;
}

import { z } from 'zod';
import type { DockerClient } from '../../docker/docker-client.ts';
import type { RawSample, StatsSource } from './raw-sample.ts';

const counters = z.object({
  rx_bytes: z.number(),
  rx_packets: z.number(),
  tx_bytes: z.number(),
  tx_packets: z.number(),
});

const engineStats = z.object({
  cpu_stats: z.object({ cpu_usage: z.object({ total_usage: z.number() }) }),
  memory_stats: z.object({
    usage: z.number().optional(),
    limit: z.number().optional(),
    stats: z.record(z.string(), z.number()).nullish(),
  }),
  pids_stats: z.object({ current: z.number().default(0) }),
  networks: z.record(z.string(), counters).nullish(),
});

/** Reads counters from Docker, for engines whose control groups are not visible: on another or a virtual machine. */
export class EngineStats implements StatsSource {
  readonly #docker: DockerClient;
  readonly #key: string;
  readonly #cpuLimit: number | null;

  constructor(docker: DockerClient, key: string, cpuLimit: number | null) {
    this.#docker = docker;
    this.#key = key;
    this.#cpuLimit = cpuLimit;
  }

  async read(): Promise<RawSample | null> {
    const query = { stream: 'false', 'one-shot': 'true' };
    const answer = await this.#docker.transport
      .call('GET', `/containers/${this.#key}/stats`, query)
      .catch(() => null);
    const parsed = engineStats.safeParse(answer);
    // For a container that does not run, Docker responds without counters.
    const usage = parsed.data?.memory_stats.usage;
    if (!parsed.success || usage === undefined) return null;
    const { cpu_stats, memory_stats, pids_stats, networks } = parsed.data;
    const { inactive_file, total_inactive_file } = memory_stats.stats ?? {};
    return {
      clock: process.hrtime.bigint(),
      cpuNanos: BigInt(cpu_stats.cpu_usage.total_usage),
      cpuLimit: this.#cpuLimit,
      memoryBytes: Math.max(usage - (total_inactive_file ?? inactive_file ?? 0), 0),
      memoryLimitBytes: memory_stats.limit ?? null,
      pids: pids_stats.current,
      interfaces: new Map(
        Object.entries(networks ?? {}).map(([name, counted]) => [
          name,
          {
            receivedBytes: counted.rx_bytes,
            receivedPackets: counted.rx_packets,
            sentBytes: counted.tx_bytes,
            sentPackets: counted.tx_packets,
          },
        ]),
      ),
    };
  }
}

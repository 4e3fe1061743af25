import type { StatsSample } from '@pineapple/host-link/protocol';
import type { ObservedInterface } from '@pineapple/core';
import type { RawSample, StatsSource } from './raw-sample.ts';
import { toSample } from './to-sample.ts';

interface SamplerOptions {
  /** Opens the counters of the container's current run; null while it does not run. */
  readonly openSource: () => Promise<StatsSource | null>;
  readonly interfaces: () => readonly ObservedInterface[];
  readonly onSample: (sample: StatsSample) => void;
  /** The kernel no longer has an interface under its known name. */
  readonly onRenamed: () => void;
}

const intervalMs = 1000;

/** Measures one container once a second, as long as it runs. */
export class StatsSampler {
  readonly #options: SamplerOptions;
  #timer: NodeJS.Timeout | undefined;
  #run = 0;
  /** The names of all interfaces in the last measurement. */
  #names = '';

  constructor(options: SamplerOptions) {
    this.#options = options;
  }

  /** Starts measuring; called again after each start of the container. */
  async start(): Promise<void> {
    this.stop();
    const run = this.#run;
    const source = await this.#options.openSource();
    let before = source && (await source.read());
    if (!source || !before || run !== this.#run) return;
    this.#timer = setInterval(() => {
      void source.read().then((now) => {
        if (run !== this.#run) return;
        if (!now) this.stop();
        else if (before && now.clock > before.clock) before = this.#emit(before, now);
      });
    }, intervalMs);
  }

  stop(): void {
    this.#run += 1;
    clearInterval(this.#timer);
  }

  #emit(before: RawSample, now: RawSample): RawSample {
    const { interfaces, onSample, onRenamed } = this.#options;
    const known = interfaces();
    onSample(toSample(before, now, known, new Date()));
    const names = [...now.interfaces.keys()].toSorted().join();
    // An interface that was removed inside is looked for once.
    if (names !== this.#names && known.some(({ name }) => !now.interfaces.has(name))) onRenamed();
    this.#names = names;
    return now;
  }
}

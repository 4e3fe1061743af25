import type { StatsSample } from '@pineapple/host-link/protocol';
import type { ObservedInterface } from '@pineapple/core';
import type { RawSample, StatsSource } from './raw-sample.ts';
import { toSample } from './to-sample.ts';

export interface SamplerOptions {
  /** How to look at the container as it runs now; null while it does not. */
  readonly openSource: () => Promise<StatsSource | null>;
  readonly interfaces: () => readonly ObservedInterface[];
  readonly onSample: (sample: StatsSample) => void;
}

const everyMs = 1000;

/** Looks at one container once a second, for as long as it runs. */
export class StatsSampler {
  readonly #options: SamplerOptions;
  #timer: NodeJS.Timeout | undefined;
  #run = 0;

  constructor(options: SamplerOptions) {
    this.#options = options;
  }

  /** Begins, or begins anew as the container was started anew. */
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
        else if (before && now.clock > before.clock) before = this.#tell(before, now);
      });
    }, everyMs);
  }

  stop(): void {
    this.#run += 1;
    clearInterval(this.#timer);
  }

  #tell(before: RawSample, now: RawSample): RawSample {
    this.#options.onSample(toSample(before, now, this.#options.interfaces(), new Date()));
    return now;
  }
}

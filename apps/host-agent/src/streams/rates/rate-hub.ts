import type { LinkRates } from '@pineapple/host-link/protocol';
import type { Logger } from 'pino';
import { StreamRefusal } from '../stream-refusal.ts';
import { LabCounters } from './lab-counters.ts';
import { type CountedLinks, hasWires, toRates } from './to-rates.ts';

interface RateListener {
  readonly onRates: (rates: LinkRates) => void;
  /** The lab has no wires any more. */
  readonly onEnd: () => void;
}

interface Watched {
  readonly listeners: Set<RateListener>;
  readonly stopped: AbortController;
  latest: LinkRates | null;
}

const intervalMs = 1_000;
/** Labs that are measured at the same time. Each takes a process and some 0.2 ms of processor time a second. */
const mostLabs = 100;

/** Measures what each link of a lab carries, once a second, for any number of listeners. */
export class RateHub {
  readonly #log: Logger;
  readonly #watched = new Map<string, Watched>();

  constructor(log: Logger) {
    this.#log = log;
  }

  /** Watches a lab. @returns a function that stops watching @throws StreamRefusal for too many labs */
  watch(labId: string, listener: RateListener): () => void {
    const watched = this.#watched.get(labId) ?? this.#begin(labId);
    watched.listeners.add(listener);
    const { latest } = watched;
    // Once the caller has begun its answer.
    if (latest !== null) queueMicrotask(() => watched.listeners.has(listener) && listener.onRates(latest));
    return () => {
      watched.listeners.delete(listener);
      if (watched.listeners.size === 0) this.#end(labId, watched);
    };
  }

  #begin(labId: string): Watched {
    if (this.#watched.size >= mostLabs) {
      const message = `The host measures the links of ${mostLabs} labs, which is the limit. Try again later`;
      throw new StreamRefusal('LIMIT', message);
    }
    const watched: Watched = { listeners: new Set(), stopped: new AbortController(), latest: null };
    this.#watched.set(labId, watched);
    this.#measure(labId, watched)
      .catch((error: unknown) => {
        if (!watched.stopped.signal.aborted) this.#log.warn({ err: error, labId }, 'could not measure links');
      })
      .finally(() => {
        this.#end(labId, watched);
        for (const { onEnd } of [...watched.listeners]) onEnd();
      });
    return watched;
  }

  #end(labId: string, watched: Watched): void {
    watched.stopped.abort();
    if (this.#watched.get(labId) === watched) this.#watched.delete(labId);
  }

  /** Resolves once it is stopped, or when there is nothing to measure. */
  async #measure(labId: string, watched: Watched): Promise<void> {
    const { signal } = watched.stopped;
    using counters = await LabCounters.open(labId);
    if (counters === null || signal.aborted) return;
    const read = async (): Promise<CountedLinks> => ({
      clock: performance.now(),
      links: await counters.read(),
    });
    let before = await read();
    // A namespace that was made again, as after the lab's last network went, has none of the wires that are counted here.
    while (hasWires(labId, before) && (await nextSecond(signal))) {
      const now = await read();
      const rates = toRates(labId, before, now, new Date());
      before = now;
      // Listeners hear once that nothing is carried.
      const isNews = rates.links.length > 0 || watched.latest?.links.length !== 0;
      watched.latest = rates;
      if (isNews) for (const { onRates } of watched.listeners) onRates(rates);
    }
  }
}

/** Resolves with true after a second, and with false once the signal is aborted. */
function nextSecond(signal: AbortSignal): Promise<boolean> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(!signal.aborted), intervalMs);
    signal.addEventListener(
      'abort',
      () => {
        clearTimeout(timer);
        resolve(false);
      },
      { once: true },
    );
  });
}

import { setTimeout as rest } from 'node:timers/promises';

/** Between two changes, so that links that flap take less than all of the shell that makes them, in milliseconds. */
const restMs = 20;
/** The longest time that a timer takes, in milliseconds. */
const longest = 2 ** 31 - 1;

/**
 * One timer for each network whose links go down or come up by themselves. What is due runs one after the other, with
 * rests: a change that is late finds the state of its own time. They don't keep the process alive.
 */
export class OutageTimers {
  readonly #timers = new Map<string, NodeJS.Timeout>();
  #last: Promise<unknown> = Promise.resolve();

  /**
   * Replaces the timer of a network.
   * @param at when it is due, in milliseconds since 1970; null for none
   * @param due never rejects
   */
  set(networkId: string, at: number | null, due: () => Promise<void>): void {
    this.clear(networkId);
    if (at === null) return;
    const wait = Math.min(Math.max(at - Date.now(), 0), longest);
    this.#timers.set(networkId, setTimeout(() => this.#run(due), wait).unref());
  }

  #run(due: () => Promise<void>): void {
    this.#last = this.#last.then(due).then(() => rest(restMs, null, { ref: false }));
  }

  clear(networkId: string): void {
    clearTimeout(this.#timers.get(networkId));
    this.#timers.delete(networkId);
  }

  close(): void {
    for (const networkId of [...this.#timers.keys()]) this.clear(networkId);
  }
}

import type { TerminalLimits } from './terminal-limits.ts';

interface HostDeadlineOptions {
  readonly limits: Pick<TerminalLimits, 'quietMs' | 'unreachableMs'>;
  /** Called after `quietMs` without the host. */
  readonly late: () => void;
  /** Called after `unreachableMs` without the host. */
  readonly missed: () => void;
}

/** Measures how long a terminal waits for its host. */
export class HostDeadline {
  readonly #options: HostDeadlineOptions;
  #timers: readonly NodeJS.Timeout[] = [];

  constructor(options: HostDeadlineOptions) {
    this.#options = options;
  }

  /** Starts the timers, unless they are running. */
  expect(): void {
    if (this.#timers.length > 0) return;
    const { limits, late, missed } = this.#options;
    this.#timers = [
      setTimeout(late, limits.quietMs).unref(),
      setTimeout(missed, limits.unreachableMs).unref(),
    ];
  }

  /** The host answered, or is no longer needed. */
  stop(): void {
    for (const timer of this.#timers) clearTimeout(timer);
    this.#timers = [];
  }
}

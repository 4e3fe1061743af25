interface WaitOptions {
  /** Names the condition in the error of a wait that times out. */
  readonly what?: string;
  /** Describes the last state for the same error. */
  readonly seen?: () => string;
  /** Left out: the test's own time limit ends the wait. */
  readonly timeoutMs?: number;
}

/** Lets tests wait for a condition instead of for a time: it is checked whenever something has changed. */
export class Conditions {
  readonly #checks = new Set<() => void>();

  /** To be called after each change. */
  check(): void {
    for (const check of this.#checks) check();
  }

  /** Resolves once the condition holds, and rejects with what it throws. */
  async until(holds: () => boolean, { what = 'It', seen, timeoutMs }: WaitOptions = {}): Promise<void> {
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const check = (): void => {
      try {
        if (holds()) resolve();
      } catch (error) {
        reject(error as Error);
      }
    };
    const fail = (): void => reject(new Error(`${what} did not happen${seen ? `: ${seen()}` : '.'}`));
    const timer = timeoutMs === undefined ? undefined : setTimeout(fail, timeoutMs);
    this.#checks.add(check);
    check();
    try {
      await promise;
    } finally {
      clearTimeout(timer);
      this.#checks.delete(check);
    }
  }
}

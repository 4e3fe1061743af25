import type { PlanStep } from '@pineapple/core';
import { Limiter } from '../system/limiter.ts';

/**
 * Networks that are made at once. Docker makes them nearly one by one, and mostly waits for the kernel: they must not
 * keep containers waiting that have their networks already, nor a newer revision of the lab.
 */
const networksAtOnce = 2;
/** All other steps at once. Docker starts containers one by one, whatever is asked of it. */
const othersAtOnce = 4;

/** How many steps of all labs are under way at once. */
export class StepLimits {
  readonly #networks: Limiter;
  readonly #others: Limiter;

  constructor(networks = networksAtOnce, others = othersAtOnce) {
    this.#networks = new Limiter(networks);
    this.#others = new Limiter(others);
  }

  /** How many steps wait for their turn. */
  get waiting(): number {
    return this.#networks.waiting + this.#others.waiting;
  }

  /** @param endsWhatWasBegun whether the step's subject was begun by an earlier one */
  run<T>({ action }: PlanStep, endsWhatWasBegun: boolean, task: () => Promise<T>): Promise<T> {
    const limiter = action === 'create-network' ? this.#networks : this.#others;
    return limiter.run(task, { endsWhatWasBegun });
  }
}

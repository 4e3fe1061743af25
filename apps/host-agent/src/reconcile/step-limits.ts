import type { PlanStep } from '@pineapple/core';
import { Limiter } from '../system/limiter.ts';

/** How many networks are created at once. They must not delay containers, nor a newer revision of the lab. */
const maxNetworks = 2;
/** How many other steps run at once. Docker starts containers one by one in any case. */
const maxOthers = 4;

/** Limits how many steps of all labs run at once. */
export class StepLimits {
  readonly #networks: Limiter;
  readonly #others: Limiter;

  constructor(networks = maxNetworks, others = maxOthers) {
    this.#networks = new Limiter(networks);
    this.#others = new Limiter(others);
  }

  /** How many steps wait. */
  get waiting(): number {
    return this.#networks.waiting + this.#others.waiting;
  }

  /** @param finishesBegunWork whether an earlier step has begun with the same subject */
  run<T>({ action }: PlanStep, finishesBegunWork: boolean, task: () => Promise<T>): Promise<T> {
    const limiter = action === 'create-network' ? this.#networks : this.#others;
    return limiter.run(task, { finishesBegunWork });
  }
}

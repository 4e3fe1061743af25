import type { PlanStep } from '@pineapple/core';
import { Limiter } from '../system/limiter.ts';

/** How many networks are created at once. They must not delay containers, nor a newer revision of the lab. */
const maxNetworks = 2;
/** How many other steps run at once. Docker starts containers one by one in any case. */
const maxOthers = 4;

/** Learns when the first step arrives, and when the last one has ended. */
interface StepsObserver {
  readonly busy: () => void;
  readonly quiet: () => void;
}

/** Limits how many steps of all labs run at once. */
export class StepLimits {
  readonly #networks: Limiter;
  readonly #others: Limiter;
  /** Steps that run or wait. */
  #open = 0;
  #observer: StepsObserver | null = null;

  constructor(networks = maxNetworks, others = maxOthers) {
    this.#networks = new Limiter(networks);
    this.#others = new Limiter(others);
  }

  /** How many steps wait. */
  get waiting(): number {
    return this.#networks.waiting + this.#others.waiting;
  }

  /** Whether any step runs or waits. */
  get isBusy(): boolean {
    return this.#open > 0;
  }

  observe(observer: StepsObserver): void {
    this.#observer = observer;
  }

  /** @param finishesBegunWork whether an earlier step has begun with the same subject */
  async run<T>({ action }: PlanStep, finishesBegunWork: boolean, task: () => Promise<T>): Promise<T> {
    const limiter = action === 'create-network' ? this.#networks : this.#others;
    this.#open += 1;
    if (this.#open === 1) this.#observer?.busy();
    try {
      return await limiter.run(task, { finishesBegunWork });
    } finally {
      this.#open -= 1;
      if (this.#open === 0) this.#observer?.quiet();
    }
  }
}

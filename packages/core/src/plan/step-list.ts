import type { PlanStep } from './plan.ts';

/** Collects steps and remembers which of them free an address. */
export class StepList {
  readonly steps: PlanStep[] = [];
  readonly #freeing = new Map<string, string[]>();

  add(
    step: Omit<PlanStep, 'id' | 'after' | 'networkId'> & { networkId?: string; after?: readonly string[] },
  ): string {
    const { networkId = null, after = [], ...rest } = step;
    const id = `s${this.steps.length + 1}`;
    this.steps.push({ ...rest, id, networkId, after: [...new Set(after)] });
    return id;
  }

  /** Steps that take this address or rebuild this network wait for the step. */
  frees(networkId: string, ipv4Address: string | null, stepId: string): void {
    for (const place of [networkId, `${networkId} ${ipv4Address ?? ''}`]) {
      this.#freeing.set(place, [...(this.#freeing.get(place) ?? []), stepId]);
    }
  }

  /** The steps that must end before the address can be taken. */
  freeing(networkId: string, ipv4Address: string | null): readonly string[] {
    if (ipv4Address === null) return [];
    return this.#freeing.get(`${networkId} ${ipv4Address}`) ?? [];
  }

  /** The steps that must end before the network can be removed. */
  detaching(networkId: string): readonly string[] {
    return this.#freeing.get(networkId) ?? [];
  }
}

import type { PlanStep } from './plan.ts';
import type { Wire } from './wire.ts';

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

  /** Steps that take an address of this interface, or remove its network, wait for the step. */
  frees(wire: Wire, stepId: string): void {
    for (const place of [wire.networkId, ...placesOf(wire)])
      this.#freeing.set(place, [...(this.#freeing.get(place) ?? []), stepId]);
  }

  /** The steps that must end before the interface can be made. */
  freeing(wire: Wire): readonly string[] {
    return placesOf(wire).flatMap((place) => this.#freeing.get(place) ?? []);
  }

  /** The steps that must end before the network can be removed. */
  detaching(networkId: string): readonly string[] {
    return this.#freeing.get(networkId) ?? [];
  }
}

function placesOf({ networkId, addresses, macAddress }: Wire): string[] {
  return [...addresses.map((address) => address.split('/')[0] ?? ''), macAddress].map(
    (place) => `${networkId} ${place}`,
  );
}

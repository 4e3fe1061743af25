import { goneReadiness, type ReadinessModel } from '../../live-lab/readiness-model.ts';
import type { ContainerModel } from '../../live-lab/container-model.ts';
import type { LabChange } from '../../live-lab/lab-change.ts';
import type { SourceEvent } from '../../sockets/event-source.ts';

export function readinessEvent(readiness: ReadinessModel): SourceEvent {
  return { key: readiness.container.id, value: readiness };
}

/**
 * Picks out of a lab's changes those of readiness. A container also changes when it is connected to a
 * network; its readiness has not moved then, and its version says so.
 */
export class ReadinessChanges {
  readonly #versions = new Map<string, number>();

  /** To be called with the containers there are when listening begins. */
  know(containers: Iterable<ContainerModel>): void {
    for (const container of containers) {
      this.#versions.set(container.id, readinessNow(container).version);
    }
  }

  /** The new readiness; null when it has not changed. */
  of(change: LabChange): ReadinessModel | null {
    if (change.kind === 'container-gone') {
      this.#versions.delete(change.container.id);
      return goneReadiness(change.container);
    }
    if (change.kind !== 'container') return null;
    const { id } = change.container;
    const readiness = readinessNow(change.container);
    if (readiness.version <= (this.#versions.get(id) ?? -1)) return null;
    this.#versions.set(id, readiness.version);
    return readiness;
  }
}

export function readinessNow(container: ContainerModel): ReadinessModel {
  return container.readinessAt(container.lab.scene.clock());
}

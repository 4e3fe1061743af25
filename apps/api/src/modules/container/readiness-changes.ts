import type { LabChange } from '../../live-lab/lab-change.ts';
import type { ContainerModel, ReadinessModel } from '../../live-lab/lab-snapshot.ts';
import type { SourceEvent } from '../../sockets/event-source.ts';

/**
 * Picks the changes of readiness out of a lab's changes. A container changes when it is connected to a network, too;
 * its readiness then keeps its version.
 */
export class ReadinessChanges {
  readonly #versions = new Map<string, number>();

  /** Call it with the lab's containers when listening begins. */
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
  return container.readinessAt(container.lab.environment.clock());
}

export function readinessEvent(readiness: ReadinessModel): SourceEvent {
  return { key: readiness.container.id, value: readiness };
}

/** The last readiness of a container that is gone, whether or not its host ever reported it. */
function goneReadiness(container: ContainerModel): ReadinessModel {
  const now = container.lab.environment.clock();
  const last = container.readinessAt(now);
  if (last.phase === 'DELETED') return last;
  const at = now.toISOString();
  return {
    ...last,
    phase: 'DELETED',
    reason: null,
    since: at,
    phases: [...last.phases, { phase: 'DELETED', at, durationMs: 0 }],
    version: last.version + 1,
  };
}

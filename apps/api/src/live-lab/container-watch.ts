import { hostOfContainer } from '@pineapple/core';
import type { ContainerModel } from './lab-snapshot.ts';
import type { LiveLab } from './live-lab.ts';

/** Follows one container of a live lab. */
export class ContainerWatch {
  readonly labId: string;
  readonly containerId: string;
  readonly #liveLab: LiveLab;
  readonly #stop: () => void;
  #changed = Promise.withResolvers<void>();

  constructor(liveLab: LiveLab, containerId: string, changed: () => void = () => undefined) {
    this.labId = liveLab.labId;
    this.containerId = containerId;
    this.#liveLab = liveLab;
    this.#stop = liveLab.listen((change) => {
      const concerns = 'container' in change && change.container.id === containerId;
      if (!concerns && change.kind !== 'lab-deleted' && change.kind !== 'lab') return;
      this.#changed.resolve();
      this.#changed = Promise.withResolvers();
      changed();
    });
  }

  /** The container now; null once it is gone from its host, too. */
  get container(): ContainerModel | null {
    return this.#liveLab.snapshot.container(this.containerId);
  }

  /** Whether its owner has deleted it or its lab. */
  get deleted(): boolean {
    return this.#liveLab.snapshot.desired.deletedAt !== null || !this.container?.desired;
  }

  /** The host it runs on; null until it is placed. */
  get hostId(): string | null {
    const { desired } = this.#liveLab.snapshot;
    return hostOfContainer(desired, this.containerId, this.container?.observed?.hostId ?? null);
  }

  /** Resolves with the next change of the container. */
  get next(): Promise<void> {
    return this.#changed.promise;
  }

  close(): void {
    this.#stop();
  }
}

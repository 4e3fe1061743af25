import type { DockerEvent } from '../docker/docker-answers.ts';
import { labels } from '../docker/docker-names.ts';

/** `up`: Docker is there again, and anything may have happened. */
export type News = 'start' | 'die' | 'destroy' | 'up';
const told: ReadonlySet<string> = new Set<News>(['start', 'die', 'destroy']);

type Listener = (news: News) => void;

/** Tells whoever looks at a container when it starts, ends or goes. */
export class ContainerNews {
  readonly #listeners = new Map<string, Set<Listener>>();

  heard({ Type, Action, Actor }: DockerEvent): void {
    const containerId = Actor.Attributes?.[labels.container];
    if (Type !== 'container' || containerId === undefined || !told.has(Action)) return;
    for (const listener of this.#listeners.get(containerId) ?? []) listener(Action as News);
  }

  dockerIsUp(): void {
    for (const listeners of this.#listeners.values()) for (const listener of listeners) listener('up');
  }

  /** Listens; answers how to stop. */
  listen(containerId: string, listener: Listener): () => void {
    const listeners = this.#listeners.get(containerId) ?? new Set();
    this.#listeners.set(containerId, listeners.add(listener));
    return () => {
      listeners.delete(listener);
      if (listeners.size === 0) this.#listeners.delete(containerId);
    };
  }
}

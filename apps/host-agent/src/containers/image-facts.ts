import { labels } from '../docker/docker-names.ts';
import type { DockerClient } from '../docker/docker-client.ts';

/** What the agent must know of an image before it makes a container of it. */
export interface ImageFacts {
  readonly forwarding: boolean;
}

/** Images as looked up once; Docker's events say when to look again. */
export class ImageFactsCache {
  readonly #docker: DockerClient;
  readonly #known = new Map<string, Promise<ImageFacts>>();

  constructor(docker: DockerClient) {
    this.#docker = docker;
  }

  /** @throws DockerError when there is no such image */
  async of(reference: string): Promise<ImageFacts> {
    const known = this.#known.get(reference);
    if (known) return known;
    const asked = this.#ask(reference);
    this.#known.set(reference, asked);
    asked.catch(() => this.#known.delete(reference));
    return asked;
  }

  forget(): void {
    this.#known.clear();
  }

  async #ask(reference: string): Promise<ImageFacts> {
    const image = await this.#docker.inspectImage(reference);
    return { forwarding: image.Config?.Labels?.[labels.forwarding] === '1' };
  }
}

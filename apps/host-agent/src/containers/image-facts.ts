import type { ManifestContainer } from '@pineapple/core';
import type { DockerClient } from '../docker/docker-client.ts';
import type { ImageDetails } from '../docker/docker-answers.ts';
import { isNotFound } from '../docker/docker-error.ts';
import { labels } from '../docker/docker-names.ts';

/** What the agent needs to know about an image before it creates a container. */
export interface ImageFacts {
  /** Docker's id of the image. */
  readonly id: string;
  readonly forwarding: boolean;
  readonly entrypoint: readonly string[];
  /** What the entrypoint gets as its arguments; without an entrypoint, the program itself. */
  readonly command: readonly string[];
  /** Lines such as `PATH=/bin`. */
  readonly env: readonly string[];
  /** Empty for root. */
  readonly user: string;
  /** Empty for the root of its files. */
  readonly workingDir: string;
  /** In bytes. */
  readonly size: number;
  /** Whether Docker runs a health check in its containers from their start on, also while they wait behind the gate. */
  readonly hasHealthCheck: boolean;
}

/** The facts of a container's image, which is pulled if it is one of a registry and missing. */
export function factsOf(
  { image, imageReference }: Pick<ManifestContainer, 'image' | 'imageReference'>,
  images: ImageFactsCache,
): Promise<ImageFacts> {
  // The catalogue's own are built on the host. One that left the catalogue has its bare name as reference.
  const pull = imageReference !== image && !imageReference.startsWith('pineapple/');
  return images.of(imageReference, { pull });
}

/** Looks up each image once, and pulls one that is missing. Docker's image events clear the cache. */
export class ImageFactsCache {
  readonly #docker: DockerClient;
  readonly #known = new Map<string, Promise<ImageFacts>>();

  constructor(docker: DockerClient) {
    this.#docker = docker;
  }

  /**
   * @param pull Whether to pull the image when it is missing
   * @throws Error when there is no such image and its registry gives none either
   */
  async of(reference: string, { pull = false } = {}): Promise<ImageFacts> {
    const known = this.#known.get(reference);
    if (known) return known;
    const facts = this.#inspect(reference, pull);
    this.#known.set(reference, facts);
    facts.catch(() => this.#known.delete(reference));
    return facts;
  }

  clear(): void {
    this.#known.clear();
  }

  async #find(reference: string, pull: boolean): Promise<ImageDetails> {
    try {
      return await this.#docker.inspectImage(reference);
    } catch (error) {
      if (!pull || !isNotFound(error)) throw error;
    }
    try {
      await this.#docker.pullImage(reference);
    } catch (cause) {
      const why = cause instanceof Error ? cause.message : String(cause);
      throw new Error(`No such image: ${reference}. It could not be pulled: ${why}`, { cause });
    }
    return this.#docker.inspectImage(reference);
  }

  async #inspect(reference: string, pull: boolean): Promise<ImageFacts> {
    const image = await this.#find(reference, pull);
    const test = image.Config?.Healthcheck?.Test ?? [];
    return {
      id: image.Id,
      forwarding: image.Config?.Labels?.[labels.forwarding] === '1',
      entrypoint: image.Config?.Entrypoint ?? [],
      command: image.Config?.Cmd ?? [],
      env: image.Config?.Env ?? [],
      user: image.Config?.User ?? '',
      workingDir: image.Config?.WorkingDir ?? '',
      size: image.Size,
      hasHealthCheck: test.length > 0 && test[0] !== 'NONE',
    };
  }
}

import { ownImageAt } from '@pineapple/core';
import { buildLine, type ImageLayer } from '@pineapple/host-link/protocol';
import type { HostLinks } from '@pineapple/host-link';
import type { ImageStore, StoredImage } from '@pineapple/store';
import type { Logger } from 'pino';
import type { UserChannels } from '../../identity/user-channels.ts';
import type { EventSink, EventSource, SourceEvent } from '../../sockets/event-source.ts';
import { readHostLines } from '../../live-hosts/read-host-lines.ts';
import { noLab } from './cancel-image-build.ts';

interface ImageBuildOptions {
  readonly image: StoredImage;
  readonly images: Pick<ImageStore, 'get'>;
  readonly links: HostLinks;
  readonly userChannels: UserChannels;
  readonly clock: () => Date;
  readonly logger: Logger;
  /** Counts a reader. Returns a function that ends the count. */
  readonly enter: () => () => void;
}

/** Lines that arrive within this time make one event. */
const gatherMs = 50;
/** Of these, the last ones are sent. */
const mostAtOnce = 2_000;

/** The build of one image for one reader: its log from the host, and its end from the store. */
export class ImageBuildSource implements EventSource {
  readonly #options: ImageBuildOptions;
  readonly #left = new AbortController();
  readonly #unlisten: () => void;
  #image: StoredImage;
  #lines: string[] = [];
  /** Those of which there is news, by id. */
  #layers = new Map<string, ImageLayer>();
  #sink: EventSink | null = null;
  #timer: NodeJS.Timeout | null = null;
  #logHasEnded = false;
  #events = 0;

  private constructor(options: ImageBuildOptions, image: StoredImage, unlisten: () => void) {
    this.#options = options;
    this.#image = image;
    this.#unlisten = unlisten;
  }

  /** Listens before it reads, so that the end of the build is not missed. */
  static async open(options: ImageBuildOptions): Promise<ImageBuildSource> {
    const { image, userChannels, images } = options;
    const { ownerId, name } = image;
    let source: ImageBuildSource | null = null;
    const unlisten = await userChannels.listen(ownerId, (message) => {
      if (message.type === 'labs-changed' || (message.type === 'image-changed' && message.name === name))
        void source?.refresh();
    });
    const now = await images.get(ownerId, name);
    source = new ImageBuildSource(options, now ?? image, unlisten);
    return source;
  }

  current(): readonly SourceEvent[] {
    return [this.#event([])];
  }

  start(sink: EventSink): () => void {
    this.#sink = sink;
    const leave = this.#options.enter();
    void this.#readLog();
    return () => {
      this.#sink = null;
      this.#left.abort();
      if (this.#timer !== null) clearTimeout(this.#timer);
      this.#unlisten();
      leave();
    };
  }

  async refresh(): Promise<void> {
    const { images, image, logger } = this.#options;
    try {
      const stored = await images.get(image.ownerId, image.name);
      // Deleted, or built again: this build has ended.
      if (stored?.buildId !== this.#image.buildId) return this.#sink?.end();
      this.#image = stored;
      this.#flush();
    } catch (error) {
      logger.error({ err: error, buildId: image.buildId }, 'could not read an image again');
    }
  }

  /** The log ends with the build. Without its host there is none. */
  async #readLog(): Promise<void> {
    const { links, logger } = this.#options;
    const { hostId, buildId, state } = this.#image;
    const { signal } = this.#left;
    // A host does not wait for a build that has ended.
    const path = `/builds/${buildId}${state === 'building' ? '' : '?ended'}`;
    const onLine = (text: string): void => {
      const news = buildLine.parse(JSON.parse(text));
      if ('line' in news) this.#lines.push(news.line);
      else this.#layers.set(news.layer.id, news.layer);
      this.#timer ??= setTimeout(() => this.#flush(), gatherMs).unref();
    };
    try {
      if (hostId !== null) await readHostLines(links, { hostId, labId: noLab, path, onLine, signal });
    } catch (error) {
      if (signal.aborted) return;
      logger.info({ err: error, buildId, hostId }, 'could not read the log of a build');
    }
    this.#logHasEnded = true;
    await this.refresh();
  }

  #flush(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    const lines = this.#lines.slice(-mostAtOnce);
    this.#lines = [];
    const layers = [...this.#layers.values()];
    this.#layers.clear();
    this.#sink?.event(this.#event(lines, layers));
    if (this.#logHasEnded && this.#image.state !== 'building') this.#sink?.end();
  }

  /** No event replaces another: each has lines of its own. */
  #event(lines: readonly string[], layers: readonly ImageLayer[] = []): SourceEvent {
    this.#events += 1;
    const image = ownImageAt(this.#image, this.#options.clock());
    return { key: `lines ${this.#events}`, value: { image, lines, layers } };
  }
}

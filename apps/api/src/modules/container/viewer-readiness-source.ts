import { labPagesOf, type LabStore } from '@pineapple/store';
import type { Logger } from 'pino';
import type { EventSink, EventSource, SourceEvent } from '../../sockets/event-source.ts';
import type { LiveLab } from '../../live-lab/live-lab.ts';
import type { LiveLabs } from '../../live-lab/live-labs.ts';
import { ReadinessChanges, readinessEvent, readinessNow } from './readiness-changes.ts';
import type { UserChannels } from '../../identity/user-channels.ts';

interface ViewerReadinessOptions {
  readonly viewerId: string;
  readonly labs: LabStore;
  readonly liveLabs: LiveLabs;
  readonly userChannels: UserChannels;
  readonly logger: Logger;
}

interface Watched {
  readonly liveLab: LiveLab;
  stop: () => void;
}

/** The readiness of every container in all labs of a user, then every change. Includes labs created later. */
export class ViewerReadinessSource implements EventSource {
  readonly #options: ViewerReadinessOptions;
  readonly #watched = new Map<string, Watched>();
  #sink: EventSink | null = null;
  #leaveChannel: () => void = () => undefined;
  #listing: Promise<void> = Promise.resolve();

  private constructor(options: ViewerReadinessOptions) {
    this.#options = options;
  }

  /** Listens for new labs before it lists the existing ones, so that none is missed. */
  static async open(options: ViewerReadinessOptions): Promise<ViewerReadinessSource> {
    const source = new ViewerReadinessSource(options);
    const { userChannels, viewerId } = options;
    source.#leaveChannel = await userChannels.listen(viewerId, ({ type }) => {
      if (type === 'labs-changed') source.#listAgain();
    });
    try {
      await source.#list();
    } catch (error) {
      source.close();
      throw error;
    }
    return source;
  }

  current(): readonly SourceEvent[] {
    return [...this.#watched.values()].flatMap(({ liveLab }) =>
      liveLab.snapshot.containers.map((container) => readinessEvent(readinessNow(container))),
    );
  }

  start(sink: EventSink): () => void {
    this.#sink = sink;
    return () => this.close();
  }

  close(): void {
    this.#sink = null;
    this.#leaveChannel();
    for (const { stop } of this.#watched.values()) stop();
    this.#watched.clear();
  }

  #listAgain(): void {
    this.#listing = this.#listing
      .then(() => this.#list())
      .catch((error: unknown) => {
        const { logger, viewerId } = this.#options;
        logger.error({ err: error, userId: viewerId }, 'could not list the labs of a user again');
      });
  }

  async #list(): Promise<void> {
    const { labs, liveLabs, viewerId } = this.#options;
    for await (const page of labPagesOf(labs, viewerId)) {
      const unknown = page.filter(({ id }) => !this.#watched.has(id));
      for (const liveLab of await Promise.all(unknown.map(({ id }) => liveLabs.open(id)))) {
        if (liveLab !== null && !this.#watched.has(liveLab.labId)) this.#watch(liveLab);
      }
    }
  }

  #watch(liveLab: LiveLab): void {
    const changes = new ReadinessChanges();
    const { containers } = liveLab.snapshot;
    changes.know(containers);
    const stop = liveLab.listen((change) => {
      const readiness = changes.of(change);
      if (readiness !== null) this.#sink?.event(readinessEvent(readiness));
      // Not before the lab's other changes: several containers may be gone at once.
      queueMicrotask(() => this.#forgetEmptied(liveLab));
    });
    this.#watched.set(liveLab.labId, { liveLab, stop });
    for (const container of containers) this.#sink?.event(readinessEvent(readinessNow(container)));
  }

  /** A deleted lab is watched until its last container is gone. */
  #forgetEmptied({ labId, snapshot }: LiveLab): void {
    if (snapshot.desired.deletedAt === null || snapshot.containers.length > 0) return;
    this.#watched.get(labId)?.stop();
    this.#watched.delete(labId);
  }
}

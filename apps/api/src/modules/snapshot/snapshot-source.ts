import { snapshotAt } from '@pineapple/core';
import type { SnapshotStore, StoredSnapshot } from '@pineapple/store';
import type { Logger } from 'pino';
import type { UserChannels } from '../../identity/user-channels.ts';
import type { EventSink, EventSource, SourceEvent } from '../../sockets/event-source.ts';

interface SnapshotSourceOptions {
  readonly snapshot: StoredSnapshot;
  readonly snapshots: Pick<SnapshotStore, 'get'>;
  readonly userChannels: UserChannels;
  readonly clock: () => Date;
  readonly logger: Logger;
}

/** One snapshot for its owner: as it is now, then with each container that was saved, until it is ready or failed. */
export class SnapshotSource implements EventSource {
  readonly #options: SnapshotSourceOptions;
  readonly #unlisten: () => void;
  #snapshot: StoredSnapshot;
  #sink: EventSink | null = null;

  private constructor(options: SnapshotSourceOptions, snapshot: StoredSnapshot, unlisten: () => void) {
    this.#options = options;
    this.#snapshot = snapshot;
    this.#unlisten = unlisten;
  }

  /** Listens before it reads, so that the end is not missed. */
  static async open(options: SnapshotSourceOptions): Promise<SnapshotSource> {
    const { snapshot, snapshots, userChannels } = options;
    const { ownerId, id } = snapshot;
    let source: SnapshotSource | null = null;
    const unlisten = await userChannels.listen(ownerId, (message) => {
      if (
        message.type === 'labs-changed' ||
        (message.type === 'snapshot-changed' && message.snapshotId === id)
      )
        void source?.refresh();
    });
    source = new SnapshotSource(options, (await snapshots.get(ownerId, id)) ?? snapshot, unlisten);
    return source;
  }

  current(): readonly SourceEvent[] {
    return [this.#event()];
  }

  start(sink: EventSink): () => void {
    this.#sink = sink;
    // Also what changed since it was opened, and the end of one that has ended.
    void this.refresh();
    return () => {
      this.#sink = null;
      this.#unlisten();
    };
  }

  async refresh(): Promise<void> {
    const { snapshots, snapshot, logger } = this.#options;
    try {
      const stored = await snapshots.get(snapshot.ownerId, snapshot.id);
      if (stored === null) return this.#sink?.end();
      this.#snapshot = stored;
      this.#sink?.event(this.#event());
      if (stored.state !== 'saving') this.#sink?.end();
    } catch (error) {
      logger.error({ err: error, snapshotId: snapshot.id }, 'could not read a snapshot again');
    }
  }

  #event(): SourceEvent {
    return { key: 'snapshot', value: snapshotAt(this.#snapshot, this.#options.clock()) };
  }
}

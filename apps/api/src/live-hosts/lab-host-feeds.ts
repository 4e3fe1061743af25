import type { HostLinks } from '@pineapple/host-link';
import type { Logger } from 'pino';
import type { LiveLab } from '../live-lab/live-lab.ts';
import { followFeed } from './follow-feed.ts';

interface LabHostFeedsOptions<T> {
  readonly liveLab: LiveLab;
  readonly links: HostLinks;
  readonly logger: Logger;
  /** The same on each host. */
  readonly path: string;
  /** Reads a line. @throws if it is none, which begins the feed again */
  readonly read: (line: string) => T;
  /** A host has sent a line. */
  readonly onLine: () => void;
  readonly onLabDeleted: () => void;
  /** Any other change of the lab. */
  readonly onLabChange?: () => void;
}

/** One host of the lab. */
interface Followed<T> {
  readonly stopped: AbortController;
  latest: T | null;
}

/** Follows the same feed on all hosts of a lab, and keeps the last line of each. */
export class LabHostFeeds<T> {
  readonly #options: LabHostFeedsOptions<T>;
  readonly #followed = new Map<string, Followed<T>>();
  #changed = Promise.withResolvers<void>();

  constructor(options: LabHostFeedsOptions<T>) {
    this.#options = options;
  }

  /** What the hosts sent last. Those that have sent nothing yet are left out. */
  get latest(): readonly T[] {
    return [...this.#followed.values()].flatMap(({ latest }) => (latest === null ? [] : [latest]));
  }

  /** @returns a function that stops */
  start(): () => void {
    const { liveLab, onLabDeleted, onLabChange } = this.#options;
    const stop = liveLab.listen((change) => {
      // A host that has nothing of the lab ends its feed. Any change may bring the first.
      this.#changed.resolve();
      this.#changed = Promise.withResolvers();
      if (change.kind === 'lab-deleted') return onLabDeleted();
      this.#followHosts();
      onLabChange?.();
    });
    this.#followHosts();
    return () => {
      stop();
      for (const hostId of [...this.#followed.keys()]) this.#leave(hostId);
    };
  }

  #followHosts(): void {
    const hosts = new Set(this.#options.liveLab.snapshot.desired.placement.hosts);
    for (const hostId of [...this.#followed.keys()]) if (!hosts.has(hostId)) this.#leave(hostId);
    for (const hostId of hosts) if (!this.#followed.has(hostId)) this.#follow(hostId);
  }

  #leave(hostId: string): void {
    this.#followed.get(hostId)?.stopped.abort();
    this.#followed.delete(hostId);
  }

  #follow(hostId: string): void {
    const { liveLab, links, logger, path, read, onLine } = this.#options;
    const followed: Followed<T> = { stopped: new AbortController(), latest: null };
    this.#followed.set(hostId, followed);
    const nextChange = (): Promise<void> => this.#changed.promise;
    void followFeed({
      links,
      logger,
      watch: {
        ...{ labId: liveLab.labId, hostId },
        get next() {
          return nextChange();
        },
      },
      path: () => path,
      lines: (lines) => {
        const last = lines.at(-1);
        if (last === undefined) return;
        followed.latest = read(last);
        onLine();
      },
      signal: followed.stopped.signal,
    });
  }
}

import type { ClientHttp2Session } from 'node:http2';
import type { Logger } from 'pino';
import { HostDoor, type OpenHostStream } from './host-door.ts';
import { HostLink } from './host-link.ts';

export interface HostLinksOptions {
  readonly open: OpenHostStream;
  readonly logger: Logger;
  /** Told of every session that comes to be or ends. */
  readonly counted: (change: 1 | -1) => void;
}

/** The use of a link, until it is released. */
export interface HostLease {
  session(signal: AbortSignal): Promise<ClientHttp2Session>;
  release(): void;
}

/**
 * The links of this process to hosts. A terminal has one of its own, so that a flood in it delays no other; logs,
 * stats and questions share one per host.
 */
export class HostLinks {
  readonly #options: HostLinksOptions;
  readonly #doors = new Map<string, HostDoor>();
  readonly #links = new Map<string, HostLink>();
  #closed = false;

  constructor(options: HostLinksOptions) {
    this.#options = options;
  }

  terminal(hostId: string, containerId: string, name: string): HostLease {
    return this.#lease(hostId, `terminal ${containerId} ${name}`);
  }

  feeds(hostId: string): HostLease {
    return this.#lease(hostId, 'feeds');
  }

  /** Whether the last try to reach the host failed. */
  away(hostId: string): boolean {
    return this.#doors.get(hostId)?.away ?? false;
  }

  close(): void {
    this.#closed = true;
    for (const link of [...this.#links.values()]) link.close();
  }

  #lease(hostId: string, purpose: string): HostLease {
    const key = `${hostId} ${purpose}`;
    const link = this.#links.get(key) ?? this.#make(key, hostId, purpose);
    link.use();
    let released = false;
    return {
      session: (signal) => link.session(signal),
      release: () => {
        if (released) return;
        released = true;
        link.leave();
      },
    };
  }

  #make(key: string, hostId: string, purpose: string): HostLink {
    if (this.#closed) throw new Error('The server is closing: no link to a host is opened any more');
    const link = new HostLink({
      door: this.#door(hostId),
      purpose,
      counted: this.#options.counted,
      closed: () => {
        if (this.#links.get(key) === link) this.#links.delete(key);
      },
    });
    this.#links.set(key, link);
    return link;
  }

  /** Kept for good: there are few hosts, and what is known of one that is away outlives who asked. */
  #door(hostId: string): HostDoor {
    const known = this.#doors.get(hostId);
    if (known !== undefined) return known;
    const door = new HostDoor(hostId, this.#options.open, this.#options.logger);
    this.#doors.set(hostId, door);
    return door;
  }
}

import type { ClientHttp2Session } from 'node:http2';
import type { Logger } from 'pino';
import { HostConnector, type OpenHostStream } from './host-connector.ts';
import { HostLink } from './host-link.ts';

interface HostLinksOptions {
  readonly open: OpenHostStream;
  readonly logger: Logger;
  /** Called for each session that opens (1) or closes (-1). */
  readonly onSession: (change: 1 | -1) => void;
}

/** Keeps a link open until it is released. */
export interface HostLease {
  session(signal: AbortSignal): Promise<ClientHttp2Session>;
  release(): void;
}

/**
 * The links of this process to hosts. Each terminal and each capture has its own, so that a flood of output delays no other.
 * Logs, statistics and requests share one per host, and connections to ports one per container.
 */
export class HostLinks {
  readonly #options: HostLinksOptions;
  readonly #connectors = new Map<string, HostConnector>();
  readonly #links = new Map<string, HostLink>();
  #closed = false;

  constructor(options: HostLinksOptions) {
    this.#options = options;
  }

  terminal(hostId: string, containerId: string, name: string): HostLease {
    return this.#lease(hostId, `terminal ${containerId} ${name}`);
  }

  /** @param id tells the captures of a container apart */
  capture(hostId: string, containerId: string, id: string): HostLease {
    return this.#lease(hostId, `capture ${containerId} ${id}`);
  }

  /** The connections to a container's ports share one: they are its owner's, and each has its own flow control. */
  ports(hostId: string, containerId: string): HostLease {
    return this.#lease(hostId, `ports ${containerId}`);
  }

  feeds(hostId: string): HostLease {
    return this.#lease(hostId, 'feeds');
  }

  /** Whether the last attempt to reach the host failed. */
  unreachable(hostId: string): boolean {
    return this.#connectors.get(hostId)?.unreachable ?? false;
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
    if (this.#closed) throw new Error('The server is closing and opens no more links to hosts');
    const link = new HostLink({
      connector: this.#connector(hostId),
      purpose,
      onSession: this.#options.onSession,
      onClosed: () => {
        if (this.#links.get(key) === link) this.#links.delete(key);
      },
    });
    this.#links.set(key, link);
    return link;
  }

  /** Connectors are never dropped: there are few hosts, and their back-off must outlive a link. */
  #connector(hostId: string): HostConnector {
    const known = this.#connectors.get(hostId);
    if (known !== undefined) return known;
    const connector = new HostConnector(hostId, this.#options.open, this.#options.logger);
    this.#connectors.set(hostId, connector);
    return connector;
  }
}

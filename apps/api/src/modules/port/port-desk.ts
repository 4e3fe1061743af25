import type { Services } from '../../context/services.ts';
import { forwardCloseCodes } from '@pineapple/host-link/forward';
import { SocketRegistry } from '../../sockets/socket-registry.ts';
import type { HeldPort } from './held-port.ts';
import type { PortLimits } from './port-limits.ts';
import { PortRefusal } from './port-refusal.ts';

/** Counts the open connections to ports of every user, and cuts those of a credential that was revoked. */
export class PortDesk {
  readonly #limits: PortLimits;
  readonly #registry: SocketRegistry;
  readonly #open = new Set<HeldPort>();

  constructor(services: Services, limits: PortLimits) {
    this.#limits = limits;
    const { authenticator, userChannels, clock, metrics, bus, logger } = services;
    const { connectionsPerUser, keepAliveMs } = limits;
    this.#registry = new SocketRegistry({
      ...{ authenticator, userChannels, clock },
      limits: { socketsPerUser: connectionsPerUser, anonymousSocketsPerAddress: 0, keepAliveMs },
      counted: (change) => metrics.portOpened(change),
    });
    bus.onReconnect(() => {
      this.#registry
        .revalidate()
        .catch((error: unknown) => logger.error({ err: error }, 'could not check credentials again'));
    });
  }

  /** Takes a place, until the connection is over. @throws PortRefusal when the user has none left */
  async admit(held: HeldPort): Promise<void> {
    if (!this.#registry.hasRoom(held)) {
      const { connectionsPerUser } = this.#limits;
      const message = `You have ${connectionsPerUser} open connections to ports, which is the limit. Close some first.`;
      throw new PortRefusal('QUOTA', message);
    }
    this.#open.add(held);
    held.signal.addEventListener('abort', () => {
      this.#open.delete(held);
      this.#registry.remove(held);
    });
    await this.#registry.add(held);
  }

  /** Cuts all connections. */
  close(): void {
    for (const held of [...this.#open]) held.close(forwardCloseCodes.goingAway, 'The server is restarting.');
    this.#registry.close();
  }
}

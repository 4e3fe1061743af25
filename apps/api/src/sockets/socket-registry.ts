import { hasExpired, type Authenticator } from '../identity/authenticator.ts';
import type { Credential } from '../identity/credential.ts';
import type { SocketLimits } from './socket-limits.ts';
import { closeCodes } from './socket-connection.ts';
import type { UserChannels } from '../identity/user-channels.ts';

interface SocketRegistryOptions {
  readonly authenticator: Authenticator;
  readonly userChannels: UserChannels;
  readonly limits: Pick<SocketLimits, 'socketsPerUser' | 'anonymousSocketsPerAddress' | 'keepAliveMs'>;
  readonly clock: () => Date;
  readonly counted: (change: 1 | -1) => void;
}

/** An open WebSocket of any protocol, or a response that does not end by itself. */
export interface HeldSocket {
  /** The user or address whose limit it counts against. */
  readonly holder: string;
  readonly credential: Credential | null;
  close(code: number, reason: string): void;
  /** Pings the client, after it has disconnected one that did not answer the last ping. */
  beat(): void;
}

interface Holder {
  readonly sockets: Set<HeldSocket>;
  stop: (() => void) | null;
}

/** All open sockets by holder. It limits their number and closes those of a revoked credential. */
export class SocketRegistry {
  readonly #options: SocketRegistryOptions;
  readonly #holders = new Map<string, Holder>();
  readonly #pulse: NodeJS.Timeout;

  constructor(options: SocketRegistryOptions) {
    this.#options = options;
    this.#pulse = setInterval(() => this.#checkAll(), options.limits.keepAliveMs).unref();
  }

  /** Whether the holder may open one more. */
  hasRoom(connection: Pick<HeldSocket, 'holder' | 'credential'>): boolean {
    const { socketsPerUser, anonymousSocketsPerAddress } = this.#options.limits;
    const most = connection.credential === null ? anonymousSocketsPerAddress : socketsPerUser;
    return (this.#holders.get(connection.holder)?.sockets.size ?? 0) < most;
  }

  /** Counts the socket from now on. Resolves once a revocation would close it. */
  async add(connection: HeldSocket): Promise<void> {
    const holder = this.#holders.get(connection.holder) ?? this.#hold(connection.holder);
    holder.sockets.add(connection);
    this.#options.counted(1);
    const { credential } = connection;
    if (credential === null || holder.stop !== null) return;
    const stop = await this.#options.userChannels.listen(credential.user.id, (message) => {
      if (message.type === 'session-revoked') this.#closeRevoked(credential.user.id, message.sessionId);
      if (message.type === 'credentials-changed') this.#checkHolder(holder);
    });
    // Several first sockets of one user may open at once. One listener is enough.
    if (holder.stop === null && holder.sockets.size > 0) holder.stop = stop;
    else stop();
    // It may have been revoked just before listening began.
    if (!(await this.#options.authenticator.stillGood(credential))) {
      connection.close(closeCodes.unauthorized, 'Session ended');
    }
  }

  remove(connection: HeldSocket): void {
    const { holder: key } = connection;
    const holder = this.#holders.get(key);
    if (holder === undefined || !holder.sockets.delete(connection)) return;
    this.#options.counted(-1);
    if (holder.sockets.size > 0) return;
    holder.stop?.();
    this.#holders.delete(key);
  }

  /** Checks every credential in use again, after revocations may have been missed. */
  async revalidate(): Promise<void> {
    await this.#checkAgain(this.#all());
  }

  async #checkAgain(connections: readonly HeldSocket[]): Promise<void> {
    const byCredential = Map.groupBy(connections, ({ credential }) => credential?.tokenHash ?? '');
    for (const [, sockets] of byCredential) {
      const credential = sockets[0]?.credential ?? null;
      if (credential === null || (await this.#options.authenticator.stillGood(credential))) continue;
      for (const each of sockets) each.close(closeCodes.unauthorized, 'Session ended');
    }
  }

  close(): void {
    clearInterval(this.#pulse);
    for (const { stop } of this.#holders.values()) stop?.();
  }

  #hold(key: string): Holder {
    const holder: Holder = { sockets: new Set(), stop: null };
    this.#holders.set(key, holder);
    return holder;
  }

  #checkHolder({ sockets }: Holder): void {
    const open = [...sockets];
    // If the check fails, all clients have to sign in again.
    this.#checkAgain(open).catch(() => {
      for (const each of open) each.close(closeCodes.unauthorized, 'Sign in again');
    });
  }

  #closeRevoked(userId: string, credentialId: string): void {
    for (const connection of this.#holders.get(userId)?.sockets ?? []) {
      if (connection.credential?.id !== credentialId) continue;
      connection.close(closeCodes.unauthorized, 'Session ended');
    }
  }

  /** Pings every client, and disconnects those whose credential has expired. One timer serves all. */
  #checkAll(): void {
    const now = this.#options.clock().getTime();
    for (const connection of this.#all()) {
      const { credential } = connection;
      if (credential === null || !hasExpired(credential, now)) connection.beat();
      else connection.close(closeCodes.unauthorized, 'Session expired');
    }
  }

  #all(): HeldSocket[] {
    return [...this.#holders.values()].flatMap(({ sockets }) => [...sockets]);
  }
}

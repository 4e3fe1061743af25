import { setTimeout as delay } from 'node:timers/promises';
import { Redis, type RedisOptions } from 'ioredis';

const longestPauseMs = 2_000;

/** Tries for ever, at first nearly at once; some randomness keeps a fleet from coming back in step. */
function pauseBefore(attempt: number): number {
  const pause = Math.min(longestPauseMs, 10 * 2 ** Math.min(attempt, 10));
  return pause * (0.5 + Math.random() / 2);
}

/** Where a server is, and how to sign in to it. */
export interface ValkeyServer {
  readonly url: string;
  /** Asked before each connection; null takes what is in the URL. */
  readonly password: (() => Promise<string>) | null;
  readonly onError: (error: Error) => void;
}

/** A connection that asks for its password anew whenever it is made. */
class SigningRedis extends Redis {
  readonly #password: () => Promise<string>;
  #asking: Promise<void> | null = null;

  constructor({ url, password }: { url: string; password: () => Promise<string> }, options: RedisOptions) {
    super(url, options);
    this.#password = password;
  }

  /** ioredis calls this at the first use and after each loss, and may do so while the password is on its way. */
  override async connect(): Promise<void> {
    // Otherwise set when a connection is begun, and looked at by commands that wait for one.
    this.condition ??= { select: 0, subscriber: false };
    this.#asking ??= this.#ask().finally(() => {
      this.#asking = null;
    });
    await this.#asking;
    if (this.status === 'end') throw new Error('The connection was closed before it was made.');
    await super.connect();
  }

  async #ask(): Promise<void> {
    for (let attempt = 1; this.status !== 'end'; attempt += 1) {
      try {
        this.options.password = await this.#password();
        return;
      } catch (error) {
        this.emit('error', error);
        await delay(pauseBefore(attempt));
      }
    }
  }
}

/** A connection that is made at its first use and comes back by itself after each loss. */
export function connectToValkey(
  { url, password, onError }: ValkeyServer,
  name: string,
  settings: RedisOptions,
): Redis {
  const options: RedisOptions = {
    lazyConnect: true,
    connectTimeout: 3_000,
    // For a goodbye on a connection that may lead nowhere.
    disconnectTimeout: 100,
    keepAlive: 5_000,
    retryStrategy: pauseBefore,
    // A server that became a replica: go back to the address and find the primary there.
    reconnectOnError: (error) => error.message.startsWith('READONLY'),
    connectionName: name,
    disableClientInfo: true,
    ...settings,
  };
  const connection =
    password === null ? new Redis(url, options) : new SigningRedis({ url, password }, options);
  // One report of each kind for an outage, not one for each try.
  const reported = new Set<string>();
  connection.on('ready', () => reported.clear());
  connection.on('error', (error: Error) => {
    if (!reported.has(error.message)) onError(error);
    reported.add(error.message);
  });
  return connection;
}

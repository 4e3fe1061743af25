import { setTimeout as delay } from 'node:timers/promises';
import { Redis, type RedisOptions } from 'ioredis';

const longestPauseMs = 2_000;

/** Retries for ever, at first almost at once. The randomness keeps many clients from reconnecting in step. */
function pauseBefore(attempt: number): number {
  const pause = Math.min(longestPauseMs, 10 * 2 ** Math.min(attempt, 10));
  return pause * (0.5 + Math.random() / 2);
}

export interface ValkeyServer {
  readonly url: string;
  /** Called before each connection; null uses the password in the URL. */
  readonly password: (() => Promise<string>) | null;
  readonly onError: (error: Error) => void;
}

/** A client that asks for a fresh password before each connection. */
class PasswordRefreshingRedis extends Redis {
  readonly #password: () => Promise<string>;
  #refreshing: Promise<void> | null = null;

  constructor({ url, password }: { url: string; password: () => Promise<string> }, options: RedisOptions) {
    super(url, options);
    this.#password = password;
  }

  /** ioredis calls this at the first use and after each loss, possibly while a password is still being fetched. */
  override async connect(): Promise<void> {
    // ioredis sets it when it starts to connect, and commands that wait for the connection read it earlier.
    this.condition ??= { select: 0, subscriber: false };
    this.#refreshing ??= this.#refresh().finally(() => {
      this.#refreshing = null;
    });
    await this.#refreshing;
    if (this.status === 'end') throw new Error('The bus was closed before it connected.');
    await super.connect();
  }

  async #refresh(): Promise<void> {
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

/** A client that connects at its first use and reconnects by itself. */
export function connectToValkey(
  { url, password, onError }: ValkeyServer,
  name: string,
  settings: RedisOptions,
): Redis {
  const options: RedisOptions = {
    lazyConnect: true,
    connectTimeout: 3_000,
    // The time for QUIT on a connection that may be dead.
    disconnectTimeout: 100,
    keepAlive: 5_000,
    retryStrategy: pauseBefore,
    // The server has become a replica: reconnecting to the address finds the primary.
    reconnectOnError: (error) => error.message.startsWith('READONLY'),
    connectionName: name,
    disableClientInfo: true,
    ...settings,
  };
  const connection =
    password === null ? new Redis(url, options) : new PasswordRefreshingRedis({ url, password }, options);
  // Each kind of error is reported once per outage, not at each attempt.
  const reported = new Set<string>();
  connection.on('ready', () => reported.clear());
  connection.on('error', (error: Error) => {
    if (!reported.has(error.message)) onError(error);
    reported.add(error.message);
  });
  return connection;
}

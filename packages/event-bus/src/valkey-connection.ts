import { Redis, type RedisOptions } from 'ioredis';

const longestPauseMs = 2_000;

/** Tries for ever, at first nearly at once; some randomness keeps a fleet from coming back in step. */
function pauseBefore(attempt: number): number {
  const pause = Math.min(longestPauseMs, 10 * 2 ** Math.min(attempt, 10));
  return pause * (0.5 + Math.random() / 2);
}

/** A connection that is made at its first use and comes back by itself after each loss. */
export function connectToValkey(
  url: string,
  name: string,
  settings: RedisOptions,
  onError: (error: Error) => void,
): Redis {
  const connection = new Redis(url, {
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
  });
  // One report of each kind for an outage, not one for each try.
  const reported = new Set<string>();
  connection.on('ready', () => reported.clear());
  connection.on('error', (error: Error) => {
    if (!reported.has(error.message)) onError(error);
    reported.add(error.message);
  });
  return connection;
}

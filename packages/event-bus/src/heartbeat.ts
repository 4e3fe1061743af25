import type { Redis } from 'ioredis';
import { within } from './within.ts';

/**
 * Drops a connection on which the server does not answer any more, so that it is made anew. A subscriber only
 * listens: without this it would sit deaf on a cut network for as long as TCP keeps hope.
 */
export function startHeartbeat(connection: Redis, everyMs: number, answerWithinMs: number): () => void {
  let waiting = false;
  connection.on('close', () => (waiting = false));
  const timer = setInterval(() => {
    if (connection.status !== 'ready' || waiting) return;
    waiting = true;
    within(answerWithinMs, connection.ping()).then(
      () => (waiting = false),
      () => connection.disconnect(true),
    );
  }, everyMs);
  timer.unref();
  return () => clearInterval(timer);
}

import type { Redis } from 'ioredis';
import { withTimeout } from './with-timeout.ts';

/**
 * Reconnects when the server stops answering. A subscriber sends nothing by itself, so without a heartbeat it would
 * notice a cut network only after TCP's own timeouts.
 */
export function startHeartbeat(connection: Redis, everyMs: number, answerWithinMs: number): () => void {
  let waiting = false;
  connection.on('close', () => (waiting = false));
  const timer = setInterval(() => {
    if (connection.status !== 'ready' || waiting) return;
    waiting = true;
    withTimeout(answerWithinMs, connection.ping()).then(
      () => (waiting = false),
      () => connection.disconnect(true),
    );
  }, everyMs);
  timer.unref();
  return () => clearInterval(timer);
}

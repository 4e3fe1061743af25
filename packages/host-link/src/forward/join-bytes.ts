import { Socket } from 'node:net';
import type { Duplex } from 'node:stream';

/**
 * Joins two connections: what one sends, the other gets, each waiting for the other. The end of a direction ends that
 * direction only, and the failure of one connection cuts the other.
 * @param settled is called once, when both are closed, with the first failure or null
 */
export function joinBytes(one: Duplex, other: Duplex, settled: (failure: Error | null) => void): void {
  let open = 2;
  let failure: Error | null = null;
  for (const [from, to] of [
    [one, other],
    [other, one],
  ] as const) {
    from.on('error', (error) => (failure ??= error));
    from.once('close', () => {
      // Closed before its end: without this, the other would wait for ever.
      if (!from.readableEnded || !from.writableFinished) cut(to);
      open -= 1;
      if (open === 0) settled(failure);
    });
    from.pipe(to);
  }
}

/** Its peer must not take what it has for all there was. */
function cut(connection: Duplex): void {
  if (connection instanceof Socket) connection.resetAndDestroy();
  else connection.destroy();
}

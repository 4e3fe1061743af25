import type { Duplex } from 'node:stream';

/**
 * Connects two streams both ways until both have ended. Each direction can end alone. If one stream breaks, the other is
 * destroyed too.
 */
export function joinStreams(one: Duplex, other: Duplex): void {
  one.pipe(other);
  other.pipe(one);
  endTogether(one, other);
  endTogether(other, one);
}

function endTogether(one: Duplex, other: Duplex): void {
  one.on('error', () => other.destroy());
  one.once('close', () => {
    // After an orderly end the other may still have bytes to deliver.
    if (!one.readableEnded || !one.writableFinished) other.destroy();
  });
}

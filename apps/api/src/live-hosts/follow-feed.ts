import { setTimeout as delay } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { ContainerWatch } from '../live-lab/container-watch.ts';
import { BackOff, type HostLinks, HostRefusal, requestStream } from '@pineapple/host-link';
import { LineReader } from './line-reader.ts';

interface FeedOptions {
  readonly links: HostLinks;
  readonly watch: ContainerWatch;
  readonly logger: Logger;
  /** Called before every attempt, so that it can say where to continue. */
  readonly path: () => string;
  readonly lines: (lines: readonly string[]) => void;
  readonly signal: AbortSignal;
}

/** A feed that lasted longer than this restarts without delay. */
const steadyMs = 5_000;

/** Follows a feed of one container until aborted, across restarts of the container and losses of its host. */
export async function followFeed(options: FeedOptions): Promise<void> {
  const { watch, signal, logger } = options;
  const backOff = new BackOff();
  while (!signal.aborted) {
    const began = performance.now();
    try {
      if (watch.hostId !== null) await readOnce(options, watch.hostId);
    } catch (error) {
      if (signal.aborted) return;
      const { containerId } = watch;
      if (!(error instanceof HostRefusal))
        logger.info({ err: error, containerId }, 'lost the host of a feed');
    }
    if (performance.now() - began > steadyMs) backOff.succeeded();
    // After a refusal, a change of the container justifies another attempt. The delay covers failures without a change.
    await Promise.race([watch.next, delay(backOff.failed(), undefined, { signal }).catch(() => undefined)]);
  }
}

async function readOnce({ links, watch, path, lines, signal }: FeedOptions, hostId: string): Promise<void> {
  const lease = links.feeds(hostId);
  try {
    const session = await lease.session(signal);
    const request = { method: 'GET', path: path(), labId: watch.labId } as const;
    const stream = await requestStream(session, request, signal);
    const reader = new LineReader();
    const ended = Promise.withResolvers<void>();
    stream.on('data', (chunk: Buffer) => {
      try {
        const read = reader.read(chunk);
        if (read.length > 0) lines(read);
      } catch (error) {
        ended.reject(error instanceof Error ? error : new Error(String(error)));
        stream.destroy();
      }
    });
    stream.once('close', () => ended.resolve());
    await ended.promise;
  } finally {
    lease.release();
  }
}

import { setTimeout as delay } from 'node:timers/promises';
import type { Logger } from 'pino';
import { BackOff, type HostLinks, HostRefusal, requestStream } from '@pineapple/host-link';
import { LineReader } from './line-reader.ts';

/** Where a feed comes from, such as a container. */
interface FeedSubject {
  readonly labId: string;
  /** Left out for a lab. */
  readonly containerId?: string;
  /** Null for a subject that is on no host. */
  readonly hostId: string | null;
  /** Resolves with the next change of the subject. */
  readonly next: Promise<void>;
}

interface FeedOptions {
  readonly links: HostLinks;
  readonly watch: FeedSubject;
  readonly logger: Logger;
  /** Called before every attempt, so that it can say where to continue. */
  readonly path: () => string;
  readonly lines: (lines: readonly string[]) => void;
  /** Called when the host refuses. Returns whether to give up. Left out: it tries again later. */
  readonly refused?: (refusal: HostRefusal) => boolean;
  readonly signal: AbortSignal;
}

/** A feed that lasted longer than this restarts without delay. */
const steadyMs = 5_000;

/**
 * Follows a feed of a container or lab until aborted, or until `refused` gives up, across its restarts and losses of its
 * host.
 */
export async function followFeed(options: FeedOptions): Promise<void> {
  const { watch, signal, logger, refused } = options;
  const backOff = new BackOff();
  while (!signal.aborted) {
    const began = performance.now();
    try {
      if (watch.hostId !== null) await readOnce(options, watch.hostId);
    } catch (error) {
      if (signal.aborted) return;
      const { labId, containerId } = watch;
      if (!(error instanceof HostRefusal))
        logger.info({ err: error, labId, containerId }, 'lost the host of a feed');
      else if (refused?.(error) === true) return;
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

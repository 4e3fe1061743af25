import { setTimeout as delay } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { ContainerWatch } from '../live-lab/container-watch.ts';
import { BackOff, type HostLinks, HostRefusal, requestStream } from '@pineapple/host-link';
import { LineReader } from './line-reader.ts';

export interface FeedOptions {
  readonly links: HostLinks;
  readonly watch: ContainerWatch;
  readonly logger: Logger;
  /** Asked before every try, so that it can say where to go on. */
  readonly path: () => string;
  readonly lines: (lines: readonly string[]) => void;
  /** Ends it. */
  readonly signal: AbortSignal;
}

/** A feed that lasted so long begins again without delay. */
const steadyMs = 5_000;

/** Reads a feed of one container for as long as it is wanted, through restarts of it and losses of its host. */
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
      if (!(error instanceof HostRefusal)) logger.info({ err: error, containerId }, 'a feed lost its host');
    }
    if (performance.now() - began > steadyMs) backOff.succeeded();
    // A change of the container is what makes a refusal worth another try; the delay is for what no change tells.
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

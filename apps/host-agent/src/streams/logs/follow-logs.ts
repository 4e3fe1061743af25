import type { ServerHttp2Stream } from 'node:http2';
import type { Logger } from 'pino';
import type { DockerClient } from '../../docker/docker-client.ts';
import type { Query } from '../../docker/docker-transport.ts';
import type { ContainerChanges } from '../container-changes.ts';
import { writeLines } from '../line-writer.ts';
import { LogLines } from './log-lines.ts';
import { LogMessageReader } from './log-messages.ts';
import { type LogQuery, justAfter } from './log-query.ts';

interface FollowOptions {
  readonly docker: DockerClient;
  readonly changes: ContainerChanges;
  readonly containerId: string;
  /** Docker's id of the container; null while Docker has none. @throws StreamRefusal when the lab no longer has it */
  readonly key: () => string | null;
  readonly query: LogQuery;
  readonly stream: ServerHttp2Stream;
  readonly log: Logger;
}

/** Streams a container's output until the client leaves, across stops and starts of the container. */
export async function followLogs(options: FollowOptions): Promise<void> {
  const { stream, changes, containerId } = options;
  const closed = new AbortController();
  const gone = new Promise<void>((resolve) => stream.once('close', resolve));
  void gone.then(() => closed.abort());
  const { tail, since } = options.query;
  let query: Query = { tail: String(tail), ...(since === null ? {} : { since }) };
  while (!stream.destroyed) {
    const again = Promise.withResolvers<void>();
    const unsubscribe = changes.subscribe(containerId, (change) => {
      if (change !== 'die') again.resolve();
    });
    try {
      const last = await followOnce(options, query, closed.signal);
      if (last !== null) query = { tail: 'all', since: justAfter(last) };
      // Docker ends the output when the container stops. The next output comes after its next start.
      await Promise.race([again.promise, gone]);
    } finally {
      unsubscribe();
    }
  }
}

/** Streams the output of one run, and what Docker kept of earlier runs; returns the time of the last line. */
async function followOnce(
  { docker, key, stream, log, containerId }: FollowOptions,
  query: Query,
  signal: AbortSignal,
): Promise<string | null> {
  const present = key();
  if (present === null) return null;
  let last: string | null = null;
  const reader = new LogMessageReader();
  const lines = new LogLines();
  try {
    const options = {
      query: { follow: 'true', stdout: 'true', stderr: 'true', timestamps: 'true', ...query },
      signal,
    };
    for await (const chunk of await docker.transport.stream('GET', `/containers/${present}/logs`, options)) {
      const messages = reader.read(chunk);
      // Lines of stdout and stderr may be slightly out of order.
      for (const { at } of messages) if (last === null || at > last) last = at;
      await writeLines(
        stream,
        messages.flatMap((message) => lines.add(message)),
      );
    }
  } catch (error) {
    // Docker went down, or no longer has the container: the next change continues.
    if (!signal.aborted) log.debug({ err: error, containerId }, 'the log stream of a container ended early');
  }
  await writeLines(stream, lines.flush());
  return last;
}

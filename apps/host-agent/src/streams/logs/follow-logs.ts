import type { ServerHttp2Stream } from 'node:http2';
import type { Logger } from 'pino';
import type { DockerClient } from '../../docker/docker-client.ts';
import type { Query } from '../../docker/docker-transport.ts';
import type { ContainerNews } from '../container-changes.ts';
import { writeLines } from '../line-writer.ts';
import { LogLines } from './log-lines.ts';
import { LogMessageReader } from './log-messages.ts';
import { type LogQuery, justAfter } from './log-query.ts';

export interface FollowOptions {
  readonly docker: DockerClient;
  readonly news: ContainerNews;
  readonly containerId: string;
  /** Docker's id of the container as it is now; null while there is none. @throws when the lab has it no more */
  readonly key: () => string | null;
  readonly query: LogQuery;
  readonly stream: ServerHttp2Stream;
  readonly log: Logger;
}

/** Hands on a container's output until the client ends it, through every stop and start of the container. */
export async function followLogs(options: FollowOptions): Promise<void> {
  const { stream, news, containerId } = options;
  const closed = new AbortController();
  const gone = new Promise<void>((resolve) => stream.once('close', resolve));
  void gone.then(() => closed.abort());
  const { tail, since } = options.query;
  let query: Query = { tail: String(tail), ...(since === null ? {} : { since }) };
  while (!stream.destroyed) {
    const again = Promise.withResolvers<void>();
    const stop = news.listen(containerId, (what) => {
      if (what !== 'die') again.resolve();
    });
    try {
      const last = await followOnce(options, query, closed.signal);
      if (last !== null) query = { tail: 'all', since: justAfter(last) };
      // Docker ends the output with the container: what is new comes with its next start.
      await Promise.race([again.promise, gone]);
    } finally {
      stop();
    }
  }
}

/** Hands on one run of a container, and what is kept of those before; answers the time of the last line. */
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
      // The two outputs may be written down a moment out of order.
      for (const { at } of messages) if (last === null || at > last) last = at;
      await writeLines(
        stream,
        messages.flatMap((message) => lines.add(message)),
      );
    }
  } catch (error) {
    // Docker went away, or has the container no more: it goes on when there is news.
    if (!signal.aborted) log.debug({ err: error, containerId }, 'the logs of a container broke off');
  }
  await writeLines(stream, lines.flush());
  return last;
}

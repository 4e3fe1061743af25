import type { Socket } from './socket.ts';

/** A GraphQL operation given as text. */
export interface RawOperation {
  readonly query: string;
  readonly variables: Record<string, unknown>;
  /** Subscriptions go over the socket, everything else over HTTP. */
  readonly live: boolean;
}

export interface RawSink {
  /** @param answer as the server sent it: `data`, `errors` or both; @param status over HTTP, such as `200 OK` */
  next(answer: unknown, status?: string): void;
  /** There was no answer. The message is for the user. */
  failed(message: string): void;
  done(): void;
}

/** Runs an operation without a cache. Returns a function that stops it; the sink is not called after that. */
export function runRaw(socket: Socket, operation: RawOperation, sink: RawSink): () => void {
  return operation.live ? runOverSocket(socket, operation, sink) : runOverHttp(operation, sink);
}

function runOverSocket(socket: Socket, { query, variables }: RawOperation, sink: RawSink): () => void {
  return socket.subscribe(
    { query, variables },
    {
      next: (answer) => sink.next(answer),
      complete: () => sink.done(),
      error: (errors) => {
        sink.next({ errors });
        sink.done();
      },
    },
  );
}

function runOverHttp({ query, variables }: RawOperation, sink: RawSink): () => void {
  const stop = new AbortController();
  const run = async (): Promise<void> => {
    const response = await fetch('/graphql', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query, variables }),
      signal: stop.signal,
    });
    sink.next(await response.json(), `${response.status} ${response.ok ? 'OK' : response.statusText}`.trim());
    sink.done();
  };
  run().catch(() => {
    if (!stop.signal.aborted) sink.failed('Can’t reach the server. Check your connection and try again.');
  });
  return () => stop.abort();
}

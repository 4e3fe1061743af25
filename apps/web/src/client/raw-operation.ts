import type { Socket } from './socket.ts';

/** An operation in somebody's own words. */
export interface RawOperation {
  readonly query: string;
  readonly variables: Record<string, unknown>;
  /** Subscriptions go over the socket, everything else over HTTP. */
  readonly live: boolean;
}

export interface RawSink {
  /** An answer as the server gave it: `data`, `errors` or both. */
  next(answer: unknown): void;
  /** There was no answer; the message says why. */
  failed(message: string): void;
  done(): void;
}

/** Runs an operation past every cache. Returns what stops it; the sink hears nothing after that. */
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
    sink.next(await response.json());
    sink.done();
  };
  run().catch(() => {
    if (!stop.signal.aborted) sink.failed('The server did not answer. Check the connection and try again.');
  });
  return () => stop.abort();
}

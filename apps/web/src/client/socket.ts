import type { GraphQLFormattedError } from 'graphql';
import type { Client, FormattedExecutionResult } from 'graphql-ws';
import { readonly, ref, type Ref } from 'vue';
import { createSignal } from './signal.ts';

export type ConnectionStatus = 'idle' | 'connecting' | 'connected' | 'lost';

export interface Connection {
  readonly status: Readonly<Ref<ConnectionStatus>>;
  /** Time of the next attempt in epoch milliseconds, while the connection is lost. */
  readonly retryAt: Readonly<Ref<number | null>>;
  retryNow(): void;
  /** Calls the listener each time the connection is restored. */
  onRegained(listener: () => void): () => void;
}

export interface Socket extends Connection {
  subscribe(operation: { query: string; variables: Record<string, unknown> }, sink: SocketSink): () => void;
  /** Closes the connection. The next subscription opens a new one with the cookie of that time. */
  close(): void;
}

interface SocketSink {
  next(result: FormattedExecutionResult): void;
  error(error: unknown): void;
  complete(): void;
}

const unauthenticated = 4401;
const pingEveryMs = 10_000;
const pongWithinMs = 5_000;
const shortWaitMs = 1_500;
const shortAttempts = 30;
const longestWaitMs = 15_000;

/**
 * Backoff with jitter, so that browsers do not reconnect in step after a server restart. The first attempts, about half
 * a minute, are short: most interruptions are, and the page recovers within two seconds of their end.
 */
export function retryDelay(attempt: number, random: () => number = Math.random): number {
  const ceiling =
    attempt < shortAttempts
      ? Math.min(shortWaitMs, 500 * 2 ** attempt)
      : Math.min(longestWaitMs, shortWaitMs * 2 ** (attempt - shortAttempts + 1));
  return Math.round(ceiling * (0.3 + 0.7 * random()));
}

/**
 * The WebSocket to the API. It reconnects forever, unless the server closes it because the session is over. Then it
 * calls `onUnauthenticated`. graphql-ws is loaded with the first subscription.
 */
export function createSocket(url: string, onUnauthenticated: () => void): Socket {
  const status = ref<ConnectionStatus>('idle');
  const retryAt = ref<number | null>(null);
  const regained = createSignal<void>();
  const wake = createSignal<void>();
  let client: Promise<Client> | null = null;
  let wasLost = false;
  let failures = 0;

  async function wait(): Promise<void> {
    const delay = retryDelay(failures);
    failures += 1;
    retryAt.value = Date.now() + delay;
    await new Promise<void>((resolve) => {
      const done = (): void => {
        clearTimeout(timer);
        stop();
        window.removeEventListener('online', done);
        resolve();
      };
      const timer = setTimeout(done, delay);
      const stop = wake.on(done);
      window.addEventListener('online', done);
    });
    retryAt.value = null;
  }

  function lose(): void {
    wasLost = true;
    status.value = 'lost';
  }

  async function open(): Promise<Client> {
    const { createClient } = await import('graphql-ws');
    let pongTimer: ReturnType<typeof setTimeout> | undefined;
    const opened: Client = createClient({
      url,
      lazyCloseTimeout: 3_000,
      keepAlive: pingEveryMs,
      connectionAckWaitTimeout: 10_000,
      retryAttempts: Number.POSITIVE_INFINITY,
      shouldRetry: () => true,
      retryWait: wait,
      on: {
        connecting: (isRetry) => {
          if (!isRetry && !wasLost) status.value = 'connecting';
        },
        connected: () => {
          failures = 0;
          status.value = 'connected';
          if (wasLost) regained.emit();
          wasLost = false;
        },
        ping: (received) => {
          // A missing pong reveals a connection that died without a close.
          if (!received) pongTimer = setTimeout(() => opened.terminate(), pongWithinMs);
        },
        pong: (received) => {
          if (received) clearTimeout(pongTimer);
        },
        closed: (event) => {
          clearTimeout(pongTimer);
          if (closeCode(event) === 1000) status.value = 'idle';
          else lose();
        },
        error: lose,
      },
    });
    return opened;
  }

  function subscribe(operation: { query: string; variables: Record<string, unknown> }, sink: SocketSink) {
    let ended = false;
    let began = false;
    let stop = (): void => undefined;
    const run = async (): Promise<void> => {
      const current = await (client ??= open());
      if (ended) return;
      stop = current.subscribe<Record<string, unknown>>(operation, {
        next: (result) => {
          began = true;
          sink.next(result as FormattedExecutionResult);
        },
        complete: () => sink.complete(),
        error: (error) => void recover(error),
      });
    };
    // graphql-ws gives up on some close codes, such as 4500 and 1011. Here only the end of the session is final.
    const recover = async (error: unknown): Promise<void> => {
      if (Array.isArray(error)) {
        // A subscription that has delivered events must continue, so it retries after a server fault.
        if (!began || !isFault(error)) return sink.error(error);
        await wait();
        if (!ended) await run();
        return;
      }
      if (closeCode(error) === unauthenticated) {
        ended = true;
        status.value = 'idle';
        return onUnauthenticated();
      }
      lose();
      await wait();
      if (!ended) await run();
    };
    run().catch((error: unknown) => void recover(error));
    return () => {
      ended = true;
      stop();
    };
  }

  return {
    status: readonly(status),
    retryAt: readonly(retryAt),
    retryNow: () => wake.emit(),
    onRegained: regained.on,
    subscribe,
    close() {
      // A pending connection attempt may still fail, which no longer matters.
      client?.then((opened) => opened.dispose()).catch(() => undefined);
      client = null;
      wasLost = false;
      status.value = 'idle';
    },
  };
}

function isFault(errors: readonly unknown[]): boolean {
  return errors.some((error) => (error as GraphQLFormattedError).extensions?.['code'] === 'INTERNAL');
}

function closeCode(event: unknown): number | null {
  return typeof event === 'object' && event !== null && 'code' in event && typeof event.code === 'number'
    ? event.code
    : null;
}

import { createClient as createSocketClient, type ExecutionResult } from 'graphql-ws';
import { RequestError, requestError } from './errors.ts';
import type { Operation, VariablesOf } from './operation.ts';

export interface ClientOptions {
  /** The address of the website, such as https://labs.example.org. */
  readonly url: string;
  /** An API token, pn_…, from the page "API" of the website. */
  readonly token: string;
  /** The class of WebSockets: of the package `ws` on Node 20, which has none of its own. */
  readonly webSocket?: unknown;
}

export interface Client extends AsyncDisposable {
  /** Runs a query or a mutation. @throws RequestError if the API does not */
  request<Result, Variables>(
    operation: Operation<Result, Variables>,
    ...variables: VariablesOf<Variables>
  ): Promise<Result>;
  /**
   * Follows a subscription until the loop over it is left, or its end. It does not connect again after a lost connection:
   * the first event of a new one says how things are.
   *
   * @throws RequestError from the loop if the API refuses, and when the connection is lost
   */
  subscribe<Result, Variables>(
    operation: Operation<Result, Variables>,
    ...variables: VariablesOf<Variables>
  ): AsyncIterableIterator<Result>;
}

interface Answer<Result> {
  readonly data?: Result | null;
  readonly errors?: Parameters<typeof requestError>[0];
}

/** A client of the GraphQL API. Dispose of it to close its WebSocket, which opens with the first subscription. */
export function createClient({ url, token, webSocket }: ClientOptions): Client {
  const endpoint = new URL('/graphql', url);
  const authorization = `Bearer ${token}`;
  const sockets = createSocketClient({
    url: endpoint.href.replace(/^http/, 'ws'),
    connectionParams: { authorization },
    retryAttempts: 0,
    ...(webSocket !== undefined && { webSocketImpl: webSocket }),
  });

  async function request<Result>(operation: string, variables: unknown): Promise<Result> {
    const response = await fetch(endpoint, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization },
      body: JSON.stringify({ query: operation, variables }),
      redirect: 'error',
    }).catch((cause: unknown) => {
      throw new RequestError(`${endpoint.origin} can't be reached.`, null, { cause });
    });
    const answer = (await response.json().catch(() => ({}))) as Answer<Result>;
    if (answer.errors?.[0]) throw requestError(answer.errors);
    if (answer.data) return answer.data;
    throw new RequestError(`${endpoint.origin} answered ${response.status} without data.`, null);
  }

  async function* subscribe<Result>(query: string, variables: unknown): AsyncGenerator<Result, void> {
    const events = sockets.iterate<Result & Record<string, unknown>>({
      query,
      variables: variables as Record<string, unknown>,
    }) as AsyncIterableIterator<ExecutionResult<Result>>;
    try {
      for await (const { data, errors } of events) {
        if (errors?.[0]) throw requestError(errors);
        if (data) yield data;
      }
    } catch (error) {
      if (error instanceof RequestError) throw error;
      if (Array.isArray(error)) throw requestError(error as NonNullable<Answer<Result>['errors']>);
      const reason = closeReason(error);
      const what = reason === null ? 'was lost' : `was closed: ${reason}`;
      throw new RequestError(`The connection to ${endpoint.origin} ${what}.`, null, { cause: error });
    }
  }

  return {
    request: (operation, ...[variables]) => request(operation.toString(), variables ?? {}),
    subscribe: (operation, ...[variables]) => subscribe(operation.toString(), variables ?? {}),
    [Symbol.asyncDispose]: async () => {
      await sockets.dispose();
    },
  };
}

/** What the server said when it closed the connection. */
function closeReason(event: unknown): string | null {
  if (typeof event !== 'object' || event === null || !('reason' in event)) return null;
  return typeof event.reason === 'string' && event.reason !== '' ? event.reason : null;
}

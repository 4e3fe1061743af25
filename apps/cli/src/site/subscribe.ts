import type { CliConfig } from '@pineapple/config';
import { createClient, type ExecutionResult } from 'graphql-ws';
import { WebSocket } from 'ws';
import { wrongToken } from './api.ts';
import { CliError } from '../cli-error.ts';

/** A subscription that ends when its reader leaves the loop. */
export interface Subscription<D> extends AsyncDisposable {
  readonly events: AsyncIterableIterator<ExecutionResult<D>>;
}

/** Subscribes over a WebSocket that authenticates with the token. */
export function subscribe<D extends object>(
  { url, token }: CliConfig,
  query: string,
  variables: Record<string, unknown>,
): Subscription<D> {
  class TokenSocket extends WebSocket {
    constructor(address: string | URL, protocols?: string | string[]) {
      super(address, protocols, { headers: { authorization: `Bearer ${token}` } });
    }
  }
  const address = new URL('/graphql', url);
  address.protocol = address.protocol === 'https:' ? 'wss:' : 'ws:';
  const client = createClient({ url: address.href, webSocketImpl: TokenSocket, retryAttempts: 0 });
  const events = client.iterate<D>({ query, variables }) as AsyncIterableIterator<ExecutionResult<D>>;
  return {
    events,
    async [Symbol.asyncDispose]() {
      await client.dispose();
    },
  };
}

/** Why a subscription ended, in words for the user. */
export function subscriptionError(error: unknown, config: CliConfig): unknown {
  if (error instanceof CliError) return error;
  if (Array.isArray(error)) return new CliError(String(error[0]?.message));
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : null;
  if (code === 4401 || code === 4403) return wrongToken(config);
  return new CliError(`The connection to ${config.url} was lost. Run the command again.`, { cause: error });
}

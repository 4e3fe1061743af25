import { signedSocket } from '@pineapple/test-kit/users';
import type { ApiUser } from '@pineapple/test-kit/users';
import { createClient } from 'graphql-ws';

interface Message {
  readonly viewerReadiness: { readonly phase: string; readonly container: { readonly id: string } };
}

const query = 'subscription { viewerReadiness { phase container { id } } }';

/** What a subscriber to all containers of a user was told last. It connects again whenever it loses its socket. */
export class LastPhases implements Disposable {
  /** By container id. After a new connection it has what was told since. */
  readonly phases = new Map<string, string>();
  readonly #end: () => void;

  constructor(user: ApiUser) {
    const client = createClient({
      url: `${user.url.replace('http', 'ws')}/graphql`,
      webSocketImpl: signedSocket(user),
      retryAttempts: Infinity,
      retryWait: () => new Promise((resolve) => void setTimeout(resolve, 100)),
      shouldRetry: () => true,
      on: { connected: () => this.phases.clear() },
    });
    client.subscribe<Message & Record<string, unknown>>(
      { query },
      {
        next: ({ data }) => {
          if (data) this.phases.set(data.viewerReadiness.container.id, data.viewerReadiness.phase);
        },
        error: () => undefined,
        complete: () => undefined,
      },
    );
    this.#end = () => void client.dispose();
  }

  [Symbol.dispose](): void {
    this.#end();
  }
}

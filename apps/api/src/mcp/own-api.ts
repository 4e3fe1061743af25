import { type OpenSocket, type TerminalSocket } from '@pineapple/host-link/terminal';
import { createClient, type ExecutionResult } from 'graphql-ws';
import { WebSocket } from 'ws';
import { ToolError } from './tool-error.ts';

interface OwnApiOptions {
  /** Where this instance listens, such as http://127.0.0.1:4000. */
  readonly url: string;
  /** The Host header that the caller sent. */
  readonly host: string;
  /** The caller's Authorization header. */
  readonly authorization: string;
  /** Aborts when the caller leaves. */
  readonly signal: AbortSignal;
}

interface Answer<D> {
  readonly data?: D | null;
  readonly errors?: readonly { readonly message: string }[];
}

/** What a mutation that may be refused for its input selects of its outcome. */
export const issuesFields = '... on ValidationError { issues { path message } }';

/** An expected failure in the outcome of a mutation. */
interface UserError {
  readonly __typename: string;
  readonly code?: string;
  readonly message?: string;
  readonly issues?: readonly { readonly path: readonly string[]; readonly message: string }[];
}

/**
 * The API as the caller's token sees it. Tools are a client like any other: scopes, quotas and limits hold for them, and what
 * the token's owner may not see does not exist.
 */
export class OwnApi {
  readonly signal: AbortSignal;
  readonly #options: OwnApiOptions;

  constructor(options: OwnApiOptions) {
    this.signal = options.signal;
    this.#options = options;
  }

  /** @throws ToolError with what the API says */
  async query<D>(query: string, variables: Readonly<Record<string, unknown>> = {}): Promise<D> {
    const response = await fetch(new URL('/graphql', this.#options.url), {
      method: 'POST',
      headers: { ...this.#headers, 'content-type': 'application/json' },
      body: JSON.stringify({ query, variables }),
      signal: this.signal,
    });
    const { data, errors } = (await response.json()) as Answer<D>;
    if (errors?.[0] || !data)
      throw new ToolError(errors?.[0]?.message ?? `The API answered ${response.status}.`);
    return data;
  }

  /**
   * Runs a mutation of the form `name(input)`.
   * @param selection what to select of its outcome, beside the failures
   * @throws ToolError for expected failures too
   */
  async mutate<P extends object>(
    name: string,
    input: Readonly<Record<string, unknown>>,
    selection = '',
  ): Promise<P> {
    const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input`;
    const { outcome } = await this.query<{ outcome: P & UserError }>(
      `mutation ($input: ${type}!) {
        outcome: ${name}(input: $input) { __typename ... on UserError { code message } ${selection} }
      }`,
      { input },
    );
    if (outcome.code !== undefined) throw new ToolError(describe(outcome));
    return outcome;
  }

  /** The events of a subscription, until the reader leaves the loop. */
  async *subscribe<D extends object>(
    query: string,
    variables: Readonly<Record<string, unknown>>,
    until: AbortSignal,
  ): AsyncGenerator<D> {
    const headers = this.#headers;
    class CallersSocket extends WebSocket {
      constructor(address: string | URL, protocols?: string | string[]) {
        super(address, protocols, { headers });
      }
    }
    const client = createClient({
      url: this.#socketUrl('/graphql').href,
      webSocketImpl: CallersSocket,
      retryAttempts: 0,
    });
    const stop = (): void => void client.dispose();
    until.addEventListener('abort', stop, { once: true });
    try {
      const events = client.iterate<D>({ query, variables: { ...variables } });
      for await (const { data, errors } of events as AsyncIterable<ExecutionResult<D>>) {
        if (errors?.[0]) throw new ToolError(errors[0].message);
        if (data) yield data;
      }
    } finally {
      until.removeEventListener('abort', stop);
      await client.dispose();
    }
  }

  /** @throws ToolError when the capture is refused */
  async capture(containerId: string, search: URLSearchParams, until: AbortSignal): Promise<Response> {
    const url = new URL(`/captures/${containerId}?${search}`, this.#options.url);
    const response = await fetch(url, { headers: this.#headers, signal: until });
    if (response.ok) return response;
    const { errors } = (await response.json()) as Answer<never>;
    throw new ToolError(errors?.[0]?.message ?? `The API answered ${response.status}.`);
  }

  /** For `TerminalConnection`, with `url` as its origin. */
  get terminals(): { readonly origin: string; readonly openSocket: OpenSocket } {
    const headers = this.#headers;
    return {
      origin: this.#options.url,
      openSocket: (url, protocol) =>
        new WebSocket(url, protocol, { headers, perMessageDeflate: false }) as unknown as TerminalSocket,
    };
  }

  get #headers() {
    const { host, authorization } = this.#options;
    return { host, authorization };
  }

  #socketUrl(path: string): URL {
    const url = new URL(path, this.#options.url);
    url.protocol = 'ws:';
    return url;
  }
}

function describe({ code, message = '', issues = [] }: UserError): string {
  const details = issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
  // A message that lists its issues says nothing more.
  return [`${code}: ${message}`, ...details.filter((text) => !message.includes(text))].join('\n');
}

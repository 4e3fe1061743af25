import { createClient, type Client } from 'graphql-ws';
import { WebSocket } from 'ws';

/** The API's answer, or an error that shows what it refused. */
type Answer = Readonly<Record<string, unknown>>;

/** A signed-in user of the product, over HTTP and over a WebSocket. */
export class ApiClient implements Disposable {
  readonly url: string;
  readonly cookie: string;
  readonly #socket: Client;

  private constructor(url: string, cookie: string) {
    this.url = url;
    this.cookie = cookie;
    class SignedInSocket extends WebSocket {
      constructor(address: string, protocols: string) {
        super(address, protocols, { headers: { cookie, origin: url }, perMessageDeflate: false });
      }
    }
    this.#socket = createClient({
      url: `${url.replace('http', 'ws')}/graphql`,
      webSocketImpl: SignedInSocket,
      lazy: true,
    });
  }

  /** Makes an account with a name of its own. */
  static async signUp(url: string): Promise<ApiClient> {
    const input = { username: `bench-${Date.now().toString(36)}`, password: 'correct horse battery staple' };
    const response = await post(url, { origin: url }, signUpMutation, { input });
    const cookie = response.headers.getSetCookie().find((text) => text.startsWith('pineapple_session='));
    if (!cookie) throw new Error(`No session came with the answer: ${await response.text()}`);
    return new ApiClient(url, cookie.split(';')[0] ?? '');
  }

  /** @throws Error with the API's own words when it answers with errors, or with one of the typed ones. */
  async request<T>(query: string, variables: object): Promise<T> {
    const response = await post(this.url, { cookie: this.cookie, origin: this.url }, query, variables);
    const answer = (await response.json()) as { data?: Answer; errors?: unknown };
    const refused = Object.values(answer.data ?? {}).some((value) => /Error$/.test(typeName(value)));
    if (!answer.data || answer.errors || refused)
      throw new Error(`The API refused: ${JSON.stringify(answer)}`);
    return answer.data as T;
  }

  /** @returns The function that ends the subscription. */
  subscribe<T extends Answer>(query: string, variables: Answer, onNext: (data: T) => void): () => void {
    return this.#socket.subscribe<T>(
      { query, variables: { ...variables } },
      {
        next: ({ data, errors }) => {
          if (errors) throw new Error(`The subscription failed: ${JSON.stringify(errors)}`);
          if (data) onNext(data);
        },
        error: (error) => {
          throw new Error(`The subscription failed: ${JSON.stringify(error)}`);
        },
        complete: () => undefined,
      },
    );
  }

  [Symbol.dispose](): void {
    void this.#socket.dispose();
  }
}

const signUpMutation = 'mutation($input: SignUpInput!) { signUp(input: $input) { __typename } }';

function post(
  url: string,
  headers: Record<string, string>,
  query: string,
  variables: object,
): Promise<Response> {
  return fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ query, variables }),
  });
}

function typeName(value: unknown): string {
  return typeof value === 'object' && value !== null && '__typename' in value ? String(value.__typename) : '';
}

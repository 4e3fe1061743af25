import { randomBytes } from 'node:crypto';
import { type Client, createClient } from 'graphql-ws';
import { signedSocket } from './signed-socket.ts';

type Fields = Readonly<Record<string, unknown>>;

const signInMutation = 'mutation ($input: SignInInput!) { signIn(input: $input) { __typename } }';
const signUpMutation = 'mutation ($input: SignUpInput!) { signUp(input: $input) { __typename } }';
const password = 'correct horse battery staple';

/** A signed-in user of the product, over HTTP and a WebSocket. Whatever the API refuses is thrown. */
export class ApiUser implements Disposable {
  readonly url: string;
  readonly username: string;
  readonly cookie: string;
  #socket: Client | null = null;

  private constructor(url: string, username: string, cookie: string) {
    this.url = url;
    this.username = username;
    this.cookie = cookie;
  }

  static signUp(url: string, username = `p-${randomBytes(5).toString('hex')}`): Promise<ApiUser> {
    return ApiUser.#enter(url, username, signUpMutation);
  }

  /** Another session of the same user. */
  signIn(): Promise<ApiUser> {
    return ApiUser.#enter(this.url, this.username, signInMutation);
  }

  /** Tries to sign in with a password. @returns the type of the answer */
  async guess(attempt: string): Promise<string> {
    const input = { username: this.username, password: attempt };
    const response = await post(this.url, '', signInMutation, { input });
    const { data } = (await response.json()) as { data: { signIn: { __typename: string } } };
    return data.signIn.__typename;
  }

  static async #enter(url: string, username: string, query: string): Promise<ApiUser> {
    const response = await post(url, '', query, { input: { username, password } });
    const cookie = response.headers.getSetCookie()[0]?.split(';', 1)[0];
    if (!cookie) throw new Error(`The answer has no session: ${await response.text()}`);
    return new ApiUser(url, username, cookie);
  }

  /** The same session at another address of the site. */
  at(url: string): ApiUser {
    return new ApiUser(url, this.username, this.cookie);
  }

  get headers(): { readonly origin: string; readonly cookie: string } {
    return { origin: this.url, cookie: this.cookie };
  }

  async ask<T>(query: string, variables: object = {}): Promise<T> {
    const answer = (await (await post(this.url, this.cookie, query, variables)).json()) as {
      data?: T;
      errors?: unknown;
    };
    if (!answer.data || answer.errors) throw new Error(`The API refused: ${JSON.stringify(answer)}`);
    return answer.data;
  }

  /** Runs a mutation and returns the selected fields of its payload. */
  async change<T>(name: string, input: object, payload: string): Promise<T> {
    const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}`;
    const query = `mutation ($input: ${type}Input!) { ${name}(input: $input) { __typename ... on ${type}Payload { ${payload} } ... on UserError { message } } }`;
    const { [name]: answer } = await this.ask<Record<string, { __typename: string }>>(query, { input });
    if (answer?.__typename !== `${type}Payload`)
      throw new Error(`${name} was refused: ${JSON.stringify(answer)}`);
    return answer as T;
  }

  /** @returns the function that ends the subscription */
  subscribe<T extends Fields>(query: string, variables: Fields, onNext: (data: T) => void): () => void {
    this.#socket ??= createClient({
      url: `${this.url.replace('http', 'ws')}/graphql`,
      webSocketImpl: signedSocket(this),
      lazy: true,
    });
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

  createLab(name: string, more: object = {}): Promise<string> {
    return this.#create('createLab', 'lab', { name, ...more });
  }

  createNetwork(labId: string, name: string, more: object = {}): Promise<string> {
    return this.#create('createNetwork', 'network', { labId, name, ...more });
  }

  createContainer(input: {
    readonly labId: string;
    readonly name: string;
    readonly image: string;
    readonly networks: readonly { readonly networkId: string }[];
  }): Promise<string> {
    return this.#create('createContainer', 'container', input);
  }

  async #create(mutation: string, field: string, input: object): Promise<string> {
    const answer = await this.change<Record<string, { id: string }>>(mutation, input, `${field} { id }`);
    return answer[field]?.id ?? '';
  }

  async deleteContainer(containerId: string): Promise<void> {
    await this.change('deleteContainer', { containerId }, '__typename');
  }

  async deleteLab(labId: string): Promise<void> {
    await this.change('deleteLab', { labId }, '__typename');
  }

  /** A lab with one network and these containers on it. */
  makeLab(name: string, ...containers: string[]): Promise<string> {
    return this.#makeLab(name, {}, 'tiny', containers);
  }

  /** The same, spread over the site's hosts, with containers of the given image. */
  makeSpreadLab(name: string, image: string, ...containers: string[]): Promise<string> {
    return this.#makeLab(name, { spread: true }, image, containers);
  }

  async #makeLab(name: string, more: object, image: string, containers: readonly string[]): Promise<string> {
    const labId = await this.createLab(name, more);
    const networkId = await this.createNetwork(labId, 'lan', { ipv4Subnet: '10.0.1.0/24' });
    for (const each of containers)
      await this.createContainer({ labId, name: each, image, networks: [{ networkId }] });
    return labId;
  }

  async lab(id: string): Promise<LabState> {
    const query = `query ($id: ID!) { lab(id: $id) {
      host { id state } hosts { id state } networks { name phase }
      containers { id name phase host { id } readiness { reason } } applies { hostId status } } }`;
    return (await this.ask<{ lab: LabState }>(query, { id })).lab;
  }

  [Symbol.dispose](): void {
    void this.#socket?.dispose();
  }
}

interface LabState {
  readonly host: { readonly id: string; readonly state: string } | null;
  readonly hosts: readonly { readonly id: string; readonly state: string }[];
  readonly networks: readonly { readonly name: string; readonly phase: string }[];
  readonly applies: readonly { readonly hostId: string | null; readonly status: string }[];
  readonly containers: readonly {
    readonly id: string;
    readonly host: { readonly id: string } | null;
    readonly name: string;
    readonly phase: string;
    readonly readiness: { readonly reason: string | null };
  }[];
}

function post(url: string, cookie: string, query: string, variables: object): Promise<Response> {
  return fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: url, cookie },
    body: JSON.stringify({ query, variables }),
  });
}

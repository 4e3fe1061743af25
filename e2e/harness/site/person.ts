import { randomBytes } from 'node:crypto';

const signInMutation = 'mutation ($input: SignInInput!) { signIn(input: $input) { __typename } }';
const password = 'correct horse battery staple';

/** Somebody who uses the API over HTTP with a session. */
export class Person {
  readonly url: string;
  readonly username: string;
  readonly #cookie: string;

  private constructor(url: string, username: string, cookie: string) {
    this.url = url;
    this.username = username;
    this.#cookie = cookie;
  }

  static async signUp(url: string, username = `p-${randomBytes(5).toString('hex')}`): Promise<Person> {
    const query = 'mutation ($input: SignUpInput!) { signUp(input: $input) { __typename } }';
    return Person.#enter(url, username, query);
  }

  /** A second session of theirs. */
  signIn(): Promise<Person> {
    return Person.#enter(this.url, this.username, signInMutation);
  }

  /** Tries to sign in with a password; gives the type of the answer. */
  async guess(attempt: string): Promise<string> {
    const input = { username: this.username, password: attempt };
    const response = await post(this.url, '', signInMutation, { input });
    const { data } = (await response.json()) as { data: { signIn: { __typename: string } } };
    return data.signIn.__typename;
  }

  static async #enter(url: string, username: string, query: string): Promise<Person> {
    const response = await post(url, '', query, { input: { username, password } });
    const cookie = response.headers.getSetCookie()[0]?.split(';', 1)[0];
    if (!cookie) throw new Error(`No session came with the answer: ${await response.text()}`);
    return new Person(url, username, cookie);
  }

  /** The same session at another address of the site. */
  at(url: string): Person {
    return new Person(url, this.username, this.#cookie);
  }

  /** What says on a WebSocket who this is. */
  get headers(): { readonly origin: string; readonly cookie: string } {
    return { origin: this.url, cookie: this.#cookie };
  }

  /** @throws Error with the API's own words when it refuses. */
  async ask<T>(query: string, variables: object = {}): Promise<T> {
    const answer = (await (await post(this.url, this.#cookie, query, variables)).json()) as {
      data?: T;
      errors?: unknown;
    };
    if (!answer.data || answer.errors) throw new Error(`The API refused: ${JSON.stringify(answer)}`);
    return answer.data;
  }

  /** Runs a mutation and gives the fields that were asked for of its payload. @throws Error when it is refused. */
  async change<T>(name: string, input: object, payload: string): Promise<T> {
    const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}`;
    const query = `mutation ($input: ${type}Input!) { ${name}(input: $input) { __typename ... on ${type}Payload { ${payload} } ... on UserError { message } } }`;
    const { [name]: answer } = await this.ask<Record<string, { __typename: string }>>(query, { input });
    if (answer?.__typename !== `${type}Payload`)
      throw new Error(`${name} was refused: ${JSON.stringify(answer)}`);
    return answer as T;
  }

  /** A lab with one network and these containers on it. */
  makeLab(name: string, ...containers: string[]): Promise<string> {
    return this.#makeLab({ name }, 'tiny', containers);
  }

  /** The same, spread over the site's hosts, of containers of that image. */
  makeSpreadLab(name: string, image: string, ...containers: string[]): Promise<string> {
    return this.#makeLab({ name, spread: true }, image, containers);
  }

  async #makeLab(input: object, image: string, containers: readonly string[]): Promise<string> {
    const { lab } = await this.change<{ lab: { id: string } }>('createLab', input, 'lab { id }');
    const lan = { labId: lab.id, name: 'lan', ipv4Subnet: '10.0.1.0/24' };
    const { network } = await this.change<{ network: { id: string } }>(
      'createNetwork',
      lan,
      'network { id }',
    );
    for (const each of containers) {
      const networks = [{ networkId: network.id }];
      await this.change('createContainer', { labId: lab.id, name: each, image, networks }, '__typename');
    }
    return lab.id;
  }

  async lab(id: string): Promise<LabState> {
    const query = `query ($id: ID!) { lab(id: $id) {
      host { id state } hosts { id state } networks { name phase }
      containers { id name phase host { id } readiness { reason } } applies { hostId status } } }`;
    return (await this.ask<{ lab: LabState }>(query, { id })).lab;
  }
}

export interface LabState {
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

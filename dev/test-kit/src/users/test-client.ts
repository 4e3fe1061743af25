import { randomUUID } from 'node:crypto';
import { type Client, createClient } from 'graphql-ws';
import { z } from 'zod';
import { EventLog } from '../waiting/event-log.ts';
import { signedSocket } from './signed-socket.ts';

export const password = 'correct horse battery';

const answerBody = z.object({
  data: z.unknown().optional(),
  errors: z
    .array(
      z.object({
        message: z.string(),
        path: z.array(z.union([z.string(), z.number()])).optional(),
        extensions: z.record(z.string(), z.unknown()).optional(),
      }),
    )
    .optional(),
});

export interface Answer extends z.infer<typeof answerBody> {
  readonly status: number;
  readonly headers: Headers;
}

/** A client for tests of the API. Like a browser, it keeps cookies and sends the page's origin; it returns every answer. */
export class TestClient {
  /** May change to another instance. */
  url: string;
  readonly #sockets: Client[] = [];
  /** The session's. */
  cookie: string | null = null;
  /** The one by which accounts know the browser. */
  device: string | null = null;
  username = '';

  constructor(url: string) {
    this.url = url;
  }

  get headers(): Record<string, string> {
    const cookies = [this.cookie, this.device].filter((each) => each !== null);
    return { origin: this.url, ...(cookies.length > 0 && { cookie: cookies.join('; ') }) };
  }

  /** Posts a body without changing it. */
  async send(body: unknown, headers: Record<string, string> = {}): Promise<Answer> {
    const response = await fetch(`${this.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...this.headers, ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
    for (const cookie of response.headers.getSetCookie()) {
      const pair = cookie.split(';', 1)[0] ?? null;
      if (pair?.startsWith('pineapple_device=') === true) this.device = pair;
      else this.cookie = pair;
    }
    const answer = answerBody.parse(await response.json());
    return { status: response.status, headers: response.headers, ...answer };
  }

  query(query: string, variables: object = {}): Promise<Answer> {
    return this.send({ query, variables });
  }

  /** Runs a mutation of the form `name(input)` and returns its result, also a refusal. */
  async mutate(name: string, input: object): Promise<Record<string, unknown>> {
    const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}`;
    const selection = selections[name] ?? '__typename';
    const { data, errors } = await this.query(
      `mutation ($input: ${type}Input!) { ${name}(input: $input) {
        __typename ... on ${type}Payload { ${selection} } ${failuresOf(name)} } }`,
      { input },
    );
    if (errors !== undefined) throw new Error(JSON.stringify(errors));
    return z.record(z.string(), z.record(z.string(), z.unknown())).parse(data)[name] ?? {};
  }

  async signUp(username: string): Promise<void> {
    this.username = username;
    const result = await this.mutate('signUp', { username, password });
    if (result['__typename'] !== 'SignUpPayload') throw new Error(JSON.stringify(result));
  }

  async createLab(name = `lab ${randomUUID()}`): Promise<string> {
    return idIn(await this.mutate('createLab', { name }), 'lab');
  }

  async createNetwork(labId: string, name: string, more: object = {}): Promise<string> {
    return idIn(await this.mutate('createNetwork', { labId, name, ...more }), 'network');
  }

  async createContainer(labId: string, name: string, networkIds: readonly string[] = []): Promise<string> {
    const networks = networkIds.map((networkId) => ({ networkId }));
    return idIn(await this.mutate('createContainer', { labId, name, image: 'host', networks }), 'container');
  }

  /** Subscribes over a new socket, or the given one, until the client is closed. */
  subscribe(query: string, variables: Record<string, unknown> = {}, on = this.socket()): EventLog<Payload> {
    const log = new EventLog<Payload>();
    on.subscribe<Record<string, unknown>>(
      { query, variables },
      {
        next: (payload) => log.push(payload),
        error: (error) => log.end(error),
        complete: () => log.end(),
      },
    );
    return log;
  }

  /** A graphql-ws client that does not reconnect. */
  socket(options: Partial<Parameters<typeof createClient>[0]> = {}): Client {
    const client = createClient({
      url: `${this.url.replace('http', 'ws')}/graphql`,
      webSocketImpl: signedSocket(this),
      lazyCloseTimeout: 0,
      retryAttempts: 0,
      ...options,
    });
    this.#sockets.push(client);
    return client;
  }

  async close(): Promise<void> {
    await Promise.all(this.#sockets.map((socket) => socket.dispose()));
  }
}

export interface Payload {
  readonly data?: Record<string, unknown> | null;
  readonly errors?: readonly { readonly message: string }[];
}

/** Selections of the errors that a mutation can return. */
function failuresOf(name: string): string {
  const own = [
    validated.has(name) && '... on ValidationError { issues { path message } }',
    counted.has(name) && '... on QuotaError { limit used }',
    throttled.has(name) && '... on RateLimitError { retryAfterSeconds }',
  ];
  return ['... on UserError { code message }', ...own.filter((each) => each !== false)].join(' ');
}

const throttled = new Set(['signUp', 'signIn', 'becomeOperator', 'changePassword', 'deleteAccount']);
const counted = new Set([
  'buildImage',
  'pullImage',
  'createApiToken',
  'createLab',
  'duplicateLab',
  'saveSnapshot',
  'createNetwork',
  'createContainer',
  'copyNodes',
  'importLab',
  'readRepository',
  'createAnnotation',
  'updateAnnotation',
]);
const validated = new Set([
  ...counted,
  'signUp',
  'updateLab',
  'moveNodes',
  'changePassword',
  'renameNetwork',
  'updateNetwork',
  'renameContainer',
  'updateContainer',
  'connectContainer',
  'setLinkQuality',
  'setLinkQualities',
]);

const container = `container { id name phase image { name } createdAt position { x y }
  interfaces { name ipv4Address ipv6Address macAddress network { name } } gatewayChoice defaultGateway readiness { version } }`;

const impairment = `{ delayMs jitterMs jitterDistribution lossPercent lossBurst lossStartPercent lossEndPercent lossBadPercent lossGoodPercent
  dropEvery dropMatching blackHoleMtu corruptPercent duplicatePercent reorderPercent rateKbit rateBurstBytes rateQueueMs }`;
const quality = `linkUp quality { toContainer ${impairment} fromContainer ${impairment}
  outage { downSeconds upSeconds } }`;
const network = 'network { id name phase ipv4Subnet ipv6Subnet plain mtu internet position { x y } }';
const annotation = 'annotation { id kind text colour position { x y } width height }';
const drawnLab = `lab { id revision
  history { canUndo canRedo undoStepId redoStepId undoLabel redoLabel undoWarning redoWarning }
  annotations { id kind text position { x y } }
  networks { id name internet position { x y } interfaces { ipv4Address } }
  containers { id name position { x y } interfaces { ipv4Address network { name } } } }`;

const selections: Readonly<Record<string, string>> = {
  signUp: 'viewer { id username }',
  signIn: 'viewer { id username }',
  createApiToken: 'secret apiToken { id name expiresAt lastUsedAt scopes }',
  revokeSession: 'revokedSessionId',
  changePassword: 'viewer { id username }',
  becomeOperator: 'viewer { id operator }',
  deleteAccount: 'deletedUserId',
  revokeApiToken: 'revokedTokenId',
  buildImage: 'image { id name dockerfile context { sha256 bytes } state reason requestedAt }',
  pullImage: 'image { id name pulledFrom state reason }',
  cancelImageBuild: 'image { name state reason }',
  deleteImage: 'deletedName',
  createLab: 'lab { id name revision }',
  duplicateLab: 'lab { id name folder instructions revision }',
  importLab:
    'lab { id name revision } notes { severity path line message } networkCount containerCount changes { kind action effect name details }',
  readRepository: 'files { path contentBase64 } notes { severity path line message }',
  saveSnapshot: 'snapshot { id name state reason containerCount savedCount }',
  restoreSnapshot: 'lab { id name revision }',
  forkSnapshot: 'lab { id name revision }',
  deleteSnapshot: 'deletedId',
  updateLab: 'lab { id name folder instructions revision }',
  deleteLab: 'deletedLabId',
  moveNodes: drawnLab,
  setLinkQualities: drawnLab,
  copyNodes: `nodeIds ${drawnLab}`,
  undo: `label ${drawnLab}`,
  redo: `label ${drawnLab}`,
  createNetwork: network,
  renameNetwork: network,
  updateNetwork: network,
  deleteNetwork: 'deletedNetworkId',
  createContainer: container,
  startContainer: container,
  stopContainer: container,
  restartContainer: container,
  renameContainer: container,
  updateContainer: container,
  deleteContainer: 'deletedContainerId',
  connectContainer: `interface { name ipv4Address ipv6Address macAddress network { name } } ${container}`,
  disconnectContainer: container,
  createAnnotation: `${annotation} lab { revision history { undoLabel } }`,
  updateAnnotation: `${annotation} lab { revision history { undoLabel } }`,
  deleteAnnotation: 'deletedAnnotationId lab { revision }',
  setLinkQuality: `interface { name ${quality} } ${container}`,
};

/** The id of what a mutation created. @throws Error with the result if it created nothing */
function idIn(result: Record<string, unknown>, key: string): string {
  const parsed = z.object({ id: z.string() }).safeParse(result[key]);
  if (!parsed.success) throw new Error(`No ${key} was created: ${JSON.stringify(result)}`);
  return parsed.data.id;
}

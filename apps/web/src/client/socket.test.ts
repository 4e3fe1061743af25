import { buildSchema, execute, GraphQLError, subscribe, validate } from 'graphql';
import { useServer } from 'graphql-ws/use/ws';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, describe, expect, it, vi } from 'vitest';
import { eventually } from '@pineapple/test-kit/waiting';
import { WebSocket as NodeWebSocket, WebSocketServer } from 'ws';
import { createSocket, retryDelay, type Socket } from './socket.ts';

// Replaces the browser's WebSocket by one that can reach a server in this process.
vi.stubGlobal('WebSocket', NodeWebSocket);
vi.stubGlobal('window', new EventTarget());
// Other files run in the same worker.
afterAll(() => vi.unstubAllGlobals());

const schema = buildSchema('type Query { a: Int } type Subscription { greeting: String! }');

interface Server extends AsyncDisposable {
  readonly url: string;
  readonly server: WebSocketServer;
  subscriptions: number;
  /** Error codes that refuse the next subscriptions, one each. */
  readonly refusals: string[];
}

async function startServer(onSubscribe: (server: Server) => string): Promise<Server> {
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1' });
  await new Promise((resolve) => server.once('listening', resolve));
  const started: Server = {
    url: `ws://127.0.0.1:${(server.address() as AddressInfo).port}`,
    server,
    subscriptions: 0,
    refusals: [],
    async [Symbol.asyncDispose]() {
      for (const client of server.clients) client.terminate();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  useServer(
    {
      schema,
      // Must be the copy of graphql that built the schema. The test runner and graphql-ws load one each.
      execute,
      subscribe,
      validate: (...args) => {
        const code = started.refusals.shift();
        if (code === undefined) return validate(...args);
        return [new GraphQLError('refused', { extensions: { code } })];
      },
      roots: {
        subscription: {
          async *greeting() {
            started.subscriptions += 1;
            yield { greeting: onSubscribe(started) };
            await new Promise(() => undefined);
          },
        },
      },
    },
    server,
  );
  return started;
}

let socket: Socket | null = null;
afterEach(() => socket?.close());

function follow(
  url: string,
  onUnauthenticated = (): void => undefined,
): { greetings: unknown[]; errors: unknown[]; current: Socket } {
  const greetings: unknown[] = [];
  const errors: unknown[] = [];
  const current = (socket = createSocket(url, onUnauthenticated));
  current.subscribe(
    { query: 'subscription { greeting }', variables: {} },
    {
      next: ({ data }) => greetings.push(data?.['greeting']),
      error: (error) => errors.push(error),
      complete: () => undefined,
    },
  );
  return { greetings, errors, current };
}

/** Skips every wait between attempts, like a user who keeps clicking Retry. */
const withoutWaiting = (current: Socket, check: () => void): Promise<void> =>
  eventually(() => {
    current.retryNow();
    check();
  });

describe('the socket', () => {
  it.each([
    ['is cut', (server: Server) => [...server.server.clients].forEach((client) => client.terminate())],
    ['is closed for an internal error', (server: Server) => close(server, 4500)],
    ['is closed because the server fails', (server: Server) => close(server, 1011)],
    ['is closed because the server is going away', (server: Server) => close(server, 1001)],
  ])('resumes its subscriptions when it %s', async (_, harm) => {
    await using server = await startServer(({ subscriptions }) => `hello ${subscriptions}`);
    const { greetings, current } = follow(server.url);
    const regained = vi.fn();
    current.onRegained(regained);
    await eventually(() => expect(greetings).toEqual(['hello 1']));
    expect(regained).not.toHaveBeenCalled();

    harm(server);
    await eventually(() => expect(current.status.value).toBe('lost'));
    await withoutWaiting(current, () => expect(greetings).toEqual(['hello 1', 'hello 2']));
    expect(current.status.value).toBe('connected');
    expect(regained).toHaveBeenCalledOnce();
  });

  it('reports the end of the session and stays closed when the server ends it', async () => {
    await using server = await startServer(() => 'hello');
    const onUnauthenticated = vi.fn();
    const { greetings, current } = follow(server.url, onUnauthenticated);
    await eventually(() => expect(greetings).toHaveLength(1));

    close(server, 4401);
    await eventually(() => expect(onUnauthenticated).toHaveBeenCalledOnce());
    expect(current.status.value).toBe('idle');
    expect(server.subscriptions).toBe(1);
  });

  it('retries a resumed subscription after a server fault, but not after a refusal', async () => {
    await using server = await startServer(({ subscriptions }) => `hello ${subscriptions}`);
    const { greetings, errors, current } = follow(server.url);
    await eventually(() => expect(greetings).toEqual(['hello 1']));

    server.refusals.push('INTERNAL', 'INTERNAL');
    close(server, 1001);
    await withoutWaiting(current, () => expect(greetings).toEqual(['hello 1', 'hello 2']));
    expect(server.refusals).toEqual([]);
    expect(errors).toEqual([]);

    server.refusals.push('NOT_FOUND');
    close(server, 1001);
    await withoutWaiting(current, () => expect(errors).toHaveLength(1));
  });

  it('reports a server fault of a new subscription', async () => {
    await using server = await startServer(() => 'hello');
    server.refusals.push('INTERNAL');
    const { errors } = follow(server.url);
    await eventually(() => expect(errors).toMatchObject([[{ extensions: { code: 'INTERNAL' } }]]));
  });

  it('connects as soon as a server is available, after any number of failures', async () => {
    const first = await startServer(() => 'hello');
    const { port } = first.server.address() as AddressInfo;
    const { greetings, current } = follow(first.url);
    await eventually(() => expect(greetings).toHaveLength(1));
    await first[Symbol.asyncDispose]();
    await eventually(() => expect(current.retryAt.value).not.toBeNull());

    const second = new WebSocketServer({ port, host: '127.0.0.1' });
    const connected = new Promise((resolve) => second.once('connection', resolve));
    await withoutWaiting(current, () => expect(second.clients.size).toBeGreaterThan(0));
    await connected;
    for (const client of second.clients) client.terminate();
    await new Promise((resolve) => second.close(resolve));
  });
});

describe('the wait before the next attempt', () => {
  it('stays under 2 seconds at first and under 15 later, and differs from browser to browser', () => {
    const longest = Array.from({ length: 40 }, (_, attempt) => retryDelay(attempt, () => 1));
    expect(longest.slice(0, 4)).toEqual([500, 1000, 1500, 1500]);
    expect(longest.slice(28, 36)).toEqual([1500, 1500, 3000, 6000, 12_000, 15_000, 15_000, 15_000]);
    expect(retryDelay(10_000, () => 1)).toBe(15_000);
    expect(retryDelay(1, () => 0)).toBe(300);
  });
});

function close({ server }: Server, code: number): void {
  for (const client of server.clients) client.close(code, 'test');
}

import { buildSchema, execute, GraphQLError, subscribe, validate } from 'graphql';
import { useServer } from 'graphql-ws/use/ws';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { WebSocket as NodeWebSocket, WebSocketServer } from 'ws';
import { createSocket, retryDelay, type Socket } from './socket.ts';

// The browser's WebSocket, but one that reaches a server of this process.
vi.stubGlobal('WebSocket', NodeWebSocket);
vi.stubGlobal('window', new EventTarget());

const schema = buildSchema('type Query { a: Int } type Subscription { greeting: String! }');

interface Server extends AsyncDisposable {
  readonly url: string;
  readonly server: WebSocketServer;
  subscriptions: number;
  /** The codes with which the next subscriptions are refused. */
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
      // The copy of graphql that made the schema: the test runner and graphql-ws load two.
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

/** Tries again at once, as somebody who presses the button again and again. */
const impatient = (current: Socket, check: () => void): Promise<void> =>
  vi.waitFor(
    () => {
      current.retryNow();
      check();
    },
    { timeout: 10_000 },
  );

describe('the socket', () => {
  it.each([
    ['is cut', (server: Server) => [...server.server.clients].forEach((client) => client.terminate())],
    ['is closed for an internal error', (server: Server) => close(server, 4500)],
    ['is closed because the server fails', (server: Server) => close(server, 1011)],
    ['is closed because the server goes away', (server: Server) => close(server, 1001)],
  ])('takes its subscriptions up again when it %s', async (_, harm) => {
    await using server = await startServer(({ subscriptions }) => `hello ${subscriptions}`);
    const { greetings, current } = follow(server.url);
    const regained = vi.fn();
    current.onRegained(regained);
    await vi.waitFor(() => expect(greetings).toEqual(['hello 1']));
    expect(regained).not.toHaveBeenCalled();

    harm(server);
    await vi.waitFor(() => expect(current.status.value).toBe('lost'));
    await impatient(current, () => expect(greetings).toEqual(['hello 1', 'hello 2']));
    expect(current.status.value).toBe('connected');
    expect(regained).toHaveBeenCalledOnce();
  });

  it('says that the session is over, and stays closed, when the server says so', async () => {
    await using server = await startServer(() => 'hello');
    const onUnauthenticated = vi.fn();
    const { greetings, current } = follow(server.url, onUnauthenticated);
    await vi.waitFor(() => expect(greetings).toHaveLength(1));

    close(server, 4401);
    await vi.waitFor(() => expect(onUnauthenticated).toHaveBeenCalledOnce());
    expect(current.status.value).toBe('idle');
    expect(server.subscriptions).toBe(1);
  });

  it('waits a fault of the server out when it takes a subscription up again, and takes no for an answer', async () => {
    await using server = await startServer(({ subscriptions }) => `hello ${subscriptions}`);
    const { greetings, errors, current } = follow(server.url);
    await vi.waitFor(() => expect(greetings).toEqual(['hello 1']));

    server.refusals.push('INTERNAL', 'INTERNAL');
    close(server, 1001);
    await impatient(current, () => expect(greetings).toEqual(['hello 1', 'hello 2']));
    expect(server.refusals).toEqual([]);
    expect(errors).toEqual([]);

    server.refusals.push('NOT_FOUND');
    close(server, 1001);
    await impatient(current, () => expect(errors).toHaveLength(1));
  });

  it('tells of a fault of the server at the first subscription', async () => {
    await using server = await startServer(() => 'hello');
    server.refusals.push('INTERNAL');
    const { errors } = follow(server.url);
    await vi.waitFor(() => expect(errors).toMatchObject([[{ extensions: { code: 'INTERNAL' } }]]));
  });

  it('connects as soon as there is a server, however often it failed before', async () => {
    const first = await startServer(() => 'hello');
    const { port } = first.server.address() as AddressInfo;
    const { greetings, current } = follow(first.url);
    await vi.waitFor(() => expect(greetings).toHaveLength(1));
    await first[Symbol.asyncDispose]();
    await vi.waitFor(() => expect(current.retryAt.value).not.toBeNull());

    const second = new WebSocketServer({ port, host: '127.0.0.1' });
    const connected = new Promise((resolve) => second.once('connection', resolve));
    await impatient(current, () => expect(second.clients.size).toBeGreaterThan(0));
    await connected;
    for (const client of second.clients) client.terminate();
    await new Promise((resolve) => second.close(resolve));
  });
});

describe('the wait before the next try', () => {
  it('doubles, stays under 15 seconds, and differs from browser to browser', () => {
    expect([0, 1, 2, 3].map((attempt) => retryDelay(attempt, () => 1))).toEqual([500, 1000, 2000, 4000]);
    expect(retryDelay(50, () => 1)).toBe(15_000);
    expect(retryDelay(3, () => 0)).toBe(1200);
  });
});

function close({ server }: Server, code: number): void {
  for (const client of server.clients) client.close(code, 'test');
}

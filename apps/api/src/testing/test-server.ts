import { createValkeyBus, type EventBus } from '@pineapple/event-bus';
import { tableNames, openStores, type Stores } from '@pineapple/store';
import { pino } from 'pino';
import { sharedLimiter } from '../identity/shared-limiter.ts';
import { createServer } from '../server.ts';
import type { Dependencies } from '../create-services.ts';
import { shareTestAws, type TestAws } from '@pineapple/test-kit/aws';
import { password, TestClient } from '@pineapple/test-kit/users';

export interface TestServer extends AsyncDisposable {
  readonly url: string;
  readonly stores: Stores;
  readonly bus: EventBus;
  /** The labs that were sent to apply-lab, in order. */
  readonly applied: string[];
  /** The parsed log. */
  readonly logs: Record<string, unknown>[];
  /** A client without a session. */
  client(): TestClient;
  /** A client of a new user. */
  signedUp(username?: string): Promise<TestClient>;
  /** A client of a new operator. */
  operator(username?: string): Promise<TestClient>;
  /** The code for the first operator. */
  operatorCode(): Promise<string | null>;
  close(): Promise<void>;
}

type Overrides = Partial<Omit<Dependencies, 'config'>> & {
  readonly config?: Partial<Dependencies['config']>;
};

/** Tests sign up more users than a person does. */
export const generousSignIn: Dependencies['config']['signIn'] = {
  ...{ signUpsPerAddress: 10_000, failuresPerAddress: 600, failuresPerAccount: 200 },
  ...{ freeFailures: 5, longestDelaySeconds: 900 },
};

/** As the product comes. */
export const testLimits: Dependencies['config']['limits'] = {
  ...{ labsPerUser: 50, networksPerLab: 100, containersPerLab: 100 },
  ...{ containersPerUser: 200, networksPerUser: 200, memoryMbPerUser: 102_400, containerMemoryMb: 512 },
  ...{ memoryMbPerContainer: 2_048, cpusPerContainer: 4 },
  ...{ socketsPerUser: 200, subscriptionsPerUser: 1_000, terminalsPerUser: 200 },
};

let users = 0;

/** Starts a server with tables of its own in the local AWS that the test files of a worker share. */
export async function openTestServer(overrides: Overrides = {}): Promise<TestServer> {
  const aws = await shareTestAws();
  const server = await startTestServer(aws, await aws.newTables(), overrides);
  async function close(): Promise<void> {
    await server.close();
    await aws[Symbol.asyncDispose]();
  }
  return { ...server, close, [Symbol.asyncDispose]: close };
}

/** Starts a server on a free port with the given tables and its own connection to the bus. */
export async function startTestServer(
  aws: TestAws,
  prefix: string,
  { config, ...overrides }: Overrides = {},
): Promise<TestServer> {
  const tables = tableNames(prefix);
  const stores = openStores(aws.documents, tables);
  const applied: string[] = [];
  const logs: Record<string, unknown>[] = [];
  const logger = pino({ level: 'info' }, { write: (line) => void logs.push(JSON.parse(line)) });
  const bus = createValkeyBus(aws.busUrl, {
    onError: (error) => logger.warn({ err: error }, 'event bus error'),
  });
  const server = await createServer({
    stores,
    files: await aws.openFiles(),
    bus,
    applyLab: ({ labId }) => {
      applied.push(labId);
      return Promise.resolve();
    },
    sendBuild: () => Promise.resolve({ outcome: 'sent', hostId: 'mi-test' }),
    sendSave: () => Promise.resolve({ outcome: 'sent' }),
    openHostStream: () => Promise.reject(new Error('There is no host.')),
    logger,
    makeLimiter: sharedLimiter(aws.dynamoDb, tables.rateLimits),
    ...overrides,
    config: {
      publicUrl: 'http://localhost:4000',
      webDir: null,
      trustProxy: false,
      extraImages: [],
      registries: [],
      buildEgress: false,
      operators: [],
      gitSources: [],
      signIn: generousSignIn,
      limits: testLimits,
      ...config,
    },
  });
  const url = await server.listen({ port: 0, host: '127.0.0.1' });
  async function close(): Promise<void> {
    await server.close();
    await bus.close();
  }
  async function signedUp(username = `user-${process.pid}-${(users += 1)}`): Promise<TestClient> {
    const client = new TestClient(url);
    await client.signUp(username);
    return client;
  }
  return {
    url,
    stores,
    bus,
    applied,
    logs,
    client: () => new TestClient(url),
    signedUp,
    async operator(username) {
      const client = await signedUp(username);
      const user = await stores.users.getByUsername(client.username);
      await stores.users.makeOperator(user?.id ?? '');
      await client.mutate('signIn', { username: client.username, password });
      return client;
    },
    operatorCode: () => server.operatorCode(),
    close,
    [Symbol.asyncDispose]: close,
  };
}

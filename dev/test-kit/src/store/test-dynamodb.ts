import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CreateTableCommand, type DynamoDBClient, waitUntilTableExists } from '@aws-sdk/client-dynamodb';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { createDocumentClient, createDynamoDbClient } from '@pineapple/aws';
import { startLocalAws } from '@pineapple/local-aws';
import { type TableNames, tableDefinitions, tableNames } from '@pineapple/store';

/** A DynamoDB for one test file. */
export interface TestDynamoDb extends AsyncDisposable {
  readonly endpoint: string;
  readonly client: DynamoDBClient;
  readonly documents: DynamoDBDocumentClient;
  /** An empty table of that kind, of the caller's own. */
  newTable(kind: keyof TableNames): Promise<string>;
  /** Removes at once what DynamoDB would remove some time. */
  sweepExpired(): Promise<void>;
}

interface Engine {
  readonly endpoint: string;
  sweepExpired(): Promise<void>;
  stop(): Promise<void>;
}

async function startEngine(given: string | null): Promise<Engine> {
  if (given !== null)
    return { endpoint: given, sweepExpired: async () => undefined, stop: async () => undefined };
  const dataDir = await mkdtemp(join(tmpdir(), 'pn-store-'));
  const aws = await startLocalAws({ dataDir, log: () => undefined });
  return {
    endpoint: aws.endpoint,
    async sweepExpired() {
      await aws.sweepExpired();
    },
    async stop() {
      await aws[Symbol.asyncDispose]();
      await rm(dataDir, { recursive: true });
    },
  };
}

/** Starts one, or uses the one at PINEAPPLE_TEST_DYNAMODB, for example AWS's own DynamoDB Local. */
export async function startTestDynamoDb(
  given: string | null = process.env['PINEAPPLE_TEST_DYNAMODB'] ?? null,
): Promise<TestDynamoDb> {
  const engine = await startEngine(given);
  const settings = {
    endpoint: engine.endpoint,
    region: 'eu-central-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  };
  const client = createDynamoDbClient(settings);
  const documents = createDocumentClient(settings);
  const run = crypto.randomUUID();
  let tables = 0;
  return {
    endpoint: engine.endpoint,
    client,
    documents,
    async newTable(kind) {
      const prefix = `t-${run}-${(tables += 1)}-`;
      const TableName = tableNames(prefix)[kind];
      const definition = tableDefinitions(prefix).find((candidate) => candidate.TableName === TableName);
      if (!definition) throw new Error(`there is no definition of ${TableName}`);
      await client.send(new CreateTableCommand(definition));
      await waitUntilTableExists({ client, maxWaitTime: 20, minDelay: 0.05, maxDelay: 0.2 }, { TableName });
      return TableName;
    },
    sweepExpired: () => engine.sweepExpired(),
    async [Symbol.asyncDispose]() {
      client.destroy();
      documents.destroy();
      await engine.stop();
    },
  };
}

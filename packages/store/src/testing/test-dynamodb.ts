import { createRequire } from 'node:module';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { CreateTableCommand, type DynamoDBClient, waitUntilTableExists } from '@aws-sdk/client-dynamodb';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { createDocumentClient, createDynamoDbClient } from '@pineapple/aws';
import { type TableNames, tableDefinitions, tableNames } from '../tables.ts';

/** A DynamoDB for one test file. */
export interface TestDynamoDb extends AsyncDisposable {
  readonly endpoint: string;
  readonly client: DynamoDBClient;
  readonly documents: DynamoDBDocumentClient;
  /** An empty table of that kind, of the caller's own. */
  newTable(kind: keyof TableNames): Promise<string>;
}

async function startEngine(): Promise<{ endpoint: string; stop(): Promise<void> }> {
  const given = process.env['PINEAPPLE_TEST_DYNAMODB'];
  if (given) return { endpoint: given, async stop() {} };
  const path = await mkdtemp(join(tmpdir(), 'pn-store-'));
  const dynalite = createRequire(import.meta.url)('../../../local-aws/node_modules/dynalite');
  const server = dynalite({ path, createTableMs: 0, deleteTableMs: 0, updateTableMs: 0 });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    endpoint: `http://127.0.0.1:${port}`,
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
      await rm(path, { recursive: true });
    },
  };
}

/** Starts one, or uses the one at PINEAPPLE_TEST_DYNAMODB, for example AWS's own DynamoDB Local. */
export async function startTestDynamoDb(): Promise<TestDynamoDb> {
  const engine = await startEngine();
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
    async [Symbol.asyncDispose]() {
      client.destroy();
      documents.destroy();
      await engine.stop();
    },
  };
}

import { CreateTableCommand, type DynamoDBClient, waitUntilTableExists } from '@aws-sdk/client-dynamodb';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { createDocumentClient, createDynamoDbClient } from '@pineapple/aws';
import { type TableNames, tableDefinitions, tableNames } from '@pineapple/store';
import { shareTestAws, testCredentials, testRegion } from './test-aws.ts';

/** A DynamoDB with tables for one test file. */
export interface TestDynamoDb extends AsyncDisposable {
  readonly endpoint: string;
  readonly client: DynamoDBClient;
  readonly documents: DynamoDBDocumentClient;
  /** Makes an empty table of that kind and returns its name. */
  newTable(kind: keyof TableNames): Promise<string>;
  /** Removes expired items now. On AWS this takes up to two days. */
  sweepExpired(): Promise<void>;
}

/** Connects to the worker's local DynamoDB, or to the one at PINEAPPLE_TEST_DYNAMODB, such as AWS's DynamoDB Local. */
export async function startTestDynamoDb(
  given: string | null = process.env['PINEAPPLE_TEST_DYNAMODB'] ?? null,
): Promise<TestDynamoDb> {
  await using cleanup = new AsyncDisposableStack();
  const aws = given === null ? cleanup.use(await shareTestAws()) : null;
  const endpoint = aws?.settings.endpoint ?? given ?? '';
  const settings = { endpoint, region: testRegion, credentials: testCredentials };
  const client = createDynamoDbClient(settings);
  const documents = createDocumentClient(settings);
  for (const each of [client, documents]) cleanup.defer(() => each.destroy());
  const run = crypto.randomUUID();
  let tables = 0;
  const owned = cleanup.move();
  return {
    endpoint,
    client,
    documents,
    async newTable(kind) {
      const prefix = `t-${run}-${(tables += 1)}-`;
      const TableName = tableNames(prefix)[kind];
      const definition = tableDefinitions(prefix).find((candidate) => candidate.TableName === TableName);
      if (!definition) throw new Error(`No table definition is named ${TableName}.`);
      await client.send(new CreateTableCommand(definition));
      await waitUntilTableExists({ client, maxWaitTime: 20, minDelay: 0.05, maxDelay: 0.2 }, { TableName });
      return TableName;
    },
    async sweepExpired() {
      await aws?.local.sweepExpired();
    },
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  };
}

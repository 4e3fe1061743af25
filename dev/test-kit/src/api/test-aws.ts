import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CreateTableCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { createDocumentClient, createDynamoDbClient } from '@pineapple/aws';
import { type LocalAws, startLocalAws } from '@pineapple/local-aws';
import { tableDefinitions } from '@pineapple/store';

/** DynamoDB and the bus for one test file, over HTTP and RESP as on AWS. */
export interface TestAws extends AsyncDisposable {
  readonly local: LocalAws;
  readonly dynamoDb: DynamoDBClient;
  readonly documents: ReturnType<typeof createDocumentClient>;
  readonly busUrl: string;
  /** Makes a set of tables nobody else uses and returns their prefix. */
  newTables(): Promise<string>;
}

export async function startTestAws(): Promise<TestAws> {
  const dataDir = await mkdtemp(join(tmpdir(), 'pn-api-'));
  const local = await startLocalAws({ dataDir, log: () => undefined });
  const settings = {
    endpoint: local.endpoint,
    region: 'eu-central-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  };
  const dynamoDb = createDynamoDbClient(settings);
  const documents = createDocumentClient(settings);
  let sets = 0;
  return {
    local,
    dynamoDb,
    documents,
    busUrl: local.busUrl,
    async newTables() {
      const prefix = `t${(sets += 1)}-`;
      await Promise.all(tableDefinitions(prefix).map((each) => dynamoDb.send(new CreateTableCommand(each))));
      return prefix;
    },
    async [Symbol.asyncDispose]() {
      documents.destroy();
      dynamoDb.destroy();
      await local[Symbol.asyncDispose]();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

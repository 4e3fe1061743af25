import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CreateTableCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { CreateBucketCommand } from '@aws-sdk/client-s3';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import {
  type ClientSettings,
  createDocumentClient,
  createDynamoDbClient,
  createS3Client,
  LabFiles,
} from '@pineapple/aws';
import { type LocalAws, type LocalAwsOptions, startLocalAws } from '@pineapple/local-aws';
import { tableDefinitions } from '@pineapple/store';

export const testCredentials = { accessKeyId: 'test', secretAccessKey: 'test' };
export const testRegion = 'us-east-1';

/** A local AWS with clients of its DynamoDB. */
export interface TestAws extends AsyncDisposable {
  readonly local: LocalAws;
  /** For clients of any service. */
  readonly settings: ClientSettings & { readonly endpoint: string };
  readonly dynamoDb: DynamoDBClient;
  readonly documents: DynamoDBDocumentClient;
  readonly busUrl: string;
  /** Makes the bucket for the contents of labs' files, if there is none, and opens it. */
  openFiles(): Promise<LabFiles>;
  /** Makes a new set of tables and returns their prefix. */
  newTables(): Promise<string>;
}

/** Starts a local AWS for one test file: one that injects faults, sets options or stops hosts. */
export async function startTestAws(options: Partial<LocalAwsOptions> = {}): Promise<TestAws> {
  await using cleanup = new AsyncDisposableStack();
  const dataDir = await mkdtemp(join(tmpdir(), 'pn-aws-'));
  cleanup.defer(() => rm(dataDir, { recursive: true, force: true, maxRetries: 5 }));
  const local = cleanup.use(await startLocalAws({ ...options, dataDir, log: () => undefined }));
  return connect(local, cleanup.move());
}

let shared: Promise<LocalAws> | undefined;

/**
 * The local AWS that the test files of a worker share, each with its own tables: it takes as long to start as most files
 * to run. It ends with the worker, and its data with the run.
 */
export async function shareTestAws(): Promise<TestAws> {
  shared ??= mkdtemp(join(tmpdir(), 'pn-aws-')).then((dataDir) =>
    startLocalAws({ dataDir, log: () => undefined }),
  );
  return connect(await shared, new AsyncDisposableStack());
}

let sets = 0;

function connect(local: LocalAws, cleanup: AsyncDisposableStack): TestAws {
  const settings = { endpoint: local.endpoint, region: testRegion, credentials: testCredentials };
  const dynamoDb = createDynamoDbClient(settings);
  const documents = createDocumentClient(settings);
  const s3 = createS3Client(settings);
  for (const client of [dynamoDb, documents, s3]) cleanup.defer(() => client.destroy());
  return {
    local,
    settings,
    dynamoDb,
    documents,
    busUrl: local.busUrl,
    async openFiles() {
      await s3.send(new CreateBucketCommand({ Bucket: 'files' }));
      return new LabFiles(s3, 'files');
    },
    async newTables() {
      const prefix = `t${(sets += 1)}-`;
      await Promise.all(tableDefinitions(prefix).map((each) => dynamoDb.send(new CreateTableCommand(each))));
      return prefix;
    },
    [Symbol.asyncDispose]: () => cleanup.disposeAsync(),
  };
}

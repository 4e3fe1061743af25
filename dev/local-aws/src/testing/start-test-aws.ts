import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { CreateFunctionCommand, LambdaClient, type CreateFunctionCommandInput } from '@aws-sdk/client-lambda';
import { S3Client } from '@aws-sdk/client-s3';
import { SSMClient } from '@aws-sdk/client-ssm';
import type { LogEntry } from '../log.ts';
import type { Meter } from '../meter.ts';
import type { LocalAwsOptions } from '../options.ts';
import { startLocalAws, type LocalAws } from '../start-local-aws.ts';
import { zipOf } from './zip-archive.ts';

export const role = 'arn:aws:iam::000000000000:role/test';
export const hostId = 'mi-0123456789abcdef0';

/** The real SDK's clients without retries, so that a test sees every response. */
export class Clients {
  readonly #settings;
  readonly dynamodb: DynamoDBClient;
  readonly lambda: LambdaClient;
  readonly ssm: SSMClient;
  readonly events: EventBridgeClient;
  readonly s3: S3Client;

  constructor(endpoint: string) {
    const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
    this.#settings = { endpoint, region: 'us-east-1', credentials, maxAttempts: 1 };
    this.dynamodb = new DynamoDBClient(this.#settings);
    this.lambda = new LambdaClient(this.#settings);
    this.ssm = new SSMClient(this.#settings);
    this.events = new EventBridgeClient(this.#settings);
    this.s3 = new S3Client({ ...this.#settings, forcePathStyle: true });
  }

  /** Creates a function from one module that exports `handler`. */
  async createFunction(
    name: string,
    code: string,
    more: Partial<CreateFunctionCommandInput> = {},
  ): Promise<void> {
    await this.lambda.send(
      new CreateFunctionCommand({
        FunctionName: name,
        Role: role,
        Runtime: 'nodejs24.x',
        Handler: 'index.handler',
        Code: { ZipFile: zipOf({ 'index.mjs': code }) },
        ...more,
      }),
    );
  }

  close(): void {
    for (const client of [this.dynamodb, this.lambda, this.ssm, this.events, this.s3]) client.destroy();
  }
}

export interface TestAws extends AsyncDisposable {
  readonly aws: LocalAws;
  readonly clients: Clients;
  readonly logs: readonly LogEntry[];
  readonly dataDir: string;
  /** A function's output, in order. */
  written(functionName: string): string[];
}

/** A local AWS with a temporary data directory. */
export async function startTestAws(
  options: Partial<LocalAwsOptions> & { meter?: Meter } = {},
): Promise<TestAws> {
  const dataDir = options.dataDir ?? (await mkdtemp(join(tmpdir(), 'local-aws-')));
  const logs: LogEntry[] = [];
  const aws = await startLocalAws({ ...options, dataDir, log: (entry) => logs.push(entry) });
  const clients = new Clients(aws.endpoint);
  return {
    aws,
    clients,
    logs,
    dataDir,
    written: (name) =>
      logs.filter((entry) => entry.function === name && entry.level === 'info').map(({ message }) => message),
    async [Symbol.asyncDispose]() {
      clients.close();
      await aws[Symbol.asyncDispose]();
      if (!options.dataDir) await rm(dataDir, { recursive: true, force: true });
    },
  };
}

import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { S3Client } from '@aws-sdk/client-s3';
import { SSMClient } from '@aws-sdk/client-ssm';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';

/** Overrides of the SDK's own settings, which come from the environment (AWS_REGION …). */
export interface ClientSettings {
  readonly endpoint?: string;
  readonly region?: string;
  readonly credentials?: { readonly accessKeyId: string; readonly secretAccessKey: string };
}

/**
 * The SDK's default of 50 sockets is too few for an API with hundreds of concurrent requests. Without timeouts, a network
 * that drops everything would block each call for minutes.
 */
function sdkSettings(settings: ClientSettings) {
  const agent = { keepAlive: true, maxSockets: 200 };
  return {
    ...settings,
    maxAttempts: 4,
    requestHandler: {
      httpAgent: agent,
      httpsAgent: agent,
      connectionTimeout: 2_000,
      requestTimeout: 8_000,
      throwOnRequestTimeout: true,
    },
  };
}

/** Creates a DynamoDB client for tables. */
export function createDynamoDbClient(settings: ClientSettings = {}): DynamoDBClient {
  return new DynamoDBClient(sdkSettings(settings));
}

/** Creates a DynamoDB client for rows. It omits properties that are undefined. */
export function createDocumentClient(settings: ClientSettings = {}): DynamoDBDocumentClient {
  const marshallOptions = { removeUndefinedValues: true };
  return DynamoDBDocumentClient.from(createDynamoDbClient(settings), { marshallOptions });
}

/** Creates a client for objects. Buckets stand in the path, as every endpoint understands it. */
export function createS3Client(settings: ClientSettings = {}): S3Client {
  return new S3Client({ ...sdkSettings(settings), forcePathStyle: true });
}

export function createSsmClient(settings: ClientSettings = {}): SSMClient {
  return new SSMClient(sdkSettings(settings));
}

export function createLambdaClient(settings: ClientSettings = {}): LambdaClient {
  return new LambdaClient(sdkSettings(settings));
}

export function createEventBridgeClient(settings: ClientSettings = {}): EventBridgeClient {
  return new EventBridgeClient(sdkSettings(settings));
}

import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { SSMClient } from '@aws-sdk/client-ssm';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';

/** Where and as whom to call AWS. Each part that is left out comes from the SDK's own chain (AWS_REGION …). */
export interface ClientSettings {
  readonly endpoint?: string;
  readonly region?: string;
  readonly credentials?: { readonly accessKeyId: string; readonly secretAccessKey: string };
}

/**
 * The SDK keeps connections alive by itself, but 50 sockets are too few for an API that answers
 * hundreds of requests at once, and without time limits a black hole would hold each call for minutes.
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

/** A new DynamoDB client for tables. */
export function createDynamoDbClient(settings: ClientSettings = {}): DynamoDBClient {
  return new DynamoDBClient(sdkSettings(settings));
}

/** A new DynamoDB client for rows. A property that is undefined is left out of the row. */
export function createDocumentClient(settings: ClientSettings = {}): DynamoDBDocumentClient {
  const marshallOptions = { removeUndefinedValues: true };
  return DynamoDBDocumentClient.from(createDynamoDbClient(settings), { marshallOptions });
}

/** A new Systems Manager client. */
export function createSsmClient(settings: ClientSettings = {}): SSMClient {
  return new SSMClient(sdkSettings(settings));
}

/** A new Lambda client. */
export function createLambdaClient(settings: ClientSettings = {}): LambdaClient {
  return new LambdaClient(sdkSettings(settings));
}

/** A new EventBridge client. */
export function createEventBridgeClient(settings: ClientSettings = {}): EventBridgeClient {
  return new EventBridgeClient(sdkSettings(settings));
}

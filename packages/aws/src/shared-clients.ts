import {
  createDocumentClient,
  createDynamoDbClient,
  createEventBridgeClient,
  createLambdaClient,
  createSsmClient,
} from './clients.ts';

/**
 * One client per process and service. A client costs some 10 ms and owns the kept-alive connections, so a
 * Lambda function that made one per invocation would pay for a new TLS handshake each time. It is made at the
 * first use and not on import, so that a program's environment can still be set up before.
 */
function once<T>(create: () => T): () => T {
  let made: { readonly value: T } | null = null;
  return () => {
    made ??= { value: create() };
    return made.value;
  };
}

/** The process's DynamoDB client for tables. */
export const dynamoDbClient = /* @__PURE__ */ once(() => createDynamoDbClient());

/** The process's DynamoDB client for rows. */
export const documentClient = /* @__PURE__ */ once(() => createDocumentClient());

/** The process's Systems Manager client. */
export const ssmClient = /* @__PURE__ */ once(() => createSsmClient());

/** The process's Lambda client. */
export const lambdaClient = /* @__PURE__ */ once(() => createLambdaClient());

/** The process's EventBridge client. */
export const eventBridgeClient = /* @__PURE__ */ once(() => createEventBridgeClient());

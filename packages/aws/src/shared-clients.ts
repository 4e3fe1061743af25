import {
  createDocumentClient,
  createEventBridgeClient,
  createLambdaClient,
  createS3Client,
  createSsmClient,
} from './clients.ts';

/**
 * One client per process and service. A client takes about 10 ms to create and owns the open connections, so one client
 * per invocation would cost a Lambda function a TLS handshake each time. Created at the first use, after the program has
 * set up its environment.
 */
function once<T>(create: () => T): () => T {
  let created: { readonly value: T } | null = null;
  return () => {
    created ??= { value: create() };
    return created.value;
  };
}

export const documentClient = /* @__PURE__ */ once(() => createDocumentClient());

export const s3Client = /* @__PURE__ */ once(() => createS3Client());

export const ssmClient = /* @__PURE__ */ once(() => createSsmClient());

export const lambdaClient = /* @__PURE__ */ once(() => createLambdaClient());

export const eventBridgeClient = /* @__PURE__ */ once(() => createEventBridgeClient());

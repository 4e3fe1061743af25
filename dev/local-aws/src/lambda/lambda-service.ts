import { AwsError } from '../http/aws-error.ts';
import type { AwsRequest, AwsResponse, Service } from '../http/aws-request.ts';
import type { AsyncInvokeOperations } from './async-invoke-operations.ts';
import type { AsyncQueue } from './async-queue.ts';
import type { FunctionOperations } from './function-operations.ts';
import type { FunctionRegistry } from './function-registry.ts';
import type { FunctionRuntime } from './function-runtime.ts';
import { invokeFunction } from './invoke.ts';
import { nameOf } from './lambda-inputs.ts';

/** A zip of 50 MB, in base64. */
const maxBodyBytes = 70 * 1024 * 1024;

interface Route {
  readonly method: string;
  readonly path: RegExp;
  readonly operation: string;
  run(name: string, request: AwsRequest): Promise<AwsResponse>;
}

/**
 * The Lambda API (REST JSON).
 * https://docs.aws.amazon.com/lambda/latest/api/API_Operations.html
 */
export function createLambda(parts: {
  functions: FunctionOperations;
  asyncInvoke: AsyncInvokeOperations;
  registry: FunctionRegistry;
  runtime: FunctionRuntime;
  queue: AsyncQueue;
}): Service {
  const routes = routesOf(parts);
  const routeOf = (method: string, path: string): Route | undefined =>
    routes.find((route) => route.method === method && route.path.test(path));
  return {
    name: 'lambda',
    maxBodyBytes,
    operationOf({ method, path }) {
      if (!/^\/20\d\d-\d\d-\d\d\/functions(?:\/|$)/.test(path)) return null;
      return routeOf(method, path)?.operation ?? `${method} ${path}`;
    },
    async handle(_operation, request) {
      const route = routeOf(request.method, request.path);
      if (!route) {
        throw new AwsError(
          'UnknownOperationException',
          `${request.method} ${request.path} is not offered on this endpoint.`,
          404,
        );
      }
      const name = route.path.exec(request.path)?.[1];
      return route.run(name === undefined ? '' : nameOf(name), request);
    },
    renderError: ({ code, message, status, members }) => ({
      status,
      headers: { 'content-type': 'application/json', 'x-amzn-errortype': code },
      body: JSON.stringify({ Message: message, message, ...members }),
    }),
  };
}

function routesOf(parts: Parameters<typeof createLambda>[0]): Route[] {
  const { functions, asyncInvoke } = parts;
  const all = '2015-03-31/functions/?';
  const one = '2015-03-31/functions/([^/]+)';
  const concurrency = '20[0-9-]{8}/functions/([^/]+)/concurrency';
  const events = '2019-09-25/functions/([^/]+)/event-invoke-config';
  const route = (method: string, path: string, operation: string, run: Route['run']): Route => ({
    method,
    path: new RegExp(`^/${path}$`),
    operation,
    run,
  });
  return [
    route('POST', `${one}/invocations`, 'Invoke', (name, request) => invokeFunction(parts, name, request)),
    route('POST', all, 'CreateFunction', async (_, { body }) => json(201, await functions.create(body))),
    route('GET', all, 'ListFunctions', async (_, { query }) => json(200, functions.list(query))),
    route('GET', one, 'GetFunction', async (name) => json(200, functions.get(name))),
    route('DELETE', one, 'DeleteFunction', async (name) => empty(await functions.remove(name))),
    route('GET', `${one}/configuration`, 'GetFunctionConfiguration', async (name) =>
      json(200, functions.configuration(name)),
    ),
    route('PUT', `${one}/configuration`, 'UpdateFunctionConfiguration', async (name, { body }) =>
      json(200, await functions.updateConfiguration(name, body)),
    ),
    route('PUT', `${one}/code`, 'UpdateFunctionCode', async (name, { body }) =>
      json(200, await functions.updateCode(name, body)),
    ),
    route('PUT', concurrency, 'PutFunctionConcurrency', async (name, { body }) =>
      json(200, await asyncInvoke.putConcurrency(name, body)),
    ),
    route('GET', concurrency, 'GetFunctionConcurrency', async (name) =>
      json(200, asyncInvoke.getConcurrency(name)),
    ),
    route('DELETE', concurrency, 'DeleteFunctionConcurrency', async (name) =>
      empty(await asyncInvoke.deleteConcurrency(name)),
    ),
    route('PUT', events, 'PutFunctionEventInvokeConfig', async (name, { body }) =>
      json(200, await asyncInvoke.putAsyncInvoke(name, body, false)),
    ),
    route('POST', events, 'UpdateFunctionEventInvokeConfig', async (name, { body }) =>
      json(200, await asyncInvoke.putAsyncInvoke(name, body, true)),
    ),
    route('GET', events, 'GetFunctionEventInvokeConfig', async (name) =>
      json(200, asyncInvoke.getAsyncInvoke(name)),
    ),
    route('DELETE', events, 'DeleteFunctionEventInvokeConfig', async (name) =>
      empty(await asyncInvoke.deleteAsyncInvoke(name)),
    ),
  ];
}

function json(status: number, output: object): AwsResponse {
  return { status, headers: { 'content-type': 'application/json' }, body: JSON.stringify(output) };
}

function empty(_done: void): AwsResponse {
  return { status: 204, headers: {}, body: '' };
}

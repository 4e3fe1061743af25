import { randomUUID } from 'node:crypto';
import {
  type ExecutionArgs,
  getOperationAST,
  GraphQLError,
  type GraphQLSchema,
  OperationTypeNode,
} from 'graphql';
import type { Context, ServerOptions, SubscribePayload } from 'graphql-ws';
import { createContext, type RequestContext } from '../context/request-context.ts';
import { chooseOperation } from './choose-operation.ts';
import type { DocumentCache } from './document-cache.ts';
import { requestError } from '../context/request-errors.ts';
import { checked, type Executor } from './executor.ts';
import { presentError } from './present-errors.ts';
import { presentedSecret } from '../identity/credential.ts';
import type { Services } from '../context/services.ts';
import type { SocketLimits } from '../sockets/socket-limits.ts';
import { prepareSubscription, type SubscriptionSources } from './prepare-subscription.ts';
import { closeCodes, type SocketConnection } from '../sockets/socket-connection.ts';
import type { SocketRegistry } from '../sockets/socket-registry.ts';
import type { SubscriptionCounts } from '../sockets/subscription-counts.ts';
import type { MemberStream, SubscriptionGroups } from '../sockets/subscription-groups.ts';

export interface Extra {
  readonly connection: SocketConnection;
}

/** What `begin` attaches to an operation while graphql-ws handles it. */
interface OperationContext {
  readonly request: RequestContext;
  readonly stream: MemberStream | null;
}

interface SocketOptionsParts {
  readonly schema: GraphQLSchema;
  readonly execute: Executor;
  readonly sources: SubscriptionSources;
  readonly services: Services;
  readonly limits: SocketLimits;
  readonly documents: DocumentCache;
  readonly groups: SubscriptionGroups;
  readonly counts: SubscriptionCounts;
  readonly registry: SocketRegistry;
}

type Options = ServerOptions<Record<string, unknown>, Extra>;
type Socket = Context<Record<string, unknown>, Extra>;

/** The options of graphql-ws. Rules and errors are the same as over HTTP. */
export function graphqlSocketOptions(parts: SocketOptionsParts): Options {
  const { services, limits, execute } = parts;
  return {
    connectionInitWaitTimeout: limits.connectionInitMs,
    onConnect: (socket) => signInByParams(socket, parts),
    onSubscribe: async (socket, id, payload) => {
      const request = contextFor(socket, services);
      try {
        return await begin(socket, id, payload, request, parts);
      } catch (error) {
        return presentable(asGraphqlErrors(error), request);
      }
    },
    execute: (args) => {
      const { request } = operationOf(args);
      const { document, operationName, variableValues } = args;
      return execute({ document, operationName, variables: variableValues, context: request });
    },
    subscribe: (args) => {
      const { stream } = operationOf(args);
      if (stream === null) throw new Error('The subscription was not prepared');
      return stream;
    },
    onOperation: (_socket, _id, _payload, args, result) => {
      const type = getOperationAST(args.document, args.operationName)?.operation ?? 'none';
      const failed = 'errors' in result && result.errors !== undefined;
      services.metrics.operated('websocket', type, failed ? 'error' : 'ok');
    },
    onNext: (_socket, _id, _payload, args, result) => {
      const { errors, ...rest } = result;
      if (errors === undefined) return undefined;
      const { requestId } = operationOf(args).request;
      return { ...rest, errors: errors.map((error) => presentError(error.toJSON(), requestId)) };
    },
  };
}

/** Checks an operation by the same rules as over HTTP. @throws GraphQLError */
async function begin(
  { subscriptions, extra }: Socket,
  id: string,
  payload: SubscribePayload,
  request: RequestContext,
  { schema, sources, limits, documents, groups, counts }: SocketOptionsParts,
): Promise<ExecutionArgs | readonly GraphQLError[]> {
  if (Object.keys(subscriptions).length > limits.operationsPerSocket) {
    const message = `A socket carries at most ${limits.operationsPerSocket} operations at once. End some first.`;
    throw requestError('RATE_LIMITED', message);
  }
  const known = documents.read(payload.query);
  if (!('document' in known)) return presentable(known, request);
  // graphql-ws keeps the message while the subscription lives. Thousands of them should share one text.
  Object.assign(payload, { query: known.text });
  const { document, text } = known;
  const { operationName } = payload;
  const variables = payload.variables ?? {};
  const operation = chooseOperation(document, operationName);
  let stream: MemberStream | null = null;
  if (operation.operation === OperationTypeNode.SUBSCRIPTION) {
    const leave = counts.enter(request.viewer?.id ?? '');
    if (leave === null) {
      const message = `You have ${limits.subscriptionsPerUser} subscriptions open, and more are not allowed. End some first.`;
      throw requestError('RATE_LIMITED', message);
    }
    try {
      const prepared = await prepareSubscription({
        schema,
        sources,
        text,
        document,
        operation,
        variables,
        context: request,
      });
      stream = await groups.subscribe(prepared, extra.connection.outbox, { id, ended: leave });
    } catch (error) {
      leave();
      throw error;
    }
  }
  const contextValue: OperationContext = { request, stream };
  return { schema, document, operationName: operationName ?? null, variableValues: variables, contextValue };
}

/** A client that can't set headers on a WebSocket may send its token with connection_init. */
async function signInByParams(
  { connectionParams, extra: { connection } }: Socket,
  { services, registry }: SocketOptionsParts,
): Promise<boolean> {
  const given = connectionParams?.['authorization'] ?? connectionParams?.['Authorization'];
  if (typeof given !== 'string') return true;
  const presented = presentedSecret(given, undefined);
  const credential = presented === null ? null : await services.authenticator.authenticate(presented);
  if (credential === null) {
    connection.close(closeCodes.unauthorized, 'The token is not valid');
    return true;
  }
  registry.remove(connection);
  connection.credential = credential;
  if (!registry.hasRoom(connection)) connection.close(closeCodes.tooMany, 'Too many open WebSockets');
  await registry.add(connection);
  return true;
}

function contextFor({ extra: { connection } }: Socket, services: Services): RequestContext {
  const { credential, address } = connection;
  const facts = {
    ...{ requestId: randomUUID(), credential, address },
    ...{ device: null, userAgent: null, cookies: null },
  };
  return createContext(services, facts);
}

function operationOf({ contextValue }: ExecutionArgs): OperationContext {
  // `begin` put it there; graphql-ws passes it on.
  return contextValue as OperationContext;
}

function asGraphqlErrors(error: unknown): readonly GraphQLError[] {
  if (error instanceof GraphQLError) return [error];
  const originalError = error instanceof Error ? error : new Error(String(error));
  return [new GraphQLError(originalError.message, { originalError })];
}

/** Logs faults, and reduces each error to what a client may see. */
function presentable(errors: readonly GraphQLError[], request: RequestContext): readonly GraphQLError[] {
  return (checked({ errors }, request).errors ?? []).map((error) => {
    const { message, extensions } = presentError(error.toJSON(), request.requestId);
    const { nodes, source, positions } = error;
    return new GraphQLError(message, { nodes, source, positions, extensions });
  });
}

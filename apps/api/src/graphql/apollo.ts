import { ApolloServer, type ApolloServerPlugin } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginLandingPageDisabled,
} from '@apollo/server/plugin/disabled';
import { GraphQLError, type GraphQLSchema, OperationTypeNode } from 'graphql';
import type { Logger } from 'pino';
import type { RequestContext } from '../context/request-context.ts';
import { chooseOperation } from './choose-operation.ts';
import type { Executor } from './executor.ts';
import { operationLimits } from './limits.ts';
import { presentError } from './present-errors.ts';
import { shapeRule } from './shape-rule.ts';

/** Apollo Server for HTTP. It parses, validates and handles the protocol; the executor runs operations. */
export function createApollo(
  schema: GraphQLSchema,
  execute: Executor,
  logger: Logger,
): ApolloServer<RequestContext> {
  return new ApolloServer<RequestContext>({
    gateway: {
      // A gateway lets another executor run operations.
      load: () =>
        Promise.resolve({
          executor: async ({ document, operationName, request, context }) =>
            // Apollo passes on the context it was given; the gateway's types do not say so.
            execute({
              document,
              operationName,
              variables: request.variables,
              context: context as RequestContext,
            }),
        }),
      onSchemaLoadOrUpdate: (callback) => {
        callback({ apiSchema: schema, coreSupergraphSdl: '' });
        return () => undefined;
      },
      stop: () => Promise.resolve(),
    },
    introspection: true,
    hideSchemaDetailsFromClientErrors: true,
    includeStacktraceInErrorResponses: false,
    persistedQueries: false,
    allowBatchedHttpRequests: false,
    csrfPrevention: true,
    parseOptions: { maxTokens: operationLimits.tokens },
    validationRules: [shapeRule],
    stopOnTerminationSignals: false,
    logger,
    plugins: [
      ApolloServerPluginLandingPageDisabled(),
      // Cache control would wrap every resolver, at more than their cost, for hints that this schema does not use.
      ApolloServerPluginCacheControlDisabled(),
      operationChoice,
      presentation(logger),
    ],
  });
}

/** Refuses a request without an operation that can run over HTTP, before Apollo takes its absence for a fault. */
const operationChoice: ApolloServerPlugin<RequestContext> = {
  requestDidStart: () =>
    Promise.resolve({
      didResolveOperation: ({ document, request }) => {
        const { operation } = chooseOperation(document, request.operationName);
        if (operation !== OperationTypeNode.SUBSCRIPTION) return Promise.resolve();
        throw new GraphQLError(
          'The operation is a subscription, and POST answers once. Open a WebSocket at the same address with the protocol graphql-transport-ws.',
          { extensions: { code: 'BAD_USER_INPUT', http: { status: 400 } } },
        );
      },
    }),
};

/** Formats errors for the client and counts operations. */
function presentation(logger: Logger): ApolloServerPlugin<RequestContext> {
  return {
    requestDidStart: () =>
      Promise.resolve({
        willSendResponse: ({ response, contextValue, request, operation }) => {
          if (response.body.kind !== 'single') return Promise.resolve();
          const { singleResult } = response.body;
          const { errors } = singleResult;
          const outcome = errors === undefined || errors.length === 0 ? 'ok' : 'error';
          contextValue.services.metrics.operated('http', operation?.operation ?? 'none', outcome);
          if (errors === undefined) return Promise.resolve();
          singleResult.errors = errors.map((error) => presentError(error, contextValue.requestId));
          // By the GraphQL-over-HTTP specification the status is 200, unless the client accepts its media type.
          const accept = request.http?.headers.get('accept') ?? '';
          const modern = accept.includes('application/graphql-response+json');
          if (!modern && response.http.status === 400) response.http.status = 200;
          return Promise.resolve();
        },
      }),
    unexpectedErrorProcessingRequest: ({ error, requestContext }) => {
      const { requestId } = requestContext.contextValue;
      logger.error({ err: error, requestId }, 'a request failed outside of its resolvers');
      return Promise.resolve();
    },
  };
}

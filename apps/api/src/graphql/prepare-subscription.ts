import { randomUUID } from 'node:crypto';
import {
  type DocumentNode,
  execute,
  type FieldNode,
  getArgumentValues,
  getVariableValues,
  GraphQLError,
  type GraphQLSchema,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';
import { type RequestContext, requireViewer } from '../context/request-context.ts';
import { requestError } from '../context/request-errors.ts';
import { checked } from './executor.ts';
import { refuseOperation } from './operation-guard.ts';
import { presentError } from './present-errors.ts';
import type { EventSource } from '../sockets/event-source.ts';
import type { SocketOutbox } from '../sockets/socket-outbox.ts';
import type { PreparedSubscription } from '../sockets/subscription-groups.ts';

/**
 * Checks that the caller may subscribe, and returns how to open the source, which subscribers with the same request
 * share. @throws NOT_FOUND, FORBIDDEN, BAD_USER_INPUT, RATE_LIMITED
 */
export type OpenSource = (
  args: Readonly<Record<string, unknown>>,
  context: RequestContext,
) => Promise<(outbox: SocketOutbox) => Promise<EventSource>>;

export interface SubscriptionSource {
  readonly open: OpenSource;
  /** For a source that starts with history, which a later subscriber could not get from a shared one. */
  readonly unshared?: boolean;
}

/** The sources of all subscriptions by the name of their field. */
export type SubscriptionSources = Readonly<Record<string, SubscriptionSource>>;

interface SubscriptionRequest {
  readonly schema: GraphQLSchema;
  readonly sources: SubscriptionSources;
  readonly text: string;
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly context: RequestContext;
}

/** Checks a subscription and finds its source. @throws GraphQLError when it is refused */
export async function prepareSubscription(request: SubscriptionRequest): Promise<PreparedSubscription> {
  const { schema, sources, document, operation, variables, context } = request;
  const viewer = requireViewer(context);
  const { credential } = context;
  const refusal = refuseOperation({ credential, document, operation, variables });
  if (refusal !== null) throw refusal;
  const field = rootField(operation.selectionSet, document);
  const definition = schema.getSubscriptionType()?.getFields()[field?.name.value ?? ''];
  if (field === null || definition === undefined) {
    throw requestError('BAD_USER_INPUT', 'The subscription selects no field.');
  }
  const { coerced, errors } = getVariableValues(schema, operation.variableDefinitions ?? [], variables);
  if (errors !== undefined) {
    throw requestError('BAD_USER_INPUT', errors.map(({ message }) => message).join(' '));
  }
  const args = getArgumentValues(definition, field, coerced);
  const source = sources[definition.name];
  if (source === undefined) throw new Error(`The subscription ${definition.name} has no source`);
  const openSource = await source.open(args, context);
  const name = operation.name?.value;
  const unique = source.unshared === true ? randomUUID() : null;
  return {
    groupKey: JSON.stringify([viewer.id, name, request.text, coerced, unique]),
    openSource,
    select: (value) => {
      const result = execute({
        schema,
        document,
        operationName: name,
        variableValues: variables,
        contextValue: context,
        rootValue: { [definition.name]: value },
      });
      return result instanceof Promise ? result.then(present) : present(result);
    },
  };

  function present(result: Awaited<ReturnType<typeof execute>>) {
    const { errors: found, ...rest } = checked(result, context);
    if (found === undefined) return rest;
    return { ...rest, errors: found.map((error) => presented(error, context.requestId)) };
  }
}

/** The error as a client may see it, serialised later. */
function presented(error: GraphQLError, requestId: string): GraphQLError {
  const { message, extensions } = presentError(error.toJSON(), requestId);
  return new GraphQLError(message, { nodes: error.nodes, path: error.path, extensions });
}

/** A subscription has one root field, which may be inside fragments. */
function rootField(set: SelectionSetNode, document: DocumentNode): FieldNode | null {
  for (const selection of set.selections) {
    if (selection.kind === Kind.FIELD) return selection;
    const inner =
      selection.kind === Kind.INLINE_FRAGMENT
        ? selection
        : document.definitions.find(
            (each) => each.kind === Kind.FRAGMENT_DEFINITION && each.name.value === selection.name.value,
          );
    if (inner === undefined || !('selectionSet' in inner) || inner.selectionSet === undefined) continue;
    const found = rootField(inner.selectionSet, document);
    if (found !== null) return found;
  }
  return null;
}

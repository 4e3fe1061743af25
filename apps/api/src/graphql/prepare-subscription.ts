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
import { refuseScope } from '../identity/scopes.ts';
import type { PreparedSubscription } from '../sockets/subscription-groups.ts';
import {
  type OpenSource,
  subscriptionSources,
  unsharedSubscriptions,
} from '../modules/subscription-sources.ts';

export interface SubscriptionRequest {
  readonly schema: GraphQLSchema;
  readonly text: string;
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly context: RequestContext;
}

/**
 * Checks a subscription and finds out what it is about.
 * @throws GraphQLError when it is not to be had
 */
export async function prepareSubscription(request: SubscriptionRequest): Promise<PreparedSubscription> {
  const { schema, document, operation, variables, context } = request;
  const viewer = requireViewer(context);
  const refusal =
    refuseScope(context.credential, 'subscription') ?? refuseOperation({ document, operation, variables });
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
  const open: OpenSource | undefined = subscriptionSources[definition.name];
  if (open === undefined) throw new Error(`Nothing feeds the subscription ${definition.name}`);
  const openSource = await open(args, context);
  const name = operation.name?.value;
  const alone = unsharedSubscriptions.has(definition.name) ? randomUUID() : null;
  return {
    groupKey: JSON.stringify([viewer.id, name, request.text, coerced, alone]),
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
    return { ...rest, errors: found.map((error) => told(error, context.requestId)) };
  }
}

/** The serialised form has to be what a client may see. */
function told(error: GraphQLError, requestId: string): GraphQLError {
  const { message, extensions } = presentError(error.toJSON(), requestId);
  return new GraphQLError(message, { nodes: error.nodes, path: error.path, extensions });
}

/** GraphQL allows a subscription one field, possibly inside fragments. */
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

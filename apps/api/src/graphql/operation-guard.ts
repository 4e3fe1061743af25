import type { ApiTokenScope } from '@pineapple/store';
import type { DocumentNode, GraphQLError, OperationDefinitionNode, OperationTypeNode } from 'graphql';
import { forbidden, requestError } from '../context/request-errors.ts';
import { allows, type Credential } from '../identity/credential.ts';
import { operationLimits } from './limits.ts';
import { costDependsOnVariables, operationCost } from './operation-cost.ts';

interface KnownDocument {
  readonly dependsOnVariables: boolean;
  readonly costs: Map<OperationDefinitionNode, number>;
}

const known = new WeakMap<DocumentNode, KnownDocument>();

interface GuardedOperation {
  readonly credential: Credential | null;
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** The scope that each type of operation needs. */
const scopes: Readonly<Record<`${OperationTypeNode}`, ApiTokenScope>> = {
  query: 'READ',
  subscription: 'READ',
  mutation: 'WRITE',
};

/**
 * Why an operation is refused after validation: its token lacks the scope, or its answer could be too large, which
 * depends on the variables. Null when it may run.
 */
export function refuseOperation(guarded: GuardedOperation): GraphQLError | null {
  const { credential, operation } = guarded;
  const scope = scopes[operation.operation];
  if (!allows(credential, scope)) {
    const message = `This token lacks the scope ${scope}, which a ${operation.operation} needs. Create one that has it.`;
    return forbidden(message);
  }
  const facts = factsOf(guarded.document);
  const cost = costOf(guarded, facts);
  if (cost <= operationLimits.cost) return null;
  const message = `The answer could hold about ${cost} objects; the limit is ${operationLimits.cost}. Request less at a time.`;
  return requestError('GRAPHQL_VALIDATION_FAILED', message);
}

function costOf({ document, operation, variables }: GuardedOperation, facts: KnownDocument): number {
  const remembered = facts.costs.get(operation);
  if (remembered !== undefined) return remembered;
  const cost = operationCost(document, operation, variables);
  if (!facts.dependsOnVariables) facts.costs.set(operation, cost);
  return cost;
}

function factsOf(document: DocumentNode): KnownDocument {
  let facts = known.get(document);
  if (facts === undefined) {
    const dependsOnVariables = costDependsOnVariables(document);
    facts = { dependsOnVariables, costs: new Map() };
    known.set(document, facts);
  }
  return facts;
}

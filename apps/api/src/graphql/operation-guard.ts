import type { DocumentNode, GraphQLError, OperationDefinitionNode } from 'graphql';
import { requestError } from '../context/request-errors.ts';
import { operationLimits } from './limits.ts';
import { costDependsOnVariables, operationCost } from './operation-cost.ts';

interface Known {
  readonly dependsOnVariables: boolean;
  readonly costs: Map<OperationDefinitionNode, number>;
}

const known = new WeakMap<DocumentNode, Known>();

export interface GuardedOperation {
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** What validation can't decide, since it depends on the variables; null when all is well. */
export function refuseOperation(guarded: GuardedOperation): GraphQLError | null {
  const facts = factsOf(guarded.document);
  const cost = costOf(guarded, facts);
  if (cost <= operationLimits.cost) return null;
  const message = `The answer could hold some ${cost} objects; the limit is ${operationLimits.cost}. Ask for less at a time.`;
  return requestError('GRAPHQL_VALIDATION_FAILED', message);
}

function costOf({ document, operation, variables }: GuardedOperation, facts: Known): number {
  const remembered = facts.costs.get(operation);
  if (remembered !== undefined) return remembered;
  const cost = operationCost(document, operation, variables);
  if (!facts.dependsOnVariables) facts.costs.set(operation, cost);
  return cost;
}

function factsOf(document: DocumentNode): Known {
  let facts = known.get(document);
  if (facts === undefined) {
    const dependsOnVariables = costDependsOnVariables(document);
    facts = { dependsOnVariables, costs: new Map() };
    known.set(document, facts);
  }
  return facts;
}

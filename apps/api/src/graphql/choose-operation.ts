import { type DocumentNode, GraphQLError, Kind, type OperationDefinitionNode } from 'graphql';

/**
 * The operation of a document that a request asks for.
 * @throws OPERATION_RESOLUTION_FAILURE, naming the operations to choose from
 */
export function chooseOperation(
  document: DocumentNode,
  operationName: string | null | undefined,
): OperationDefinitionNode {
  const operations = document.definitions.filter((each) => each.kind === Kind.OPERATION_DEFINITION);
  const wanted = operationName ?? null;
  const [only, ...others] = operations;
  if (wanted === null && only !== undefined && others.length === 0) return only;
  const found = wanted === null ? undefined : operations.find(({ name }) => name?.value === wanted);
  if (found !== undefined) return found;
  throw unresolved(wanted, namesOf(operations));
}

function namesOf(operations: readonly OperationDefinitionNode[]): string {
  const names = operations.flatMap(({ name }) => (name === undefined ? [] : [`'${name.value}'`]));
  return names.join(', ');
}

function unresolved(wanted: string | null, names: string): GraphQLError {
  const message =
    wanted === null
      ? `The document has several operations. Set operationName to one of ${names}.`
      : `There is no operation '${wanted}' in the document. ` +
        (names === '' ? 'Leave operationName out.' : `Choose from ${names}.`);
  return new GraphQLError(message, {
    // Over HTTP the status of a request that can't be understood.
    extensions: { code: 'OPERATION_RESOLUTION_FAILURE', http: { status: 400 } },
  });
}

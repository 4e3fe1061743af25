import {
  type DocumentNode,
  execute,
  type ExecutionResult,
  GraphQLError,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';
import { compileQuery, isCompiledQuery } from 'graphql-jit';
import type { RequestContext } from '../context/request-context.ts';
import { chooseOperation } from './choose-operation.ts';
import { refuseOperation } from './operation-guard.ts';
import { faultBehind, withCode } from './present-errors.ts';

interface Operation {
  readonly document: DocumentNode;
  readonly operationName?: string | null | undefined;
  readonly variables?: Readonly<Record<string, unknown>> | null | undefined;
  readonly context: RequestContext;
}

export type Executor = (operation: Operation) => ExecutionResult | Promise<ExecutionResult>;

type RunCompiled = (
  root: unknown,
  context: RequestContext,
  variables: Readonly<Record<string, unknown>>,
) => ExecutionResult | Promise<ExecutionResult>;

/** Compiling costs as much as a few executions, so only a query that comes back is compiled. */
const compileAt = 3;

/**
 * Executes queries and mutations for both transports, which have chosen the operation before. A query that keeps coming back is compiled to a function.
 * Mutations, and queries that the compiler does not support, go through graphql-js.
 */
export function createExecutor(schema: GraphQLSchema): Executor {
  const compiled = new WeakMap<OperationDefinitionNode, { seen: number; run: RunCompiled | null }>();

  return function run({ document, operationName, variables, context }) {
    const operation = chooseOperation(document, operationName);
    const values = variables ?? {};
    const { credential } = context;
    const refusal = refuseOperation({ credential, document, operation, variables: values });
    if (refusal !== null) return { errors: [refusal] };
    const compiledQuery = operation.operation === 'query' ? compiledFor(document, operation) : null;
    const result =
      compiledQuery === null
        ? execute({ schema, document, operationName, variableValues: values, contextValue: context })
        : compiledQuery(undefined, context, values);
    return result instanceof Promise
      ? result.then((each) => checked(each, context))
      : checked(result, context);
  };

  function compiledFor(document: DocumentNode, operation: OperationDefinitionNode): RunCompiled | null {
    const known = compiled.get(operation);
    if (known !== undefined && (known.run !== null || known.seen > compileAt)) return known.run;
    const seen = (known?.seen ?? 0) + 1;
    const run = seen === compileAt ? compile(document, operation) : null;
    compiled.set(operation, { seen: run === null && seen === compileAt ? Infinity : seen, run });
    return run;
  }

  function compile(document: DocumentNode, operation: OperationDefinitionNode): RunCompiled | null {
    const query = compileQuery(schema, document, operation.name?.value);
    return isCompiledQuery(query) ? query.query : null;
  }
}

/** The compiler's errors lack fields that graphql-js guarantees. */
function asGraphqlJs(error: GraphQLError): GraphQLError {
  const { message, path, originalError, extensions }: Partial<GraphQLError> = error;
  if (extensions !== undefined) return error;
  return new GraphQLError(message ?? 'Unknown error', { path, originalError });
}

/** Logs faults of the server, and gives errors of the caller their code. */
export function checked(result: ExecutionResult, { logger, requestId }: RequestContext): ExecutionResult {
  if (result.errors === undefined || result.errors.length === 0) return result;
  const errors = result.errors.map(asGraphqlJs);
  for (const error of errors) {
    const fault = faultBehind(error);
    if (fault !== null) logger.error({ err: fault, requestId, path: error.path }, 'a resolver failed');
  }
  return { ...result, errors: errors.map(withCode) };
}

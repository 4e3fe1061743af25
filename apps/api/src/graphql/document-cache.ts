import {
  type DocumentNode,
  GraphQLError,
  type GraphQLSchema,
  parse,
  specifiedRules,
  validate,
} from 'graphql';
import { operationLimits } from './limits.ts';
import { shapeRule } from './shape-rule.ts';

const mostDocuments = 500;

/** Parses and validates documents from WebSockets by the same rules as over HTTP, each text once. */
export class DocumentCache {
  readonly #schema: GraphQLSchema;
  readonly #documents = new Map<string, { readonly text: string; readonly document: DocumentNode }>();

  constructor(schema: GraphQLSchema) {
    this.#schema = schema;
  }

  /** The document with the cached text, or its errors. */
  read(text: string): { readonly text: string; readonly document: DocumentNode } | readonly GraphQLError[] {
    const known = this.#documents.get(text);
    if (known !== undefined) return known;
    const document = parseOrError(text);
    if (document instanceof GraphQLError) return [coded(document, 'GRAPHQL_PARSE_FAILED')];
    const errors = validate(this.#schema, document, [...specifiedRules, shapeRule], { maxErrors: 20 });
    if (errors.length > 0) return errors.map((error) => coded(error, 'GRAPHQL_VALIDATION_FAILED'));
    const fresh = { text, document };
    const oldest = this.#documents.keys().next();
    if (this.#documents.size >= mostDocuments && !oldest.done) this.#documents.delete(oldest.value);
    this.#documents.set(text, fresh);
    return fresh;
  }
}

function parseOrError(text: string): DocumentNode | GraphQLError {
  try {
    return parse(text, { maxTokens: operationLimits.tokens });
  } catch (error) {
    if (error instanceof GraphQLError) return error;
    throw error;
  }
}

function coded(error: GraphQLError, code: string): GraphQLError {
  const { message, nodes, source, positions } = error;
  return new GraphQLError(message, { nodes, source, positions, extensions: { code } });
}

import { readFileSync } from 'node:fs';
import {
  buildSchema,
  getNamedType,
  getNullableType,
  isListType,
  isObjectType,
  isCompositeType,
  parse,
} from 'graphql';
import { describe, expect, it } from 'vitest';
import { hasAssumedLength, operationCost } from './operation-cost.ts';
import { schemaFile } from './schema.ts';

function costOf(query: string, variables: Readonly<Record<string, unknown>> = {}): number {
  const document = parse(query);
  const [operation] = document.definitions;
  if (operation?.kind !== 'OperationDefinition') throw new Error('The first definition is no operation.');
  return operationCost(document, operation, variables);
}

describe('the cost of an operation', () => {
  it('counts every list of objects in the schema as several', () => {
    const types = Object.values(buildSchema(readFileSync(schemaFile, 'utf8')).getTypeMap());
    const uncounted = types
      .filter((type) => isObjectType(type) && !type.name.startsWith('__'))
      .flatMap((type) => (isObjectType(type) ? Object.values(type.getFields()) : []))
      .filter(({ type }) => isListType(getNullableType(type)) && isCompositeType(getNamedType(type)))
      .filter(({ name }) => !hasAssumedLength(name));
    expect(uncounted.map(({ name }) => name)).toEqual([]);
  });

  it('counts as many labs as a variable says, or as its default where it is left out', () => {
    const query = 'query ($first: Int = 100) { labs(first: $first) { nodes { id } } }';
    expect(costOf(query)).toBe(costOf('{ labs(first: 100) { nodes { id } } }'));
    expect(costOf(query, { first: 7 })).toBe(costOf('{ labs(first: 7) { nodes { id } } }'));
    // Null is no number, so the field has the page of its own default.
    expect(costOf(query, { first: null })).toBe(costOf('{ labs { nodes { id } } }'));
    expect(costOf(query, { first: -5 })).toBe(costOf('{ labs(first: 1) { nodes { id } } }'));
  });
});

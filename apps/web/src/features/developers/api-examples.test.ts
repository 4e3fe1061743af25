import { readFileSync } from 'node:fs';
import { buildSchema, getOperationAST, parse, validate } from 'graphql';
import { describe, expect, it } from 'vitest';
import { apiExamples, exampleText } from './api-examples.ts';

const schema = buildSchema(readFileSync(new URL('../../../../../schema.graphql', import.meta.url), 'utf8'));

describe('the examples', () => {
  it.each(apiExamples.map((example) => [example.id, example] as const))(
    '%s is a valid operation of the kind it says',
    (_, example) => {
      const document = parse(exampleText(example));
      expect(validate(schema, document)).toEqual([]);
      expect(getOperationAST(document)?.operation).toBe(example.kind);
    },
  );

  it('give every variable that their operation asks for, and no other', () => {
    for (const example of apiExamples) {
      const given = example.variables({ labId: 'l', networkId: 'n', containerId: 'c' });
      const asked = getOperationAST(parse(exampleText(example)))?.variableDefinitions ?? [];
      const required = asked.filter(({ type }) => type.kind === 'NonNullType');
      const names = (some: typeof asked): string[] => some.map(({ variable }) => variable.name.value);
      expect(Object.keys(given), example.id).toEqual(expect.arrayContaining(names(required)));
      expect(names(asked), example.id).toEqual(expect.arrayContaining(Object.keys(given)));
    }
  });

  it('have addresses of their own', () => {
    expect(new Set(apiExamples.map(({ id }) => id)).size).toBe(apiExamples.length);
  });
});

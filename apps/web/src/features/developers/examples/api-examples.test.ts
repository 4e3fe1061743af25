import { readFileSync } from 'node:fs';
import { buildSchema, getOperationAST, parse, validate } from 'graphql';
import { describe, expect, it } from 'vitest';
import { exampleText } from './api-example.ts';
import { apiExamples } from './api-examples.ts';

const schema = buildSchema(
  readFileSync(new URL('../../../../../../schema.graphql', import.meta.url), 'utf8'),
);

describe('an example', () => {
  it.each(apiExamples.map((example) => [example.id, example] as const))(
    '%s is a valid operation of its kind',
    (_, example) => {
      const document = parse(exampleText(example));
      expect(validate(schema, document)).toEqual([]);
      expect(getOperationAST(document)?.operation).toBe(example.kind);
    },
  );

  it('sets all required variables of its operation and no unknown ones', () => {
    for (const example of apiExamples) {
      const set = example.variables({ labId: 'l', networkId: 'n', containerId: 'c' });
      const declared = getOperationAST(parse(exampleText(example)))?.variableDefinitions ?? [];
      const required = declared.filter(({ type }) => type.kind === 'NonNullType');
      const names = (definitions: typeof declared): string[] =>
        definitions.map(({ variable }) => variable.name.value);
      expect(Object.keys(set), example.id).toEqual(expect.arrayContaining(names(required)));
      expect(names(declared), example.id).toEqual(expect.arrayContaining(Object.keys(set)));
    }
  });

  it('has a unique id', () => {
    expect(new Set(apiExamples.map(({ id }) => id)).size).toBe(apiExamples.length);
  });
});

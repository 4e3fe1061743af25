import { execute, GraphQLError, parse } from 'graphql';
import { makeExecutableSchema } from '@graphql-tools/schema';
import { pino } from 'pino';
import { expect, test } from 'vitest';
import type { RequestContext } from '../context/request-context.ts';
import { createExecutor } from './executor.ts';

const schema = makeExecutableSchema({
  typeDefs: `
    interface Node { id: ID! }
    type Dog implements Node { id: ID! barks: Int! friend: Animal }
    type Cat implements Node { id: ID! naps(times: Int = 2): [String!]! friend: Animal }
    union Animal = Dog | Cat
    type Query {
      animals: [Animal!]!
      animal(id: ID!): Animal
      node(id: ID!): Node
      maybe: [Int]
      broken: Int
      strict: Cat
      refused: Int
      slow: Dog
      echo(text: String!, list: [Int!] = [1]): String!
    }`,
  resolvers: {
    Query: {
      animals: () => [dog, cat],
      animal: (_parent: unknown, { id }: { id: string }) => (id === '1' ? dog : id === '2' ? cat : null),
      node: (_parent: unknown, { id }: { id: string }) => (id === '1' ? dog : null),
      maybe: () => [1, null, 3],
      broken: () => {
        throw new Error('connect ECONNREFUSED 10.0.0.1:8000');
      },
      strict: () => ({ ...cat, naps: [null] }),
      refused: () => {
        throw new GraphQLError('Sign in first', { extensions: { code: 'UNAUTHENTICATED' } });
      },
      slow: () => Promise.resolve(dog),
      echo: (_parent: unknown, { text, list }: { text: string; list: number[] }) => `${text} ${list.join()}`,
    },
  },
});

const dog = {
  __typename: 'Dog',
  id: '1',
  barks: 3,
  get friend() {
    return cat;
  },
};
const cat = { __typename: 'Cat', id: '2', naps: ['noon', 'night'], friend: dog };

function context(): RequestContext {
  const logger = pino({ level: 'silent' });
  // The resolvers of this schema read nothing else.
  return { requestId: 'r', logger, credential: null, viewer: { id: 'u' } } as unknown as RequestContext;
}

test.each([
  ['fields and lists', '{ animals { __typename ... on Dog { barks } ... on Cat { naps } } maybe }', {}],
  ['an abstract type that is null', '{ node(id: "9") { id } animal(id: "9") { __typename } }', {}],
  ['an interface', '{ node(id: "1") { __typename id ... on Dog { barks } } }', {}],
  [
    'fragments in fragments',
    'query { ...Q } fragment Q on Query { animals { ...A } } fragment A on Animal { ... on Node { id } }',
    {},
  ],
  ['aliases', '{ a: animal(id: "1") { ... on Dog { n: barks } } b: animal(id: "2") { __typename } }', {}],
  [
    'skipped and included',
    'query ($yes: Boolean!) { maybe @skip(if: $yes) animals @include(if: $yes) { __typename } }',
    { yes: true },
  ],
  ['variables with defaults', 'query ($t: String = "hi", $l: [Int!]) { echo(text: $t, list: $l) }', {}],
  [
    'a promise among values',
    '{ slow { id friend { ... on Cat { naps friend { ... on Dog { barks } } } } } maybe }',
    {},
  ],
  ['a resolver that fails', '{ broken maybe }', {}],
  ['a resolver that refuses', '{ refused maybe }', {}],
  ['a null where none may be', '{ strict { id naps } maybe }', {}],
  ['a variable that is missing', 'query ($t: String!) { echo(text: $t) }', {}],
  ['a variable of another type', 'query ($t: String!) { echo(text: $t) }', { t: 5 }],
  ['an item of another type', 'query ($l: [Int!]) { echo(text: "", list: $l) }', { l: ['x'] }],
])('answers a compiled query as graphql-js does: %s', async (_name, text, variables) => {
  const run = createExecutor(schema);
  const document = parse(text);
  const answers = [];
  // The first two run in graphql-js, the others are compiled.
  for (let times = 0; times < 5; times++) {
    const result = await run({ document, variables, context: context() });
    answers.push(
      JSON.parse(
        JSON.stringify({
          ...result,
          errors: result.errors?.map(({ path, extensions }) => ({ path, extensions })),
        }),
      ),
    );
  }
  const plain = JSON.parse(JSON.stringify(await execute({ schema, document, variableValues: variables })));
  expect(answers[0].data).toEqual(plain.data);
  expect(answers[0].errors?.length).toEqual(plain.errors?.length);
  for (const answer of answers) expect(answer).toEqual(answers[0]);
});
